import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { JournalRecord } from "../src/db/journal.ts";
import * as Portal from "../src/portal/index.ts";
import type { PublicProof, PublicReport } from "../src/portal/schema.ts";
import { react } from "../src/projection/react.ts";
import { rebuild } from "../src/projection/rebuild.ts";
import { answerCorrection, askCorrection, dropCorrection, voidReport } from "../src/report/correct.ts";
import { verify } from "../src/report/decide.ts";
import { save } from "../src/report/save.ts";
import { sign } from "../src/report/sign.ts";
import { Snapshots } from "../src/report/store.ts";
import { board, figures } from "../src/rollup/index.ts";
import { bring, putOut } from "./stages.ts";
import {
  asProduct,
  asProgram,
  asVisitor,
  everything,
  failing,
  itemsOf,
  journalOf,
  MARCH_OPEN,
  project,
  type Regency,
  regency,
  rowOf,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

const WHY = "Salah ketik angka baris pertama.";
const MAY = "2026-05-05T02:00:00.000Z";
let kukar: Regency;
let nunukan: Regency;

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { units: ["dinas-a", "dinas-b", "dinas-c", "dinas-d", "dinas-e"], pptk: 1 });
  nunukan = await regency("nunukan", { units: ["dinas-a"], pptk: 1 });
});

const placeOf = (unit: string, period = "2026-03") => ({ template: "rfk", period, unit });
const shown = (unit: string, period?: string): Promise<PublicReport> =>
  asVisitor("kukar", () => Portal.report(placeOf(unit, period)));
const versionOf = (unit: string, version: number): Promise<PublicReport> =>
  asVisitor("kukar", () => Portal.version({ ...placeOf(unit), version: String(version) }));
const proof = (code: string, tenant = "kukar"): Promise<PublicProof> =>
  asVisitor(tenant, () => Portal.verify({ code }));
const unknown = (code: string, tenant = "kukar"): Promise<string> => failing(proof(code, tenant));
const recordOf = (id: string, version: number) =>
  asProduct("kukar", () => Snapshots.get({ reportId: id, version }, { strong: true }));
const codeOf = async (id: string, version: number): Promise<string> => (await recordOf(id, version))?.code ?? "";

/** Asks for a correction of a published report and grants it; gives the id of the new version. */
async function corrected(id: string, unit: string): Promise<string> {
  await kukar.as(kukar.who("kepala", unit), () => askCorrection({ id, reason: WHY }));
  const granted = await kukar.as(kukar.who("bappeda", "bappeda"), () =>
    answerCorrection({ id, granted: true, reason: "Dikabulkan karena buktinya jelas." }),
  );
  if (granted.id === null) throw new Error("no new version was opened");
  return granted.id;
}

/** Sends a filled report through the chain to its signature. */
async function signedAs(id: string, unit: string): Promise<void> {
  const hash = await kukar.send(id, kukar.who("pptk", unit));
  await kukar.as(kukar.who("kabid", unit), () => verify({ id, hash }));
  await kukar.as(kukar.who("kepala", unit), () => sign({ id, hash }));
}

describe("the code of a document", () => {
  it("answers nothing before publication, though it exists, and proves the document after it", async () => {
    travel(MARCH_OPEN);
    const { id } = await bring(kukar, "dinas-a", "signed");
    await project("kukar");
    const code = await codeOf(id, 1);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(await unknown(code)).toBe("kernel.not_found");
    // What is not out has not even left a trace where the public is served from.
    const before = itemsOf(await everything(), "kukar").filter((item) => String(item["pk"]).startsWith("public#"));
    expect(JSON.stringify(before)).not.toContain(code);
    expect(before.map((item) => item["__edb_e__"])).not.toContain("publicverify");

    expect(await putOut("kukar", id)).toBe("published");
    await project("kukar");
    const found = await proof(code);
    const record = await recordOf(id, 1);
    expect(found).toMatchObject({
      code,
      status: "terbit",
      unit: { id: "dinas-a" },
      period: "2026-03",
      version: 1,
      contentHash: record?.content,
      snapshot: record?.hash,
      document: record?.document,
      seal: { by: "internal" },
      correcting: false,
      superseded: null,
      withdrawn: null,
      current: { version: 1, status: "terbit", code },
    });
    // Names and hats; no number of a person.
    expect(JSON.stringify(found)).not.toMatch(/197801012005012001|"nip"|"person"/);
    expect((await shown("dinas-a")).code).toBe(code);
  });

  it("is read as people type it, and no other way", async () => {
    const code = await codeOf("rfk.2026-03.dinas-a.1", 1);
    const spaced = code.toLowerCase().replace(/(.{4})/g, "$1 ");
    const confused = code.replaceAll("0", "o").replaceAll("1", "l");
    const address = `https://kukar.selaras.example/v/${code}`;
    for (const typed of [spaced, confused, address, ` ${code}-`]) expect((await proof(typed)).code).toBe(code);
    for (const wrong of [
      code.slice(1),
      `${code}0`,
      code.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      "",
      "#",
      "../",
    ])
      expect([wrong, await unknown(wrong)]).toEqual([wrong, "kernel.not_found"]);
  });

  it("of one regency is unknown to every other", async () => {
    const code = await codeOf("rfk.2026-03.dinas-a.1", 1);
    await project(nunukan.id);
    expect(await unknown(code, "nunukan")).toBe("kernel.not_found");
    expect(await unknown(code, "bombana")).toBe("kernel.not_found");
  });
});

