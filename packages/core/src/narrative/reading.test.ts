import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asDocument,
  fromPlain,
  isBlank,
  lengthOf,
  picturesOf,
  plainText,
  readRich,
  tokensOf,
  toldIn,
  writeRich,
} from "./reading.ts";
import type { Block, Inline, Item, Line, Mark, RichText } from "./schema.ts";

const hash = "b".repeat(64);
const t = (text: string): Inline => ({ k: "t", text });
const RICH: RichText = {
  rich: 1,
  blocks: [
    { k: "h1", line: [t("Capaian")] },
    { k: "p", line: [t("Serapan "), { k: "token", name: "serapan" }, t(" per Maret."), { k: "br" }, t("Baik.")] },
    {
      k: "ol",
      items: [{ line: [t("Air")], below: { k: "ul", items: [{ line: [t("Pipa")] }] } }, { line: [t("Jalan")] }],
    },
    {
      k: "table",
      rows: [
        [
          { head: true, lines: [[t("Bidang")]] },
          { head: true, lines: [[t("%")]] },
        ],
        [{ lines: [[t("Air")]] }, { lines: [[{ k: "token", name: "a/b.c" }]] }],
      ],
    },
    { k: "img", hash: hash as never, alt: "Jembatan" },
  ],
};

describe("a rich text", () => {
  it("reads back what it writes, always in the same letters", () => {
    const stored = writeRich(RICH);
    expect(asDocument(stored)).toEqual(RICH);
    expect(writeRich(readRich(stored))).toBe(stored);
  });

  it("reads back whatever an editor may make", () => {
    const inline: fc.Arbitrary<Inline> = fc.oneof(
      fc.record({
        k: fc.constant("t" as const),
        text: fc.string({ minLength: 1 }),
        marks: fc.constantFrom<Mark[]>(["b"], ["i", "u"]),
      }),
      fc.constant<Inline>({ k: "br" }),
      fc.constant<Inline>({ k: "token", name: "serapan" }),
    );
    const line: fc.Arbitrary<Line> = fc.array(inline, { maxLength: 4 });
    const item: fc.Arbitrary<Item> = fc.record({ line });
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ k: fc.constantFrom("p" as const, "h1" as const, "h2" as const), line }),
      fc.record({
        k: fc.constantFrom("ul" as const, "ol" as const),
        items: fc.array(item, { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        expect(asDocument(writeRich({ rich: 1, blocks }))).toEqual({ rich: 1, blocks });
      }),
    );
  });

  it.each([
    ["an unknown kind", { k: "script", line: [] }],
    ["a key that nobody knows", { k: "p", line: [], onclick: "alert(1)" }],
    ["an address that is not https", { k: "p", line: [{ k: "t", text: "x", href: "javascript:alert(1)" }] }],
    ["an address with a quote", { k: "p", line: [{ k: "t", text: "x", href: 'https://a.example/"onx=' }] }],
    ["a picture by address", { k: "img", hash: "https://jahat.example/x.png", alt: "" }],
    ["a token that is no name", { k: "p", line: [{ k: "token", name: "<b>" }] }],
    ["a mark of its own", { k: "p", line: [{ k: "t", text: "x", marks: ["blink"] }] }],
    ["rows of unequal length", { k: "table", rows: [[{ lines: [[]] }], [{ lines: [[]] }, { lines: [[]] }]] }],
    [
      "a fourth level of lists",
      {
        k: "ul",
        items: [
          {
            line: [],
            below: {
              k: "ul",
              items: [
                { line: [], below: { k: "ul", items: [{ line: [], below: { k: "ul", items: [{ line: [] }] } }] } },
              ],
            },
          },
        ],
      },
    ],
  ])("is none with %s", (_, block) => {
    expect(asDocument(JSON.stringify({ rich: 1, blocks: [block] }))).toBeNull();
  });

  it("shows what was plain before as words, markup included", () => {
    expect(readRich("<b>Satu</b>\ndua\n\n{serapan}").blocks).toEqual([
      { k: "p", line: [t("<b>Satu</b>"), { k: "br" }, t("dua")] },
      { k: "p", line: [t("{serapan}")] },
    ]);
  });

  it("counts letters, names figures and pictures, and knows when nothing is in it", () => {
    expect(lengthOf(fromPlain("Empat\n\nlima "))).toBe(9);
    expect(tokensOf(RICH)).toEqual(["serapan", "a/b.c"]);
    expect(picturesOf(RICH)).toEqual([hash]);
    expect(isBlank({ rich: 1, blocks: [{ k: "p", line: [{ k: "br" }, t("  ")] }] })).toBe(true);
    expect(isBlank({ rich: 1, blocks: [{ k: "img", hash: hash as never, alt: "" }] })).toBe(false);
  });

  it("is words for search and Excel, with what its figures say", () => {
    const telling = (name: string) => (name === "serapan" ? "64,54 %" : undefined);
    const expected = [
      "Capaian",
      "Serapan 64,54 % per Maret.\nBaik.",
      "1. Air\n   • Pipa\n2. Jalan",
      "Bidang | %\nAir | {a/b.c}",
      "[Gambar: Jembatan]",
    ].join("\n\n");
    expect(plainText(RICH, telling)).toBe(expected);
    expect(tokensOf(toldIn(RICH, telling))).toEqual([]);
    expect(plainText(toldIn(RICH, telling))).toBe(expected);
  });
});
