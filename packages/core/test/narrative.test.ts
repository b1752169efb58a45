import { createHash } from "node:crypto";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { ReportId } from "../src/kernel/id.ts";
import { asDocument, plainText, readRich } from "../src/narrative/reading.ts";
import * as Portal from "../src/portal/index.ts";
import type { Made } from "../src/export/content.ts";
import { documentOf } from "../src/export/document.ts";
import { remove } from "../src/evidence/index.ts";
import { verify } from "../src/report/decide.ts";
import { publishedContent, sign } from "../src/report/sign.ts";
import { save } from "../src/report/save.ts";
import { submit } from "../src/report/submit.ts";
import { view } from "../src/report/view.ts";
import { adoptTexts, stored, token, uraian, words } from "./narrative-world.ts";
import { attach, putOut } from "./stages.ts";
import {
  asProduct,
  asVisitor,
  failing,
  journalOf,
  everything,
  MARCH_OPEN,
  project,
  type Regency,
  regency,
  travel,
  useEngines,
} from "./world.ts";

/*
 * Texts with live figures. Worked by hand: 30 of 80 million is 37,5 %; after the correction of the draft 50 of 80 is 62,5 %.
 */
useEngines();

let kukar: Regency;
const UNITS = ["dinkes", "disdik", "dishub", "dinsos", "dlh"];
beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { units: UNITS, pptk: 1 });
  await adoptTexts("kukar", UNITS);
});

const CAPAIAN = ["uraian/capaian", "capaian"] as const;
const KENDALA = ["uraian/kendala", "kendala"] as const;
const ids = new Map<string, string>();
/** The report of a unit, opened on first use. */
const opened = async (unit: string): Promise<string> => {
  const id = ids.get(unit) ?? (await kukar.openReport("2026-03", unit, uraian.id));
  ids.set(unit, id);
  return id;
};
const put = async (id: string, unit: string, place: readonly [string, string], value: string, base = 0) => {
  const change = kukar.cell(...place, value, base);
  const { cells } = await kukar.as(kukar.who("pptk", unit), () => save({ id, changes: [change] }));
  return cells[0];
};
const amounts = async (id: string, unit: string, realised: string, base = 0): Promise<void> => {
  if (base === 0) await put(id, unit, ["umum/isian", "anggaran"], "80000000");
  await put(id, unit, ["umum/isian", "realisasi"], realised, base);
};
const shown = (id: string, unit: string) => kukar.as(kukar.who("pptk", unit), () => view({ id }));
const textOf = async (id: string, unit: string): Promise<string | null> =>
  (await shown(id, unit)).rows.find((row) => row.rowKey === CAPAIAN[0])?.cells["capaian"]?.v ?? null;
const SENTENCE = stored(
  { k: "h1", line: [words("Keuangan")] },
  { k: "p", line: [words("Serapan "), token("serapan"), words(" dari "), token("umum/isian.anggaran"), words(".")] },
);
const MADE: Made = {
  id: "1",
  at: MARCH_OPEN,
  by: "Uji",
  hats: [],
  tenant: { name: "Uji", short: "Uji", zone: "Asia/Makassar", demo: true },
};
const told = { serapan: "37,50 %", "umum/isian.anggaran": "Rp80.000.000,00" };