describe("a correction in public", () => {
  it("says that it is under way, then shows both versions with what changed and why", async () => {
    travel(MARCH_OPEN);
    const { id } = await bring(kukar, "dinas-b", "published");
    await kukar.as(kukar.who("kepala", "dinas-b"), () => askCorrection({ id, reason: WHY }));
    await project("kukar");
    expect((await shown("dinas-b")).correcting).toBe(true);
    const granted = await kukar.as(kukar.who("bappeda", "bappeda"), () =>
      answerCorrection({ id, granted: true, reason: "Dikabulkan karena buktinya jelas." }),
    );
    const next = granted.id ?? "";
    const change = kukar.cell(rowOf(1), "keuangan", "95000000", 1);
    await kukar.as(kukar.who("pptk", "dinas-b"), () => save({ id: next, changes: [change] }));
    await signedAs(next, "dinas-b");
    await project("kukar");

    // The new one is signed and not out: everybody still sees the first, on boards and in figures as well.
    const during = await shown("dinas-b");
    expect([during.version, during.status, during.correcting]).toEqual([1, "terbit", true]);
    expect(await unknown(await codeOf(next, 2))).toBe("kernel.not_found");
    expect(await failing(versionOf("dinas-b", 2))).toBe("kernel.not_found");
    const view = await kukar.as(kukar.who("bappeda", "bappeda"), () => board({ template: "rfk", year: "2026" }));
    const month = view.units.find((each) => each.unit === "dinas-b")?.months["2026-03"];
    expect([month?.state, month?.version]).toEqual(["published", 1]);

    await putOut("kukar", next);
    await project("kukar");
    const now = await shown("dinas-b");
    expect([now.version, now.status, now.correcting]).toEqual([2, "terbit", false]);
    expect(now.versions.map(({ version, status }) => [version, status])).toEqual([
      [2, "terbit"],
      [1, "digantikan"],
    ]);
    expect(now.correction).toMatchObject({ of: 1, reason: WHY });
    const changes = now.correction?.changes ?? [];
    const cell = changes.find((change) => change.row?.code === "1.03.10.2.01.0001" && change.label.id === "keuangan");
    expect([cell?.before, cell?.after]).toEqual([
      { kind: "value", amount: "90000000", unit: "Rp" },
      { kind: "value", amount: "95000000", unit: "Rp" },
    ]);
    // Rows 2 and 3 were not touched.
    expect(changes.filter((change) => change.row && change.row.code !== "1.03.10.2.01.0001")).toEqual([]);
    // Problems and their follow-up are not public: no change may tell of them either.
    expect(changes.map((change) => change.label.id)).not.toContain("permasalahan");

    const old = await versionOf("dinas-b", 1);
    expect([old.status, old.superseded]).toEqual(["digantikan", { by: 2, reason: WHY }]);
    const oldProof = await proof(await codeOf(id, 1));
    expect(oldProof).toMatchObject({
      status: "digantikan",
      superseded: { by: 2, reason: WHY },
      current: { version: 2, code: await codeOf(next, 2) },
    });
    expect((await proof(await codeOf(next, 2))).correction).toEqual({ of: 1, reason: WHY });
    const home = await asVisitor("kukar", () => Portal.home({ year: "2026" }));
    expect(home.latest?.reports.find((each) => each.unit === "dinas-b")?.version).toBe(2);
  });

  it("that is given up leaves no trace but the first version, which stands", async () => {
    travel(MARCH_OPEN);
    const { id } = await bring(kukar, "dinas-c", "published");
    const next = await corrected(id, "dinas-c");
    await kukar.as(kukar.who("bappeda", "bappeda"), () =>
      dropCorrection({ id: next, reason: "Ternyata sudah benar." }),
    );
    await project("kukar");
    const now = await shown("dinas-c");
    expect([now.version, now.status, now.correcting, now.versions.length]).toEqual([1, "terbit", false, 1]);
  });

  it("flags a later month that counted the earlier version, and changes none of its figures", async () => {
    travel(MAY);
    const pptk = kukar.who("pptk", "dinas-b");
    const april = await kukar.openReport("2026-04", "dinas-b");
    const rows = [1, 2, 3].flatMap((n) => [
      kukar.cell(rowOf(n), "keuangan", `${80 + n}000000`),
      kukar.cell(rowOf(n), "fisik", "6"),
      kukar.cell(rowOf(n), "status", "Kontrak/Pelaksanaan"),
    ]);
    await kukar.as(pptk, () => save({ id: april, changes: rows }));
    await signedAs(april, "dinas-b");
    await putOut("kukar", april);
    await project("kukar");
    const before = await shown("dinas-b", "2026-04");
    expect([before.months, before.outdated]).toEqual([["2026-03"], []]);
    const next = await corrected("rfk.2026-03.dinas-b.2", "dinas-b");
    await kukar.as(pptk, () => save({ id: next, changes: [kukar.cell(rowOf(1), "keuangan", "96000000", 2)] }));
    await signedAs(next, "dinas-b");
    await putOut("kukar", next);
    await project("kukar");
    const after = await shown("dinas-b", "2026-04");
    expect(after.outdated).toEqual(["2026-03"]);
    expect(after.figures).toEqual(before.figures);
  });
});

