import { specimenDecisions } from "@selaras/core/export/specimen.ts";
import type { DocumentContent, SnapshotDecision, SnapshotSigner } from "@selaras/core/report/snapshot.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";
import type { Orientation, PrintLayout } from "@selaras/core/template/print.ts";
import type { PaperName } from "@selaras/core/tenant/schema.ts";
import { describe, expect, it } from "vitest";
import { reportDocument } from "../src/report-document.ts";
import { allText, collisions, type Item, type Page, printed } from "./printed.ts";
import { contentOf, SIGNER, withSnapshot } from "./snapshot.ts";

const print = async (content: DocumentContent): Promise<readonly Page[]> => printed(await reportDocument(content));
const laid = (layout: PrintLayout) => ({ definition: { ...rfk, print: layout } });

type Voter = SnapshotDecision["by"][number];
const voter = (n: number): Voter => ({
  name: `Anggota Nomor ${n}.`,
  hat: `Kepala Subbidang Pengendalian dan Evaluasi Pelaksanaan ${n}`,
  at: "2026-04-07T06:30:00.000Z",
  nip: "197505052000031002",
  rank: "Pembina (IV/a)",
});
const decidedBy = (content: DocumentContent, by: readonly Voter[]): DocumentContent =>
  withSnapshot(content, {
    decisions: content.snapshot.decisions.map((each) => (each.kind === "verify" ? { ...each, by } : each)),
  });

describe("a post that the layout names", () => {
  const signed = async (more: Partial<SnapshotSigner>): Promise<string> => {
    const signers: PrintLayout["signers"] = [{ side: "right", who: "signer", post: "Kepala Perangkat Daerah" }];
    return allText(await print(contentOf(3, laid({ signers }), { ...SIGNER, ...more })));
  };

  it.each([
    ["plh", "Plh. KEPALA PERANGKAT DAERAH,"],
    ["plt", "Plt. KEPALA PERANGKAT DAERAH,"],
    ["pj", "Pj. KEPALA PERANGKAT DAERAH,"],
  ] as const)("lets nobody who holds it as %s sign as if it were held definitively", async (holding, title) => {
    expect(await signed({ holding, decree: null })).toContain(title);
  });

  it("stands bare of a definitive holder, and follows the hat where a snapshot does not say how it is held", async () => {
    expect(await signed({})).toMatch(/(?<!Plh\. |Plt\. |Pj\. )KEPALA PERANGKAT DAERAH,/);
    const hat = "Plh. Kepala Dinas Pekerjaan Umum";
    expect(await signed({ holding: null, post: null, hat })).toContain("Plh. KEPALA PERANGKAT DAERAH,");
  });

  it.each([
    ["Plh. Sekretaris Daerah", "Sekretaris Daerah Kabupaten", "Plh. SEKRETARIS DAERAH KABUPATEN,"],
    ["Pj. Kepala Bidang", "Kepala Bidang", "Pj. KEPALA BIDANG,"],
    ["Plt. Kepala Bidang", undefined, "Plt. KEPALA BIDANG,"],
  ])("keeps of whoever decided as %s how the post is held", async (hat, post, title) => {
    const verify = { side: "left", who: "verify", ...(post === undefined ? {} : { post }) } as const;
    const content = contentOf(3, laid({ signers: [verify, { side: "right", who: "signer" }] }));
    expect(allText(await print(decidedBy(content, [{ ...voter(1), hat }])))).toContain(title);
  });

  it("does not make a definitive holder a Plt. because the layout says so", async () => {
    const verify = { side: "left", who: "verify", post: "Plt. Kepala Bidang" } as const;
    const content = contentOf(3, laid({ signers: [verify, { side: "right", who: "signer" }] }));
    const text = allText(await print(decidedBy(content, [{ ...voter(1), hat: "Kepala Bidang" }])));
    expect(text).toContain("KEPALA BIDANG,");
    expect(text).not.toContain("Plt. KEPALA BIDANG,");
  });
});

/** Lower edge of the body: the lower margin of 40 points and the foot of 26. */
const BODY = 66;
/** What stands below the body and not at the foot: the foot is the same on every page but for its number. */
const fallen = (pages: readonly Page[]): readonly string[] => {
  const foot = pages[0]?.items.filter(({ y }) => y < BODY).map(({ text }) => text) ?? [];
  return pages.flatMap(({ items }) =>
    items
      .filter(({ y, text, turned }) => y < BODY && !turned && !text.startsWith("Halaman ") && !foot.includes(text))
      .map(({ text }) => text),
  );
};
/** Blocks on a page by the name that stands in them; the table of decisions has smaller letters and stands elsewhere. */
const blockNames = ({ items }: Page): readonly Item[] =>
  items.filter(({ text }, at) => text.startsWith("Anggota Nomor") && items.slice(at, at + 3).some(isRank));