describe("saving a rich text", () => {
  it("keeps a document as it is, and takes the same one twice without a new version", async () => {
    const id = await opened("dinkes");
    expect(await put(id, "dinkes", CAPAIAN, SENTENCE)).toMatchObject({ outcome: "accepted", n: 1 });
    expect(await textOf(id, "dinkes")).toBe(SENTENCE);
    expect(await put(id, "dinkes", CAPAIAN, SENTENCE, 1)).toMatchObject({ outcome: "accepted", n: 1 });
  });

  it("cleans HTML before it is stored and says what it left out, also when the same command comes again", async () => {
    const id = await opened("disdik");
    const html = '<p onclick="curi()">Aman <a href="javascript:alert(1)">tautan</a></p><script>curi()</script>';
    const change = kukar.cell(...CAPAIAN, html);
    const again = () =>
      kukar.as(kukar.who("pptk", "disdik"), () => save({ id, changes: [change] }), "01JQ0000000000000000000777");
    const first = await again();
    expect(first.cells[0]).toMatchObject({
      outcome: "accepted",
      note: "Capaian: tidak ikut disimpan skrip, tautan selain https.",
    });
    expect(await again()).toEqual(first);
    const kept = await textOf(id, "disdik");
    expect(asDocument(kept ?? "")).not.toBeNull();
    expect(plainText(readRich(kept))).toBe("Aman tautan");
    // Nowhere in the table, the journal included, lies what was left out.
    expect(JSON.stringify(await everything())).not.toMatch(/curi\(|javascript:/);
  });

  it("refuses what only looks like a document, and a text over the bound of its field, and keeps what was there", async () => {
    const id = await opened("disdik");
    const before = await textOf(id, "disdik");
    const forged = '{"rich":1,"blocks":[{"k":"p","line":[{"k":"t","text":"x","href":"javascript:alert(1)"}]}]}';
    expect(await put(id, "disdik", CAPAIAN, forged, 1)).toMatchObject({ outcome: "refused", code: "report.cell_rich" });
    expect(await put(id, "disdik", KENDALA, `<p>${"x".repeat(301)}</p>`)).toMatchObject({
      outcome: "refused",
      code: "report.cell_long",
      message: "Kendala: paling banyak 300 huruf.",
    });
    expect(await textOf(id, "disdik")).toBe(before);
  });

  it("reads plain words with names in braces as a text with live figures, and a text without a word as none", async () => {
    const id = await opened("disdik");
    expect(await put(id, "disdik", KENDALA, "Baru {serapan}.\n\nHujan.")).toMatchObject({ outcome: "accepted" });
    const row = (await shown(id, "disdik")).rows.find((each) => each.rowKey === KENDALA[0]);
    expect(readRich(row?.cells["kendala"]?.v).blocks).toEqual([
      { k: "p", line: [words("Baru "), token("serapan"), words(".")] },
      { k: "p", line: [words("Hujan.")] },
    ]);
    expect(await put(id, "disdik", KENDALA, "<p> <br> </p>", 1)).toMatchObject({ outcome: "accepted", n: 2 });
    const after = (await shown(id, "disdik")).rows.find((each) => each.rowKey === KENDALA[0]);
    expect(after?.cells["kendala"]?.s).toBe("missing");
  });

  it("keeps of a rich text its words in the journal", async () => {
    const entries = journalOf(await everything(), "kukar").filter((entry) => entry.op === "report.save");
    expect(JSON.stringify(entries)).toContain("Serapan {serapan} dari");
    expect(JSON.stringify(entries)).not.toContain('\\"blocks\\"');
  });
});

describe("live figures in a text", () => {
  it("cannot be sent while a text names what the report does not have, or what is not public in a public text", async () => {
    const id = await opened("dishub");
    const author = kukar.who("pptk", "dishub");
    await amounts(id, "dishub", "30000000");
    await put(id, "dishub", CAPAIAN, "Ada {karangan} dan {umum/isian.tunggakan}.");
    const { stamp } = await shown(id, "dishub");
    expect(await failing(kukar.as(author, () => submit({ id, stamp })))).toBe("report.blocked");
    await put(id, "dishub", CAPAIAN, "Ada {umum/isian.tunggakan}.", 1);
    const next = await shown(id, "dishub");
    expect(await failing(kukar.as(author, () => submit({ id, stamp: next.stamp })))).toBe("report.blocked");
    // The same figure in a text that only officials read.
    await put(id, "dishub", CAPAIAN, "Baik.", 2);
    await put(id, "dishub", KENDALA, "Ada {umum/isian.tunggakan}.");
    const last = await shown(id, "dishub");
    await kukar.as(author, () => submit({ id, stamp: last.stamp }));
    expect((await shown(id, "dishub")).told).toEqual({ "umum/isian.tunggakan": "belum diisi" });
  });

  it("follow what is entered while it is a draft, and are part of what is signed from the moment it was sent", async () => {
    const id = await opened("dinkes");
    const author = kukar.who("pptk", "dinkes");
    await amounts(id, "dinkes", "50000000");
    expect((await shown(id, "dinkes")).told).toBeUndefined();
    const draft = await kukar.as(author, () => documentOf(v.parse(ReportId, id), true, MADE));
    expect(draft.draft?.snapshot.content.told).toMatchObject({ serapan: "62,50 %" });
    await amounts(id, "dinkes", "30000000", 1);
    const hash = await kukar.send(id, author);
    expect((await shown(id, "dinkes")).told).toEqual(told);
    await kukar.as(kukar.who("kabid", "dinkes"), () => verify({ id, hash }));
    await kukar.as(kukar.who("kepala", "dinkes"), () => sign({ id, hash }));
    const content = await asProduct("kukar", () => publishedContent(id, 1));
    expect(content?.told).toEqual(told);
    // The words of the figures are under the hash that was signed: with others it is another content.
    const { canonical } = await import("../src/kernel/canonical.ts");
    const sha = (value: unknown): string => createHash("sha256").update(canonical(value)).digest("hex");
    expect(sha(content)).toBe(hash);
    expect(sha({ ...content, told: { ...told, serapan: "62,50 %" } })).not.toBe(hash);
  });

  it("stand in what everybody reads as they were signed, as a tree without addresses and as words", async () => {
    const id = await opened("dinkes");
    expect(await putOut("kukar", id)).toBe("published");
    await project("kukar");
    const place = { template: uraian.id, period: "2026-03", unit: "dinkes" };
    const { rows } = await asVisitor("kukar", () => Portal.report(place));
    const row = rows.find((each) => each.section === "uraian");
    expect(row?.cells["capaian"]).toEqual({
      kind: "text",
      text: "Keuangan\n\nSerapan 37,50 % dari Rp80.000.000,00.",
    });
    expect(row?.texts?.["capaian"]?.blocks[1]).toEqual({
      k: "p",
      line: [words("Serapan "), words("37,50 %"), words(" dari "), words("Rp80.000.000,00"), words(".")],
    });
    expect(JSON.stringify(rows)).not.toContain("kendala");
  });
});

describe("pictures in a text", () => {
  const PNG = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  );
  const sha256 = createHash("sha256").update(PNG).digest("hex");
  const file = { name: "foto.png", type: "image/png" as const, bytes: PNG.length, sha256, body: PNG };

  it("are files of the same report: another hash, or a file that was taken away, cannot be sent", async () => {
    const id = await opened("dlh");
    const author = kukar.who("pptk", "dlh");
    await amounts(id, "dlh", "30000000");
    await put(id, "dlh", CAPAIAN, stored({ k: "img", hash: sha256 as never, alt: "Jembatan" }));
    const send = async () => {
      const { stamp } = await shown(id, "dlh");
      return failing(kukar.as(author, () => submit({ id, stamp })));
    };
    expect(await send()).toBe("report.picture_missing");
    await attach(kukar, id, file as never, author);
    await kukar.as(author, () => remove({ id, evidenceId: sha256, reason: "Fotonya terlalu buram." }));
    expect(await send()).toBe("report.picture_missing");
  });

  it("are handed to whoever prints, by the hash under which they were signed", async () => {
    const id = await opened("dinsos");
    const author = kukar.who("pptk", "dinsos");
    await amounts(id, "dinsos", "30000000");
    await attach(kukar, id, file as never, author);
    await put(id, "dinsos", CAPAIAN, stored({ k: "img", hash: sha256 as never, alt: "Jembatan" }));
    await kukar.send(id, author);
    const made = await kukar.as(author, () => documentOf(v.parse(ReportId, id), true, MADE));
    expect(Buffer.from(made.draft?.pictures?.[sha256] ?? [])).toEqual(PNG);
  });
});
