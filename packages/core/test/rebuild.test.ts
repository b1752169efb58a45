import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JournalRecord } from "../src/db/journal.ts";
import { writeQuietly } from "../src/db/unit.ts";
import { sendBack, verify } from "../src/report/decide.ts";
import { sign } from "../src/report/sign.ts";
import { react } from "../src/projection/react.ts";
import { rebuild } from "../src/projection/rebuild.ts";
import { Rollups } from "../src/rollup/store.ts";
import { putOut } from "./stages.ts";
import { asProduct, asProgram, everything, MARCH_OPEN, type Regency, regency, travel, useEngines } from "./world.ts";

useEngines();

/** The journal of one tenant, as the stream would bring it. */
async function journal(tenant: string): Promise<JournalRecord[]> {
  const items = await everything();
  return items.filter(
    (item) => item["__edb_e__"] === "journal" && item["tenant"] === tenant,
  ) as unknown as JournalRecord[];
}

const deliver = async (tenant: string, entries: readonly JournalRecord[]): Promise<void> => {
  for (const entry of entries) await asProgram("projector", tenant, () => react(entry));
};

async function history(made: Regency): Promise<void> {
  for (const [i, unit] of made.units.entries()) {
    const who = made.who("pptk", unit);
    const id = await made.openReport("2026-03", unit);
    await made.fill(id, 2, who);
    const hash = await made.send(id, who);
    if (i % 3 === 0) {
      await made.as(made.who("kabid", unit), () => sendBack({ id, hash, reason: "Periksa kembali angkanya." }));
      continue;
    }
    await made.as(made.who("kabid", unit), () => verify({ id, hash }));
    if (i % 3 === 1) continue;
    await made.as(made.who("kepala", unit), () => sign({ id, hash }));
    await putOut(made.id, id);
  }
}

describe("projections", () => {
  it("say the same after any order, duplicates and repeated batches, and as a rebuild from the sources", async () => {
    travel(MARCH_OPEN);
    const made = await regency("kukar", { units: ["dinas-a", "dinas-b", "dinas-c"], lines: 2, pptk: 1 });
    await history(made);
    const entries = await journal("kukar");
    const shuffled = fc.shuffledSubarray([...entries, ...entries], { minLength: entries.length * 2 });
    for (const order of fc.sample(shuffled, { numRuns: 2, seed: 20_260_405 })) await deliver("kukar", order);
    const { compared, differences } = await asProduct("kukar", () => rebuild({ apply: false }));
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(20);
  });

  it("are compared and put right by a rebuild: missing, different and extra are told apart", async () => {
    travel(MARCH_OPEN);
    const made = await regency("nunukan", { units: ["dinas-a", "dinas-b", "dinas-c"], lines: 2, pptk: 1 });
    await history(made);
    await deliver("nunukan", await journal("nunukan"));
    const keys = { template: "rfk", year: "2026", period: "2026-03", unit: "dinas-c" };
    await asProduct("nunukan", async () => {
      const stands = await Rollups.get(keys);
      if (!stands) throw new Error("the published report has no figures");
      await writeQuietly(Rollups.put({ ...stands, figures: {} }));
      await writeQuietly(Rollups.put({ ...stands, unit: "dinas-b" }));
    });
    const first = await asProduct("nunukan", () => rebuild({ apply: true }));
    expect(first.differences.map((each) => [each.what, each.kind, each.key])).toEqual([
      ["different", "rollup", "rfk 2026 2026-03 dinas-c"],
      ["extra", "rollup", "rfk 2026 2026-03 dinas-b"],
    ]);
    expect(first.written).toBe(1);
    const second = await asProduct("nunukan", () => rebuild({ apply: false }));
    expect(second.differences.map((each) => each.what)).toEqual(["extra"]);
  });
});