const isRank = ({ text }: Item): boolean => text.startsWith("Pembina (IV/a)");

const COUNTS = [1, 3, 4, 7, 15] as const;
const FACES = (["A4", "F4"] as const).flatMap((paper) =>
  (["portrait", "landscape"] as const).map((orientation) => [paper, orientation] as const),
);
const PAIR: PrintLayout["signers"] = [
  { side: "left", who: "verify", above: "Mengetahui," },
  { side: "right", who: "signer" },
];
/** No place is left beside the signer: the proof goes below. */
const FULL: PrintLayout["signers"] = [
  ...PAIR,
  { side: "left", who: "by-hand", post: "Bupati Kutai Kartanegara", above: "Mengesahkan," },
  { side: "left", who: "author" },
];
const voted = (count: number, paper: PaperName, orientation: Orientation, signers = PAIR, rows = 3) => {
  const content = contentOf(rows, laid({ paper, orientation, signers }));
  return decidedBy(
    content,
    Array.from({ length: count }, (_, i) => voter(i + 1)),
  );
};

describe("the blocks of a step that a team decided", () => {
  it.each(FACES)(
    "never fall off the page: %s, %s",
    async (paper, orientation) => {
      for (const signers of [PAIR, FULL]) {
        for (const count of COUNTS) {
          // Other rows above, so that the blocks begin at other heights.
          const pages = await print(voted(count, paper, orientation, signers, 2 + count));
          const which = [count, signers.length];
          expect([...which, fallen(pages)]).toEqual([...which, []]);
          for (const page of pages) expect(collisions(page)).toEqual([]);
          expect([...which, pages.flatMap(blockNames).length]).toEqual([...which, count]);
          const text = allText(pages);
          expect(text.match(/Disahkan secara elektronik/g)).toHaveLength(1);
          expect(text.match(/7Q2M4 K9XHT 5WZ3B D8RJ6 VNCPA E/g)).toHaveLength(1);
        }
      }
    },
    60_000,
  );

  it.each(FACES)("stand in one column up to three, in two beyond, name beside name: %s, %s", async (paper, face) => {
    const columns = async (count: number): Promise<number> => {
      const names = (await print(voted(count, paper, face))).flatMap(blockNames);
      return new Set(names.map(({ x }) => Math.round(x))).size;
    };
    expect([await columns(3), await columns(4), await columns(15)]).toEqual([1, 2, 2]);
    const [first, second, third] = (await print(voted(4, paper, face))).flatMap(blockNames);
    expect(first?.text).toContain("1.");
    expect(second?.text).toContain("2.");
    expect(second?.y).toBeCloseTo(first?.y ?? 0, 0);
    expect(third?.x).toBeCloseTo(first?.x ?? 0, 0);
  });

  it("are not followed by a page with the signer's block alone", async () => {
    for (const [paper, face] of FACES) {
      for (const count of [4, 7, 15]) {
        const pages = await print(voted(count, paper, face));
        const page = pages.find(({ text }) => text.includes("Disahkan secara elektronik"));
        expect([paper, face, count, page && blockNames(page).length > 0]).toEqual([paper, face, count, true]);
      }
    }
  }, 60_000);

  it("leave the heading of the decisions on the page of their table", async () => {
    for (const [paper, face] of FACES) {
      for (const count of [7, 15]) {
        const pages = await print(voted(count, paper, face));
        const page = pages.find(({ items }) => items.some(({ text }) => text === "Persetujuan"));
        const stands = page?.text.includes("Bertindak sebagai");
        expect([paper, face, count, stands]).toEqual([paper, face, count, true]);
      }
    }
  }, 60_000);

  it("are shown to whoever designs the layout, with every seat that a team can have", async () => {
    const definition = { ...rfk, print: { signers: PAIR } };
    const decisions = specimenDecisions(definition, SIGNER.at);
    const content = withSnapshot(contentOf(3, { definition }), { decisions });
    const pages = await print({ ...content, verification: null, seal: null, snapshotHash: null, specimen: true });
    expect(allText(pages).match(/ANGGOTA TIM CONTOH, KURSI \d+ DARI 15,/g)).toHaveLength(15);
    expect(fallen(pages)).toEqual([]);
  });
});