describe("a withdrawn report", () => {
  it("says so with its reason, shows no figure, and counts as not published", async () => {
    travel(MARCH_OPEN);
    const { id } = await bring(kukar, "dinas-d", "published");
    await project("kukar");
    const asked = () => asVisitor("kukar", () => Portal.home({ year: "2026" }));
    const summed = () =>
      kukar.as(kukar.who("bappeda", "bappeda"), () => figures({ template: "rfk", period: "2026-03" }));
    const [before, counted] = [await asked(), (await summed()).counted];
    await kukar.as(kukar.who("bappeda", "bappeda"), () => voidReport({ id, reason: "Terbit untuk unit yang keliru." }));
    await project("kukar");
    const page = await shown("dinas-d");
    expect([page.status, page.withdrawn, page.figures, page.rows]).toEqual([
      "ditarik",
      "Terbit untuk unit yang keliru.",
      {},
      [],
    ]);
    const code = await codeOf(id, 1);
    expect(await proof(code)).toMatchObject({
      status: "ditarik",
      withdrawn: "Terbit untuk unit yang keliru.",
      figures: {},
    });

    const march = (home: typeof before) => home.periods.find((each) => each.period === "2026-03");
    const after = await asked();
    expect([march(before)?.published, march(after)?.published]).toEqual([
      (march(after)?.published ?? 0) + 1,
      march(after)?.published,
    ]);
    expect((await summed()).counted).toBe(counted - 1);
    const { reports } = await asVisitor("kukar", () => Portal.year({ template: "rfk", year: "2026" }));
    expect(reports.find((each) => each.unit === "dinas-d")).toMatchObject({ status: "ditarik", figures: {} });
  });
});

describe("what stands in public", () => {
  const publicOf = async (): Promise<readonly string[]> =>
    itemsOf(await everything(), "kukar")
      .filter((item) => String(item["pk"]).startsWith("public#"))
      // Statements about units and templates bear the instant of their reading.
      .filter((item) => ["publiccard", "publicpage", "publicverify"].includes(String(item["__edb_e__"])))
      .map((item) => JSON.stringify(item, Object.keys(item).sort()))
      .sort();

  it("is the same after any order and number of deliveries, and as a rebuild says", async () => {
    travel(MAY);
    const expected = await publicOf();
    expect(expected.length).toBeGreaterThan(12);
    const entries: readonly JournalRecord[] = journalOf(await everything(), "kukar");
    const orders = fc.shuffledSubarray([...entries, ...entries], { minLength: entries.length * 2 });
    for (const order of fc.sample(orders, { numRuns: 2, seed: 20_260_405 }))
      for (const entry of order) await asProgram("projector", "kukar", () => react(entry));
    expect(await publicOf()).toEqual(expected);
    const { differences } = await asProduct("kukar", () => rebuild({ apply: false }));
    expect(differences).toEqual([]);
  });
});
