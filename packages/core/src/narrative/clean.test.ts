import { describe, expect, it } from "vitest";
import { fromMarkup } from "./clean.ts";
import { asDocument, plainText, writeRich } from "./reading.ts";

const read = (html: string) => {
  const made = fromMarkup(html);
  if (!made) throw new Error("cannot be read");
  return made;
};
const words = (html: string): string => plainText(read(html).document);

/** Known ways of getting something to run, each with a word that must come through or must not. */
const HOSTILE: readonly (readonly [name: string, html: string, words: string])[] = [
  ["script", "<p>aman<script>alert(1)</script></p>", "aman"],
  ["script in capitals with room", "<SCRIPT\n>alert(1)</SCRIPT \n>aman", "aman"],
  ["script torn apart", "<scr<script>ipt>alert(1)</script>aman", "ipt>alert(1)aman"],
  ["event handler", '<p onclick="alert(1)" ONMOUSEOVER=alert(1)>aman</p>', "aman"],
  ["handler without quotes", "<img src=x onerror=alert(1)>aman", "aman"],
  ["javascript address", '<a href="javascript:alert(1)">aman</a>', "aman"],
  ["address with a tab inside", '<a href="java\tscript:alert(1)">aman</a>', "aman"],
  ["address with entities", '<a href="&#106;avascript&colon;alert(1)">aman</a>', "aman"],
  ["address in disguise", '<a href=" \u0001javascript:alert(1)">aman</a>', "aman"],
  ["data address", '<a href="data:text/html,<script>alert(1)</script>">aman</a>', "aman"],
  ["data picture", '<img src="data:image/svg+xml;base64,PHN2Zz4=">aman', "aman"],
  ["foreign picture", '<img src="https://jahat.example/lacak.gif">aman', "aman"],
  ["http link", '<a href="http://contoh.example/">aman</a>', "aman"],
  ["link without protocol", '<a href="//jahat.example/">aman</a>', "aman"],
  ["link with a password", '<a href="https://bank.example@jahat.example/">aman</a>', "aman"],
  ["svg", '<svg><script>alert(1)</script><a xlink:href="javascript:alert(1)">x</a></svg>aman', "aman"],
  ["svg onload", "<svg/onload=alert(1)>aman", ""],
  ["math", '<math><maction actiontype="statusline" xlink:href="javascript:alert(1)">x</maction></math>aman', "aman"],
  ["style element", "<style>*{background:url(javascript:alert(1))}</style>aman", "aman"],
  ["style attribute", '<p style="position:fixed;inset:0;background:url(https://jahat.example)">aman</p>', "aman"],
  ["iframe", '<iframe srcdoc="<script>alert(1)</script>"></iframe>aman', "aman"],
  ["object and embed", '<object data="x.swf">x</object><embed src="x">aman', "aman"],
  ["form", '<form action="https://jahat.example"><input name="nip"></form>aman', "aman"],
  ["base and meta", '<base href="https://jahat.example/"><meta http-equiv="refresh" content="0;url=x">aman', "aman"],
  ["comment", "<!-- <script>alert(1)</script> -->aman<!--[if IE]><script>alert(1)</script><![endif]-->", "aman"],
  ["mutation through noscript", '<noscript><p title="</noscript><img src=x onerror=alert(1)>">aman', ""],
  [
    "mutation through math and style",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "",
  ],
  [
    "mutation through a form in a form",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "",
  ],
  ["mutation through svg and style", '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">', '">'],
  [
    "mutation through select",
    '<select><template><style><!--</style><a rel="--></style></template></select><img src onerror=alert(1)>">aman',
    "",
  ],
  ["nested textarea", "<textarea><script>alert(1)</textarea>aman", "aman"],
  ["template", "<template><img src=x onerror=alert(1)></template>aman", "aman"],
  ["clobbering", '<p id="body" name="cookie">aman</p>', "aman"],
  ["unfinished tag", "aman<img src=x onerror=alert(1)", "aman"],
  ["nul inside", "<scr\0ipt>alert(1)</scr\0ipt>aman", "alert(1)aman"],
];

