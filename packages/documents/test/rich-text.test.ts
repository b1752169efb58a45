import { deflateSync } from "node:zlib";
import { writeRich } from "@selaras/core/narrative/reading.ts";
import type { Block, Line } from "@selaras/core/narrative/schema.ts";
import type { DocumentContent } from "@selaras/core/report/snapshot.ts";
import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { reportDocument } from "../src/report-document.ts";
import { allText, collisions, printed } from "./printed.ts";
import { contentOf, withSnapshot } from "./snapshot.ts";

/** The first text of the starter pack, as a rich one that stands alone. */
const plain = kinerja.sections.find((each) => each.kind === "narrative");
const field = plain?.kind === "narrative" ? plain.fields[0] : undefined;
if (plain?.kind !== "narrative" || !field) throw new Error("the pack has no text");
const [section, id] = [plain, field.id];
const definition: TemplateDefinition = {
  ...kinerja,
  sections: [{ ...plain, fields: [{ ...field, rich: true }] }],
  figures: [],
};

/** A PNG of one colour with see-through points, as screens are cut out. */
function png(width: number, height: number, broken = false): Buffer {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (data: Buffer): number =>
    (data.reduce((c, byte) => (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 4, 0x80)]);
  const points = Buffer.concat(Array.from({ length: broken ? height - 1 : height }, () => row));
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([sign, chunk("IHDR", head), chunk("IDAT", deflateSync(points)), chunk("IEND", Buffer.alloc(0))]);
}

const HASH = "d".repeat(64);
const line = (text: string): Line => [{ k: "t", text }];
function contentWith(blocks: readonly Block[], more: Partial<DocumentContent> = {}): DocumentContent {
  const base = contentOf(0, { definition, ...more });
  const cells = { [id]: { s: "value" as const, v: writeRich({ rich: 1, blocks }) } };
  const row = { key: `${section.id}/${id}`, label: "Uraian", group: [], context: {}, cells };
  const { content } = base.snapshot;
  return withSnapshot(base, { content: { ...content, rows: [row], told: { serapan: "64,54 %" } } });
}
const BLOCKS: readonly Block[] = [
  { k: "h1", line: line("Kinerja keuangan") },
  { k: "h2", line: line("Belanja modal") },
  {
    k: "p",
    line: [
      { k: "t", text: "Serapan " },
      { k: "token", name: "serapan" },
      { k: "t", text: " sudah " },
      { k: "t", text: "melampaui", marks: ["b", "u"] },
      { k: "t", text: " target, lihat " },
      { k: "t", text: "laman resmi", href: "https://kukar.go.id/lkpj", marks: ["i"] },
      { k: "t", text: "." },
    ],
  },
  {
    k: "ol",
    items: [
      { line: line("Jalan"), below: { k: "ul", items: [{ line: line("Ruas pertama") }] } },
      { line: line("Air") },
    ],
  },
  {
    k: "table",
    rows: [
      [
        { head: true, lines: [line("Bidang")] },
        { head: true, lines: [line("Nilai")] },
      ],
      [{ lines: [line("Pendidikan")] }, { lines: [[{ k: "token", name: "serapan" }]] }],
    ],
  },
  { k: "img", hash: HASH as never, alt: "Jembatan Loa Kulu" },
];

/** Kinds of elements in the structure of a document, in order. */
async function tagsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const document = await getDocumentProxy(bytes.slice());
  const tags: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("role" in node && typeof node.role === "string") tags.push(node.role);
    if ("children" in node && Array.isArray(node.children)) for (const child of node.children) walk(child);
  };
  for (let n = 1; n <= document.numPages; n += 1) walk(await (await document.getPage(n)).getStructTree());
  return tags;
}

describe("a rich text in the printed report", () => {
  it("stands there with its figures as they were sent, its list numbers, its table and the address of its link", async () => {
    const pages = await printed(await reportDocument(contentWith(BLOCKS, { pictures: { [HASH]: png(200, 100) } })));
    const text = allText(pages).replaceAll(/\s+/g, " ");
    for (const words of [
      "Kinerja keuangan",
      "Belanja modal",
      "Serapan 64,54 % sudah melampaui target, lihat laman resmi (https://kukar.go.id/lkpj).",
      "1. Jalan • Ruas pertama 2. Air",
      "Bidang Nilai Pendidikan 64,54 %",
      "Jembatan Loa Kulu",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain("{serapan}");
    expect(pages.flatMap(collisions)).toEqual([]);
  });

  it("is tagged: headings, list entries with label and body, cells and a figure with its words", async () => {
    const tags = await tagsOf(await reportDocument(contentWith(BLOCKS, { pictures: { [HASH]: png(200, 100) } })));
    for (const tag of ["H3", "H4", "L", "LI", "Lbl", "LBody", "TH", "TD", "Figure"]) expect(tags).toContain(tag);
  });

  it("gives the same bytes for the same content", async () => {
    const content = contentWith(BLOCKS, { pictures: { [HASH]: png(200, 100) } });
    const [a, b] = [await reportDocument(content), await reportDocument(content)];
    expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);
  });

  it.each([
    ["is not there", undefined],
    ["holds fewer points than it announces", png(200, 100, true)],
    ["is no picture", Buffer.from("GIF89a")],
    ["breaks off", png(200, 100).subarray(0, 60)],
    ["is a JPEG that breaks off", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  ])("names a picture in words when it %s, so that nothing holds up the publication", async (_, bytes) => {
    const pictures: Record<string, Uint8Array> = bytes ? { [HASH]: bytes } : {};
    const text = allText(await printed(await reportDocument(contentWith(BLOCKS, { pictures }))));
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      `[Gambar: Jembatan Loa Kulu, pada berkas bukti dengan sidik ${HASH.slice(0, 12)}]`,
    );
  });

  it("flows over pages without running out of them", async () => {
    const long = "Pembangunan jalan lingkungan dan saluran drainase dilanjutkan pada semua kecamatan. ".repeat(40);
    const blocks: Block[] = Array.from({ length: 8 }, () => ({ k: "p", line: [{ k: "t", text: long, marks: ["b"] }] }));
    const pages = await printed(await reportDocument(contentWith(blocks)));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.flatMap(collisions)).toEqual([]);
    const lowest = Math.min(
      ...pages.flatMap(({ items }) => items.filter((item) => item.text.includes("jalan")).map((item) => item.y)),
    );
    expect(lowest).toBeGreaterThan(60);
  });
});
