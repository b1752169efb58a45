import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../src/kernel/digest.ts";
import { archived, documentAddress } from "../src/db/files.ts";
import { issue } from "../src/report/issue.ts";
import { sign } from "../src/report/sign.ts";
import { Carries, Snapshots } from "../src/report/store.ts";
import { view } from "../src/report/view.ts";
import { useDyingLine } from "./dying-line.ts";
import { bring, PLAIN_MAKERS } from "./stages.ts";
import {
  asProduct,
  asProgram,
  command,
  everything,
  journalOf,
  MARCH_OPEN,
  type Regency,
  regency,
  travel,
} from "./world.ts";

/*
 * Signing and publishing with a process that dies before or after any of its requests to table and store. Whatever died
 * where: once it runs again there is one published version, and nothing half.
 */

const line = useDyingLine();
const UNITS = Array.from(
  { length: 88 },
  (_, i) => `dinas-${String.fromCharCode(97 + Math.floor(i / 26))}${String.fromCharCode(97 + (i % 26))}`,
);
let kukar: Regency;
let next = 0;

beforeAll(async () => {
  travel(MARCH_OPEN);
  line.live();
  kukar = await regency("kukar", { units: UNITS, lines: 1, pptk: 1 });
});

/** A verified report of a unit that nobody has used yet. */
async function verified(): Promise<{ id: string; hash: string; unit: string }> {
  line.live();
  const unit = UNITS[next] ?? "";
  next += 1;
  return { ...(await bring(kukar, unit, "verified", { lines: 1 })), unit };
}

const silently = async (work: () => Promise<unknown>): Promise<boolean> =>
  work().then(
    () => true,
    () => false,
  );
const putOut = (id: string) => asProgram("worker", "kukar", () => issue(id, PLAIN_MAKERS));

/** One version out, whole: snapshot, document, carried values, one entry of each kind in the trail. */
async function expectOneWholeVersion(id: string, unit: string): Promise<void> {
  line.live();
  const seen = await kukar.as(kukar.who("pptk", unit), () => view({ id }));
  expect([seen.state, seen.signed?.document !== null, seen.signed?.code?.length]).toEqual(["published", true, 26]);
  const record = await asProduct("kukar", () => Snapshots.get({ reportId: id, version: 1 }, { strong: true }));
  const body = await asProduct("kukar", () => archived("snapshot", record?.hash ?? ""));
  expect(sha256(body ?? "")).toBe(record?.hash);
  const hash = record?.document?.hash ?? "";
  const url = await asProduct("kukar", () => documentAddress({ hash, name: "laporan.pdf" }));
  const document = await (await fetch(url)).text();
  expect(document).toContain(record?.hash);
  expect(document).toContain(record?.code);
  const carries = await asProduct("kukar", () =>
    Carries.list({ template: "rfk", year: "2026", unit }, { strong: true }),
  );
  expect(carries.items.map((each) => [each.period, each.version, each.hash])).toEqual([["2026-03", 1, record?.hash]]);
  const trail = journalOf(await everything(), "kukar").filter((entry) => entry.subject === `report#${id}`);
  const times = (op: string): number => trail.filter((entry) => entry.op === op).length;
  expect([times("report.sign"), times("report.publish")]).toEqual([1, 1]);
}

describe("a process that dies", () => {
  it.each(["before", "after"] as const)(
    "%s any request of a signature leaves the report unsigned or signed, and the repeated press signs once",
    async (when) => {
      const { id, hash, unit } = await verified();
      line.dieAfter(Number.POSITIVE_INFINITY, "before");
      expect(await silently(() => kukar.as(kukar.who("kepala", unit), () => sign({ id, hash })))).toBe(true);
      const requests = line.count();
      expect(requests).toBeGreaterThan(10);
      // Every place from the second half on: what comes before only reads.
      for (let alive = Math.floor(requests / 2); alive < requests; alive += 1) {
        const fresh = await verified();
        const press = command();
        const who = kukar.who("kepala", fresh.unit);
        line.dieAfter(alive, when);
        await silently(() => kukar.as(who, () => sign({ id: fresh.id, hash: fresh.hash }), press));
        line.live();
        await kukar.as(who, () => sign({ id: fresh.id, hash: fresh.hash }), press);
        expect(await putOut(fresh.id)).toBe("published");
        await expectOneWholeVersion(fresh.id, fresh.unit);
      }
    },
    120_000,
  );

  it.each(["before", "after"] as const)(
    "%s any request of the publication is followed by one that completes it, whole and once",
    async (when) => {
      const first = await verified();
      await kukar.as(kukar.who("kepala", first.unit), () => sign({ id: first.id, hash: first.hash }));
      line.dieAfter(Number.POSITIVE_INFINITY, "before");
      expect(await putOut(first.id)).toBe("published");
      const requests = line.count();
      expect(requests).toBeGreaterThan(10);
      await expectOneWholeVersion(first.id, first.unit);
      for (let alive = 0; alive < requests; alive += 1) {
        const fresh = await verified();
        await kukar.as(kukar.who("kepala", fresh.unit), () => sign({ id: fresh.id, hash: fresh.hash }));
        line.dieAfter(alive, when);
        await silently(() => putOut(fresh.id));
        line.live();
        const { state } = await kukar.as(kukar.who("pptk", fresh.unit), () => view({ id: fresh.id }));
        expect(["signed", "published"]).toContain(state);
        await putOut(fresh.id);
        await expectOneWholeVersion(fresh.id, fresh.unit);
      }
    },
    120_000,
  );
});
