import { beforeAll, describe, expect, it } from "vitest";
import { lostAnswer, serverError, transactionConflict } from "@selaras/local/table/chaos.ts";
import { canonical } from "../src/kernel/canonical.ts";
import { sha256 } from "../src/kernel/digest.ts";
import { archived } from "../src/db/files.ts";
import { contentCells } from "../src/report/content.ts";
import { sendBack, verify } from "../src/report/decide.ts";
import { save } from "../src/report/save.ts";
import { readWhole, type Whole } from "../src/report/store.ts";
import { stampOf, submit } from "../src/report/submit.ts";
import type { CellOutcome } from "../src/report/schema.ts";
import { view } from "../src/report/view.ts";
import { bring } from "./stages.ts";
import {
  asProduct,
  command,
  everything,
  failing,
  journalOf,
  MARCH_OPEN,
  type Regency,
  regency,
  rowOf,
  type Somebody,
  travel,
  useDisturbedEngines,
} from "./world.ts";

const line = useDisturbedEngines();

const WRITERS = 50;
const ROWS = 50;
const FEW = 6;
/** One unit with many rows and writers, and a small regency for what only needs a handful. */
let kukar: Regency;
let nunukan: Regency;
const units = ["dinas-a", "dinas-b", "dinas-c", "dinas-d"] as const;

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { lines: ROWS, pptk: WRITERS });
  nunukan = await regency("nunukan", { units, lines: FEW, pptk: 10 });
});

const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i + 1));
const whole = async (id: string, tenant = "kukar"): Promise<Whole> => {
  const found = await asProduct(tenant, () => readWhole(id, { strong: true }));
  if (!found) throw new Error(`no report ${id}`);
  return found;
};
const cellOf = (report: Whole, n: number, field: string) =>
  report.rows.find((row) => row.rowKey === rowOf(n))?.cells[field];
const put = (who: Somebody, id: string, n: number, field: string, value: string, base = 0, at?: string) =>
  (who.subject.includes("nunukan") ? nunukan : kukar).as(
    who,
    () => save({ id, changes: [kukar.cell(rowOf(n), field, value, base)] }),
    at,
  );
const outcomes = (replies: readonly { cells: readonly CellOutcome[] }[]): readonly CellOutcome[] =>
  replies.flatMap((reply) => reply.cells);
/**
 * Resolves when the transaction of a submission has reached the line. It passes at once, or it meets a conflict again
 * and again until `held` says no more.
 */
const submissionSeen = (held: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    line.inject(({ operation, body }) => {
      if (operation !== "TransactWriteItems" || !JSON.stringify(body).includes('"report.submit"')) return undefined;
      resolve();
      return held() ? transactionConflict(0, 1) : undefined;
    });
  });

/** Whether the archived body of a submission is exactly the rows as they stand. */
async function coversRows(report: Whole, hash: string): Promise<boolean> {
  const body = await asProduct("nunukan", () => archived("submission", hash));
  expect(sha256(body ?? "")).toBe(hash);
  const signed = JSON.parse(body ?? "{}") as { rows: { key: string; cells: unknown }[] };
  const standing = report.rows.map((row) => ({ key: row.rowKey, cells: contentCells(row.cells) }));
  standing.sort((x, y) => (x.key < y.key ? -1 : 1));
  return canonical(signed.rows.map(({ key, cells }) => ({ key, cells }))) === canonical(standing);
}
const journalCount = async (id: string, op: string): Promise<number> =>
  journalOf(await everything(), "nunukan").filter((entry) => entry.subject === `report#${id}` && entry.op === op)
    .length;

