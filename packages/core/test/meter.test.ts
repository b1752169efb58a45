import { beforeAll, describe, expect, it } from "vitest";
import {
  metered,
  nothingSpent,
  recordMails,
  recordStored,
  type Spent,
  startMetering,
  stopMetering,
} from "../src/db/meter.ts";
import { save } from "../src/report/save.ts";
import { view } from "../src/report/view.ts";
import { failing, MARCH_OPEN, regency, type Regency, rowOf, travel, useEngines } from "./world.ts";

useEngines();

let kukar: Regency;
let small: string;
let large: string;

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { units: ["dinas-kecil", "dinas-besar"], lines: 40, pptk: 1 });
  small = await kukar.openReport("2026-03", "dinas-kecil", "layanan-bulanan");
  large = await kukar.openReport("2026-03", "dinas-besar");
  // The first save of a person opens a lane; from the second on a save costs what it always costs.
  await change(1, "1");
  await look(small)();
});

const pptk = (unit: string) => kukar.who("pptk", unit);
const look = (id: string) => () => kukar.as(pptk(id.split(".")[2] ?? ""), () => view({ id }));
const change = (row: number, value: string, base = 0) =>
  kukar.as(pptk("dinas-besar"), () => save({ id: large, changes: [kukar.cell(rowOf(row), "keuangan", value, base)] }));

async function spentBy(work: () => Promise<unknown>): Promise<Spent> {
  const spent = nothingSpent();
  await metered(spent, work);
  return spent;
}

describe("what a piece of work consumed", () => {
  it("is what the table reports: a save of one cell writes lane, row and journal, and one index", async () => {
    const { writeUnits } = await spentBy(() => change(2, "1"));
    // Three items of up to 1 KB in a transaction are 2 units each, the journal's index entry is 1.
    expect(writeUnits).toBe(7);
  });

  it("is the same as the measuring counts for the whole process, where indexes are told apart", async () => {
    const [save1, view1] = [await spentBy(() => change(3, "1")), await spentBy(look(large))];
    startMetering();
    const [save2, view2] = [await spentBy(() => change(4, "1")), await spentBy(look(large))];
    const { calls, read, tableWrite, indexWrite } = stopMetering();
    expect([save2, view2]).toEqual([save1, view1]);
    expect(read).toBe(save2.readUnits + view2.readUnits);
    expect([tableWrite, indexWrite]).toEqual([6, 1]);
    expect(save2.writeUnits + view2.writeUnits).toBe(7);
    expect(calls).toBe(save2.calls + view2.calls);
    expect(read).toBeGreaterThan(5);
  });

  it("does not mix with what runs beside it", async () => {
    const alone = [await spentBy(look(small)), await spentBy(look(large))];
    expect(alone[0]?.readUnits).not.toBe(alone[1]?.readUnits);
    const beside = await Promise.all([spentBy(look(small)), spentBy(look(large)), spentBy(look(large))]);
    expect(beside).toEqual([alone[0], alone[1], alone[1]]);
  });

  it("is kept when the work fails, and is nobody's outside of any work", async () => {
    const spent = nothingSpent();
    const work = () => kukar.as(pptk("dinas-besar"), () => view({ id: "rfk.2026-03.dinas-tiada.1" }));
    expect(await failing(metered(spent, work))).toBe("kernel.not_found");
    expect(spent.calls).toBeGreaterThan(0);
    const before = { ...spent };
    await look(small)();
    recordStored("archive", 5);
    expect(spent).toEqual(before);
  });

  it("goes to the innermost work and to no other", async () => {
    const [outer, inner] = [nothingSpent(), nothingSpent()];
    await metered(outer, () => metered(inner, look(small)));
    expect(outer).toEqual(nothingSpent());
    expect(inner.readUnits).toBeGreaterThan(0);
  });

  it("holds the bytes and mails that were told of", async () => {
    const spent = await spentBy(async () => {
      recordStored("evidence", 700);
      recordStored("archive", 300);
      recordStored("archive", 45);
      recordMails(2);
    });
    expect(spent).toEqual({ ...nothingSpent(), evidenceBytes: 700, archiveBytes: 345, mails: 2 });
  });

  it("tells its follower of every call, also from work inside the work", async () => {
    const seen: string[] = [];
    const follower = (command: string) => {
      seen.push(`${command} sent`);
      return () => void seen.push(`${command} came`);
    };
    await metered(nothingSpent(), () => metered(nothingSpent(), () => change(5, "1")), follower);
    expect(seen.slice(-2)).toEqual(["TransactWriteItems sent", "TransactWriteItems came"]);
    expect(seen.filter((each) => each.endsWith("came"))).toHaveLength(seen.length / 2);
  });
});