describe("HTML from outside", () => {
  it.each(HOSTILE)("comes in as words only: %s", (_, html, expected) => {
    const { document } = read(html);
    const stored = writeRich(document);
    // The closed shape says it all: no address but https, no handler, no element of anybody's own.
    expect(asDocument(stored)).not.toBeNull();
    const all = JSON.stringify(document);
    expect(all).not.toMatch(/"(?:href|hash)":/);
    expect(plainText(document).trim()).toBe(expected);
  });

  it("says in words what it left out", () => {
    const html =
      '<style>p{}</style><p onclick="x()">a <a href="http://b.example">b</a><img src="https://c.example/x.png"></p><video></video>';
    expect(read(html).dropped).toEqual([
      "gambar dari luar laporan",
      "gaya",
      "skrip",
      "tautan selain https",
      "unsur yang tidak dikenal",
    ]);
    expect(read("<p>Bersih, <b>tebal</b></p>").dropped).toEqual([]);
  });

  it("keeps headings, marks, links, lists in lists and line breaks", () => {
    const html = `<h1>Judul</h1><h4>Anak judul</h4><p>Satu <b>tebal <i>miring</i></b><br>dua <a href="https://kukar.go.id/a?b=1">laman</a></p>
      <ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>`;
    expect(read(html).document.blocks).toEqual([
      { k: "h1", line: [{ k: "t", text: "Judul" }] },
      { k: "h2", line: [{ k: "t", text: "Anak judul" }] },
      {
        k: "p",
        line: [
          { k: "t", text: "Satu " },
          { k: "t", text: "tebal ", marks: ["b"] },
          { k: "t", text: "miring", marks: ["b", "i"] },
          { k: "br" },
          { k: "t", text: "dua " },
          { k: "t", text: "laman", href: "https://kukar.go.id/a?b=1" },
        ],
      },
      {
        k: "ul",
        items: [
          { line: [{ k: "t", text: "a" }], below: { k: "ol", items: [{ line: [{ k: "t", text: "b" }] }] } },
          { line: [{ k: "t", text: "c" }] },
        ],
      },
    ]);
  });

  it("makes a table with spans one with rows of equal length", () => {
    const html =
      '<table><tr><th rowspan="2">Bidang</th><th colspan="2">Tahun</th></tr><tr><td>2025</td><td>2026</td></tr><tr><td>Air</td></tr></table>';
    expect(words(html)).toBe("Bidang | Tahun | \n | 2025 | 2026\nAir |  | ");
    expect(asDocument(writeRich(read(html).document))).not.toBeNull();
  });

  it("reads names in braces as live figures", () => {
    expect(read("<p>Serapan {serapan} dari {penerima/k.2.capaian}; {Bukan Nama}</p>").document.blocks).toEqual([
      {
        k: "p",
        line: [
          { k: "t", text: "Serapan " },
          { k: "token", name: "serapan" },
          { k: "t", text: " dari " },
          { k: "token", name: "penerima/k.2.capaian" },
          { k: "t", text: "; {Bukan Nama}" },
        ],
      },
    ]);
  });

  it("keeps pictures of the report by their hash", () => {
    const hash = "a".repeat(64);
    expect(read(`<img data-hash="${hash}" alt="Jembatan">`).document.blocks).toEqual([
      { k: "img", hash, alt: "Jembatan" },
    ]);
  });

  it("does not break on nesting without end", () => {
    const deep = "<b>".repeat(15_000) + "aman";
    const made = fromMarkup(deep);
    expect(made === null || plainText(made.document) === "aman").toBe(true);
    const lists = fromMarkup("<ul><li>".repeat(300) + "aman");
    expect(lists === null || asDocument(writeRich(lists.document)) !== null).toBe(true);
  });
});