describe("many writers", () => {
  it("lose no cell when fifty people save fifty different cells at once", async () => {
    const id = await kukar.openReport("2026-03", "dinas-pu");
    const replies = await Promise.all(
      many(WRITERS, (n) => put(kukar.who("pptk", "dinas-pu", n), id, n, "fisik", `${n}`)),
    );
    expect(outcomes(replies).map((each) => each.outcome)).toEqual(many(WRITERS, () => "accepted"));
    const report = await whole(id);
    expect(many(ROWS, (n) => cellOf(report, n, "fisik")?.v)).toEqual(many(ROWS, (n) => `${n}`));
    expect(many(ROWS, (n) => cellOf(report, n, "fisik")?.w)).toEqual(many(ROWS, (n) => `pptk-dinas-pu-${n}`));
    expect([report.lanes.length, stampOf(report), report.head.writers]).toEqual([WRITERS, WRITERS, WRITERS]);
  });

  it("get one accepted and forty-nine conflicts with both values when they save one cell at once", async () => {
    const id = "rfk.2026-03.dinas-pu.1";
    const replies = await Promise.all(
      many(WRITERS, (n) => put(kukar.who("pptk", "dinas-pu", n), id, 7, "keuangan", `${n}000`)),
    );
    const accepted = replies.flatMap((reply, i) => (reply.cells[0]?.outcome === "accepted" ? [`${i + 1}000`] : []));
    const conflicts = outcomes(replies).filter((each) => each.outcome === "conflict");
    expect([accepted.length, conflicts.length]).toEqual([1, WRITERS - 1]);
    const [winner] = accepted;
    const stands = cellOf(await whole(id), 7, "keuangan");
    expect([stands?.v, stands?.n]).toEqual([winner, 1]);
    for (const { theirs, byName } of conflicts) {
      expect(theirs).toEqual(stands);
      expect(byName).toBe(`Pejabat ${stands?.w}`);
    }
  });

  it("in different cells of one row both win", async () => {
    const id = "rfk.2026-03.dinas-pu.1";
    const [one, two] = [kukar.who("pptk", "dinas-pu", 1), kukar.who("pptk", "dinas-pu", 2)];
    const replies = await Promise.all([put(one, id, 20, "keuangan", "111"), put(two, id, 20, "keluaran", "222")]);
    expect(outcomes(replies).map((each) => each.outcome)).toEqual(["accepted", "accepted"]);
    const report = await whole(id);
    expect([cellOf(report, 20, "keuangan")?.v, cellOf(report, 20, "keluaran")?.v]).toEqual(["111", "222"]);
  });
});

describe("submission", () => {
  it("is one when ten people submit at once; the others are told", async () => {
    const { id } = await bring(nunukan, "dinas-a", "filled", { lines: FEW });
    const { stamp } = await nunukan.as(nunukan.who("pptk", "dinas-a"), () => view({ id }));
    const codes = await Promise.all(
      many(10, (n) => failing(nunukan.as(nunukan.who("pptk", "dinas-a", n), () => submit({ id, stamp })))),
    );
    expect(codes.filter((code) => code === "ok")).toHaveLength(1);
    expect(codes.filter((code) => code !== "ok" && code !== "report.stale" && code !== "report.state")).toEqual([]);
    expect(await journalCount(id, "report.submit")).toBe(1);
    const items = await everything();
    const ofReport = items.filter((item) => String(item["pk"]).endsWith(`report#${id}`));
    expect(ofReport.filter((item) => item["__edb_e__"] === "task")).toHaveLength(1);
    expect(ofReport.filter((item) => item["__edb_e__"] === "submission")).toHaveLength(1);
  });

  it("pressed twice with one command is one, and both presses get the same answer", async () => {
    const { id } = await bring(nunukan, "dinas-b", "filled", { lines: FEW });
    const pptk = nunukan.who("pptk", "dinas-b");
    const { stamp } = await nunukan.as(pptk, () => view({ id }));
    const press = command();
    const [first, second] = await Promise.all([
      nunukan.as(pptk, () => submit({ id, stamp }), press),
      nunukan.as(pptk, () => submit({ id, stamp }), press),
    ]);
    expect(second).toEqual(first);
    expect(await journalCount(id, "report.submit")).toBe(1);
  });

  it("covers every accepted save and nothing slips in behind it, in twenty rounds of saves racing a submission", async () => {
    const { id } = await bring(nunukan, "dinas-c", "filled", { lines: FEW });
    const pptk = nunukan.who("pptk", "dinas-c");
    const kabid = nunukan.who("kabid", "dinas-c");
    const version = new Map<number, number>();
    const write = (n: number, value: string) =>
      put(nunukan.who("pptk", "dinas-c", n + 1), id, n, "keluaran", value, version.get(n) ?? 0).then(
        ({ cells: [cell] }) => {
          if (cell?.outcome === "accepted") version.set(n, cell.n);
          return cell?.outcome === "accepted";
        },
        () => false,
      );
    const sent = { "at once": 0, "while it is on its way": 0, "while it is held up": 0 };
    const ways = Object.keys(sent) as (keyof typeof sent)[];
    for (let round = 1; round <= 20; round += 1) {
      const way = ways[round % 3] ?? "at once";
      // In even rounds the writers have their lanes already: their counts must tell. In odd rounds they open them in the
      // race: the head must tell.
      await Promise.all(many(round % 2 === 0 ? FEW : 0, (n) => write(n, `${round}00${n}`)));
      const { stamp } = await nunukan.as(pptk, () => view({ id }));
      let saving = true;
      const onItsWay = submissionSeen(() => way === "while it is held up" && saving);
      const sending = nunukan.as(pptk, () => submit({ id, stamp })).catch(() => null);
      if (way !== "at once") await onItsWay;
      const saved = await Promise.all(many(FEW, (n) => write(n, `${round}${n}`)));
      saving = false;
      const first = await sending;
      line.inject(null);
      if (first) sent[way] += 1;
      const hash = first?.hash ?? (await nunukan.send(id, pptk));

      const report = await whole(id, "nunukan");
      expect(await coversRows(report, hash), `round ${round}, ${way}`).toBe(true);
      // What was accepted stands and is signed; what was refused is in neither.
      const stands = many(FEW, (n) => cellOf(report, n, "keluaran")?.v === `${round}${n}`);
      expect(stands, `round ${round}, ${way}`).toEqual(saved);
      expect(report.lanes).toEqual([]);
      await nunukan.as(kabid, () => sendBack({ id, hash, reason: "Ronde berikutnya." }));
    }
    // A submission that nobody disturbs comes through; one that was held up while others saved never does.
    expect(sent["while it is on its way"]).toBeGreaterThan(0);
    expect(sent["while it is held up"]).toBe(0);
  });
});

describe("decisions", () => {
  it("leave one winner when one official verifies while another sends back", async () => {
    const { id, hash } = await bring(nunukan, "dinas-d", "in_review", { lines: FEW });
    const kabid = nunukan.who("kabid", "dinas-d");
    const codes = await Promise.all([
      failing(nunukan.as(kabid, () => verify({ id, hash }))),
      failing(nunukan.as(kabid, () => sendBack({ id, hash, reason: "Angka perlu diperiksa." }))),
    ]);
    expect(codes.filter((code) => code === "ok")).toHaveLength(1);
    const loser = codes.find((code) => code !== "ok");
    expect(["approval.decided", "report.state", "report.desk", "report.stale"]).toContain(loser);
    const { head } = await whole(id, "nunukan");
    expect([head.state, head.course.open[0]?.key ?? null]).toEqual(
      codes[0] === "ok" ? ["in_review", "tanda-tangan"] : ["returned", null],
    );
    const entries = (await journalCount(id, "report.verify")) + (await journalCount(id, "report.sendBack"));
    expect(entries).toBe(1);
  });
});

describe("a disturbed line", () => {
  const id = "rfk.2026-03.dinas-pu.1";
  const disturbed = async (work: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await work();
    } finally {
      line.inject(null);
    }
  };

  it("retries conflicts with the same token, the same instant and the same writes, and writes once", async () => {
    const pptk = kukar.who("pptk", "dinas-pu");
    const before = await whole(id);
    let left = 4;
    line.inject(({ operation }) => {
      if (operation !== "TransactWriteItems" || left === 0) return undefined;
      left -= 1;
      return transactionConflict(0, 3);
    });
    await disturbed(() => put(pptk, id, 30, "keuangan", "30"));
    expect(line.transactions.length).toBe(5);
    expect(new Set(line.transactions.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(line.transactions[0]?.ClientRequestToken).toMatch(/^[0-9A-Z]{26}$/);
    const after = await whole(id);
    expect(stampOf(after) - stampOf(before)).toBe(1);
    expect(cellOf(after, 30, "keuangan")).toMatchObject({ v: "30", n: 1 });
  });

  it.each([
    ["an answer that never arrives", () => lostAnswer()],
    ["a server error", () => serverError()],
  ])("writes exactly once in spite of %s", async (name, injection) => {
    const pptk = kukar.who("pptk", "dinas-pu");
    const row = name.startsWith("an") ? 31 : 32;
    const before = await whole(id);
    let left = 2;
    line.inject(({ operation }) => {
      if (operation !== "TransactWriteItems" || left === 0) return undefined;
      left -= 1;
      return injection();
    });
    const press = command();
    await disturbed(() => put(pptk, id, row, "keuangan", "31", 0, press));
    expect(line.transactions.length).toBe(3);
    expect(new Set(line.transactions.map((body) => JSON.stringify(body))).size).toBe(1);
    const after = await whole(id);
    expect(stampOf(after) - stampOf(before)).toBe(1);
    expect(cellOf(after, row, "keuangan")).toMatchObject({ v: "31", n: 1 });
    const entries = journalOf(await everything(), "kukar").filter((entry) => entry.commandId === press);
    expect(entries).toHaveLength(1);
  });

  it("gives up in a bounded number of tries, says so, and has written nothing", async () => {
    const before = await whole(id);
    line.inject(({ operation }) => (operation === "TransactWriteItems" ? transactionConflict(0, 3) : undefined));
    const code = await disturbed(() => failing(put(kukar.who("pptk", "dinas-pu"), id, 33, "keuangan", "33")));
    expect([code, line.transactions.length]).toEqual(["kernel.busy", 12]);
    expect(await whole(id)).toEqual(before);
  });

  it("lets a refused condition win over a conflict: the loser is told, not retried for ever", async () => {
    const pptk = kukar.who("pptk", "dinas-pu", 3);
    const reply = await put(pptk, id, 30, "keuangan", "99", 0);
    expect(reply.cells[0]).toMatchObject({ outcome: "conflict", theirs: { v: "30", n: 1 } });
  });
});
