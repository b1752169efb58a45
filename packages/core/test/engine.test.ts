import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { setActive } from "../src/account/people.ts";
import { inbox, publish as publishChain } from "../src/approval/index.ts";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import { ChainVersion, type Step } from "../src/approval/schema.ts";
import { saveTeam } from "../src/approval/teams.ts";
import { writeQuietly } from "../src/db/unit.ts";
import { record as recordUnits } from "../src/orgunit/index.ts";
import { answerCorrection, askCorrection, dropCorrection, voidReport } from "../src/report/correct.ts";
import { release, sendBack, verify } from "../src/report/decide.ts";
import { extend } from "../src/calendar/index.ts";
import { setHolidays } from "../src/calendar/work.ts";
import { history } from "../src/report/list.ts";
import { find, memo } from "../src/report/finding.ts";
import { open } from "../src/report/open.ts";
import { save } from "../src/report/save.ts";
import { recall, sign } from "../src/report/sign.ts";
import { comment, resolve } from "../src/report/thread.ts";
import { except, hold, unhold } from "../src/report/tend.ts";
import { changed } from "../src/report/differences.ts";
import { view } from "../src/report/view.ts";
import { verifyMany } from "../src/report/bulk.ts";
import { submit } from "../src/report/submit.ts";
import { end } from "../src/position/mandate.ts";
import { Heads } from "../src/report/store.ts";
import { bring, putOut } from "./stages.ts";
import {
  asProduct,
  command,
  everything,
  failing,
  itemsOf,
  journalOf,
  MARCH_OPEN,
  type Regency,
  regency,
  rowOf,
  type Somebody,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

/* The engine of chains against the real table: what is decided at once is decided once, whatever the chain looks like. */

const REASON = "Alasan yang cukup panjang.";
const [check, signature] = threeTiers.steps as [Step, Step];
const step = (key: string, more: object = {}): object => ({
  ...check,
  key,
  label: key,
  separateFrom: ["author"],
  ...more,
});
const signing = (more: object = {}): object => ({ ...signature, separateFrom: ["author"], ...more });
const chainOf = (chain: string, steps: readonly object[], more: object = {}): ChainVersion =>
  v.parse(ChainVersion, { ...threeTiers, chain, steps, ...more });
const post = (kind: string, scope = "own"): object => ({ assignee: { by: "post", post: kind, scope } });

/** Windows that are open all year. */
const WIDE = { opensOn: "2026-01-01", dueOn: "2026-12-10", lockOn: "2026-12-20" };
let made = 0;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** A regency of its own with one OPD, on a chain. */
async function on(chain: ChainVersion, more: object = {}): Promise<Regency> {
  travel(MARCH_OPEN);
  made += 1;
  return regency(`uji-${LETTERS[made % 26] ?? ""}${LETTERS[Math.floor(made / 26)] ?? ""}`, {
    lines: 3,
    chain,
    ...more,
  });
}
const stateOf = async (of: Regency, id: string) => {
  const seen = await asProduct(of.id, () => view({ id }));
  return { state: seen.state, open: seen.steps.filter((each) => each.how === "open").map((each) => each.key) };
};
const codes = (results: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const code of results) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};
const entries = async (of: Regency, id: string, op: string): Promise<number> =>
  journalOf(await everything(), of.id).filter((entry) => entry.subject === `report#${id}` && entry.op === op).length;

describe("fifty at once", () => {
  const MANY = 50;

  it("approvals of one step by fifty holders are one decision; the others are told", async () => {
    const made = await on(chainOf("banyak", [step("periksa", post("staf")), signing()]));
    const staff = Array.from({ length: MANY }, (_, i) => made.who("staf", "dinas-pu", i + 1));
    await made.hire(...staff.slice(0, 40));
    await made.hire(...staff.slice(40));
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const outcomes = await Promise.all(staff.map((who) => failing(made.as(who, () => verify({ id, hash })))));
    expect(codes(outcomes)["ok"]).toBe(1);
    expect(Object.keys(codes(outcomes)).every((code) => ["ok", "approval.decided", "report.desk"].includes(code))).toBe(
      true,
    );
    expect(await stateOf(made, id)).toEqual({ state: "in_review", open: ["tanda-tangan"] });
    expect(await entries(made, id, "report.verify")).toBe(1);
  });

  it("presses of one person are one decision, also where the next step is the same person's", async () => {
    const chain = chainOf("dua", [step("satu", post("staf")), step("dua", post("staf")), signing()]);
    const made = await on(chain);
    const who = made.who("staf", "dinas-pu");
    await made.hire(who);
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const { turn } = await made.as(who, () => view({ id }));
    const press = () => verify({ id, hash, task: turn?.taskId ?? "" });
    const outcomes = await Promise.all(Array.from({ length: MANY }, () => failing(made.as(who, press))));
    expect(codes(outcomes)["ok"]).toBe(1);
    expect((await stateOf(made, id)).open).toEqual(["dua"]);
  });

  it("approvals and returns that meet: one wins, and everybody else is told", async () => {
    const made = await on(chainOf("tarik-ulur", [step("periksa", post("staf")), signing()]));
    const staff = Array.from({ length: 20 }, (_, i) => made.who("staf", "dinas-pu", i + 1));
    await made.hire(...staff);
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const outcomes = await Promise.all(
      staff.map((who, i) =>
        failing(
          made.as(who, () =>
            (i % 2 === 0 ? verify({ id, hash }) : sendBack({ id, hash, reason: REASON })).then(() => undefined),
          ),
        ),
      ),
    );
    expect(codes(outcomes)["ok"]).toBe(1);
    const decided = (await entries(made, id, "report.verify")) + (await entries(made, id, "report.sendBack"));
    expect(decided).toBe(1);
  });
});

describe("a team", () => {
  const SEATS = 15;
  const NEEDED = 10; // two thirds of 15
  const teamChain = chainOf("bertim", [
    step("tim", {
      assignee: { by: "team", team: "tim" },
      mode: { kind: "share", a: 2, b: 3 },
      rejection: "majority",
    }),
    signing(),
  ]);
  let made: Regency;
  let voters: readonly Somebody[];
  beforeAll(async () => {
    travel(MARCH_OPEN);
    made = await regency("bertim", { lines: 3, units: ["dinas-pu", "dinas-a", "dinas-b", "dinas-c", "dinas-d"] });
    const kinds = ["jf", "staf", "operator", "kpa", "bendahara"];
    const units = ["dinas-a", "dinas-b", "dinas-c"];
    voters = kinds.flatMap((kind) => units.map((unit) => made.who(kind, unit)));
    await made.hire(...voters);
    const seats = voters.map((who, i) => ({
      seat: `kursi-${i + 1}`,
      label: `Kursi ${i + 1}`,
      desk: `${who.posts[0]?.kind}@${who.posts[0]?.unit}`,
    }));
    await made.as(made.who("admin", "bappeda"), () => saveTeam({ team: "tim", label: "Tim", seats, rev: 0 }));
    await asProduct("bertim", () => publishChain({ chain: { ...teamChain, chain: "tiga-tingkat", n: 2 } }));
  });

  it("shows the number needed as an integer, counts one vote per seat and person, and ends when success is certain", async () => {
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const seen = await asProduct("bertim", () => view({ id }));
    expect(seen.steps.find((each) => each.key === "tim")).toMatchObject({ needed: NEEDED, of: SEATS, how: "open" });
    // The count itself waits for nobody: what the page shows as the limit is that of the seats.
    const [asked] = (await made.as(voters[0] as Somebody, () => inbox({}))).tasks;
    expect(asked?.due.slice(0, 10)).toBe("2026-04-20");
    expect(seen.steps.find((each) => each.key === "tim")?.dueAt).toBe(asked?.due);
    // Fifteen on one record in the same moment: whoever is told that the service is busy presses again.
    const vote = async (who: Somebody): Promise<string> => {
      const told = await failing(made.as(who, () => verify({ id, hash })));
      return told === "kernel.busy" ? vote(who) : told;
    };
    const outcomes = await Promise.all(voters.map(vote));
    // Ten votes end the step; whoever comes later is told that it is decided.
    expect(codes(outcomes)["ok"]).toBe(NEEDED);
    expect((await stateOf(made, id)).open).toEqual(["tanda-tangan"]);
    const trail = journalOf(await everything(), "bertim").filter((entry) => entry.op === "report.verify");
    expect(new Set(trail.map((entry) => entry.actor.id)).size).toBe(NEEDED);
    for (const who of voters) {
      expect((await made.as(who, () => inbox({}))).tasks.filter((task) => task.reportId === id)).toEqual([]);
    }
  });

  it("counts a vote once, though its person presses again, and hides the task from whoever has voted", async () => {
    const { id, hash } = await bring(made, "dinas-a", "in_review");
    const who = voters.find((each) => each.posts[0]?.unit === "dinas-b");
    if (!who) throw new Error("nobody");
    expect(await failing(made.as(who, () => verify({ id, hash })))).toBe("ok");
    expect(await failing(made.as(who, () => verify({ id, hash })))).toBe("report.desk");
    const { steps } = await asProduct("bertim", () => view({ id }));
    expect(steps.find((each) => each.key === "tim")?.votes.map((vote) => vote.person)).toEqual([who.person]);
    expect((await made.as(who, () => inbox({}))).tasks.filter((task) => task.reportId === id)).toEqual([]);
  });

  it("says whose seat is on hold, since when and why, and offers to go on to whoever sits there only", async () => {
    const { id } = await bring(made, "dinas-d", "in_review");
    const [first, second] = voters as [Somebody, Somebody];
    const seen = async (who: Somebody) => {
      const { steps, turn } = await made.as(who, () => view({ id }));
      return { holds: steps.find((each) => each.key === "tim")?.holds, onHold: turn?.onHold };
    };
    expect(await seen(first)).toEqual({ holds: [], onHold: false });
    await made.as(second, () => hold({ id, reason: "Menunggu rapat tim." }));
    const held = { seat: "Kursi 2", since: MARCH_OPEN, reason: "Menunggu rapat tim.", by: second.name };
    expect(await seen(first)).toEqual({ holds: [held], onHold: false });
    expect(await seen(second)).toEqual({ holds: [held], onHold: true });
    await made.as(second, () => unhold({ id }));
    expect(await seen(second)).toEqual({ holds: [], onHold: false });
  });

  it("asks a person of two seats once; the other seat waits for whoever else may hold it", async () => {
    const { id, hash } = await bring(made, "dinas-c", "in_review");
    const [one, two] = voters;
    if (!one || !two) throw new Error("nobody");
    const both = made.manyHats("rangkap", one, two);
    await made.hire(both);
    const waiting = async (who: Somebody) =>
      (await made.as(who, () => inbox({}))).tasks.filter((task) => task.reportId === id).length;
    expect(await waiting(both)).toBe(2);
    expect(await failing(made.as(both, () => verify({ id, hash })))).toBe("ok");
    expect([await waiting(both), await waiting(one), await waiting(two)]).toEqual([0, 0, 1]);
  });

  it("returns only when agreement has become impossible, with every reason; the votes stay in history", async () => {
    const { id, hash } = await bring(made, "dinas-b", "in_review");
    // Six of fifteen against: nine are left, and ten are needed.
    for (const [i, who] of voters.slice(0, 6).entries()) {
      const reply = await made.as(who, () => sendBack({ id, hash, reason: `${REASON} ${i}` }));
      expect(reply.state).toBe(i < 5 ? "in_review" : "returned");
    }
    const seen = await asProduct("bertim", () => view({ id }));
    expect(seen.returned?.reason.split("\n")).toHaveLength(6);
    expect(await entries(made, id, "report.sendBack")).toBe(6);
  });
});

describe("steps side by side", () => {
  const parallel = chainOf("sejajar", [
    step("teknis", { group: "periksa", ...post("kabid") }),
    step("keuangan", { group: "periksa", ...post("staf") }),
    signing(),
  ]);

  it("both pass when both decide in the same moment, and then the next one starts once", async () => {
    const made = await on(parallel, { days: WIDE });
    await made.hire(made.who("staf"));
    for (let round = 1; round <= 3; round += 1) {
      const period = `2026-0${round}`;
      const { id, hash } = await bring(made, "dinas-pu", "in_review", { period });
      expect((await stateOf(made, id)).open).toEqual(["teknis", "keuangan"]);
      const outcomes = await Promise.all(
        ["kabid", "staf"].map((kind) => failing(made.as(made.who(kind), () => verify({ id, hash })))),
      );
      expect(outcomes).toEqual(["ok", "ok"]);
      expect((await stateOf(made, id)).open).toEqual(["tanda-tangan"]);
    }
  });

  it("end together when one returns: the other's task is gone", async () => {
    const made = await on(parallel);
    await made.hire(made.who("staf"));
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    await made.as(made.who("kabid"), () => sendBack({ id, hash, reason: REASON }));
    expect((await made.as(made.who("staf"), () => inbox({}))).tasks).toEqual([]);
    expect(await failing(made.as(made.who("staf"), () => verify({ id, hash })))).toBe("report.state");
  });
});

describe("a condition", () => {
  const conditional = chainOf("bersyarat", [
    step("besar", { condition: "jumlah_bukti > 0", ...post("staf") }),
    step("periksa", { ...post("kabid"), returnsTo: ["author"], resume: "from-step" }),
    signing(),
  ]);

  it("skips its step and records what it saw; it is asked again after a return, and then runs though it was skipped", async () => {
    const made = await on(conditional);
    await made.hire(made.who("staf"));
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const first = await asProduct(made.id, () => view({ id }));
    expect(first.steps[0]).toMatchObject({ how: "skipped", facts: { jumlah_bukti: "0" } });
    await made.as(made.who("kabid"), () => sendBack({ id, hash, reason: REASON }));
    const { attach, pdf } = await import("./stages.ts");
    await attach(made, id, pdf("bukti"));
    const again = await made.send(id);
    expect((await stateOf(made, id)).open).toEqual(["besar"]);
    await made.as(made.who("staf"), () => verify({ id, hash: again }));
    expect((await stateOf(made, id)).open).toEqual(["periksa"]);
  });
});

describe("a return", () => {
  it("to an earlier step starts that step anew, and does not touch the content", async () => {
    const chain = chainOf("mundur", [
      step("satu", post("staf")),
      step("dua", { ...post("kabid"), returnsTo: ["author", "satu"] }),
      signing(),
    ]);
    const made = await on(chain);
    await made.hire(made.who("staf"));
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    await made.as(made.who("staf"), () => verify({ id, hash }));
    await made.as(made.who("kabid"), () => sendBack({ id, hash, reason: REASON, to: "satu" }));
    expect(await stateOf(made, id)).toEqual({ state: "in_review", open: ["satu"] });
    expect(await failing(made.as(made.who("kabid"), () => sendBack({ id, hash, reason: REASON, to: "tiga" })))).toBe(
      "report.desk",
    );
    await made.as(made.who("staf"), () => verify({ id, hash }));
    expect((await stateOf(made, id)).open).toEqual(["dua"]);
  });

  it("opens flagged cells only, and every later step sees what was changed, old and new", async () => {
    const made = await on(chainOf("tanda", [step("periksa", { opens: "flagged", ...post("kabid") }), signing()]));
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const flags = [{ rowKey: rowOf(2), field: "keuangan" }];
    await made.as(made.who("kabid"), () => sendBack({ id, hash, reason: REASON, flags }));
    const reply = await made.as(made.who("pptk"), () =>
      save({
        id,
        changes: [made.cell(rowOf(2), "keuangan", "95000000", 1), made.cell(rowOf(1), "keuangan", "1", 1)],
      }),
    );
    expect(reply.cells.map((cell) => [cell.rowKey, cell.outcome])).toEqual([
      [rowOf(2), "accepted"],
      [rowOf(1), "refused"],
    ]);
    await made.send(id);
    const { cells } = await made.as(made.who("kabid"), () => changed({ id }));
    expect(cells.map(({ rowKey, before, after }) => [rowKey, before?.v, after?.v])).toEqual([
      [rowOf(2), "90000000", "95000000"],
    ]);
  });

  it("goes on from the returning step where the chain says so, but never keeps a signature", async () => {
    const chain = chainOf("lanjut", [
      step("satu", post("staf")),
      step("dua", { ...post("kabid"), resume: "from-step" }),
      signing({ resume: "from-step" }),
    ]);
    const made = await on(chain);
    await made.hire(made.who("staf"));
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    await made.as(made.who("staf"), () => verify({ id, hash }));
    await made.as(made.who("kabid"), () => verify({ id, hash }));
    await made.as(made.who("kepala"), () => sendBack({ id, hash, reason: REASON }));
    await made.as(made.who("pptk"), () => save({ id, changes: [made.cell(rowOf(1), "keuangan", "91000000", 1)] }));
    const again = await made.send(id);
    const { steps } = await asProduct(made.id, () => view({ id }));
    expect(steps.map((each) => each.how)).toEqual(["kept", "kept", "open"]);
    // What was kept still counts for the separation of duties.
    expect(await failing(made.as(made.who("kepala"), () => sign({ id, hash: again })))).toBe("ok");
  });
});

describe("an empty chair", () => {
  it("is also one whose holder's account was closed, until it is opened again", async () => {
    const made = await on(chainOf("ditutup", [step("periksa", post("kabid")), signing()]));
    const { id } = await bring(made, "dinas-pu", "in_review");
    const holders = async () => (await asProduct(made.id, () => view({ id }))).steps[0]?.holders;
    const kabid = made.who("kabid");
    const switched = (active: boolean, rev: number) =>
      made.as(made.who("admin", "bappeda"), () => setActive({ personId: kabid.person, active, rev }));
    expect(await holders()).toEqual([kabid.name]);
    const { rev } = await switched(false, 1);
    expect(await holders()).toEqual([]);
    await switched(true, rev);
    expect(await holders()).toEqual([kabid.name]);
  });

  it("waits for its holder: an appointment makes the task appear without another submission", async () => {
    const made = await on(chainOf("kosong", [step("periksa", post("jf")), signing()]));
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const waiting = await asProduct(made.id, () => view({ id }));
    expect(waiting.steps[0]).toMatchObject({ how: "open", holders: [] });
    const late = made.who("jf");
    expect((await made.as(late, () => inbox({}))).tasks.map((task) => task.reportId)).toEqual([id]);
    // Whoever claims the post without holding it in the table decides nothing.
    expect(await failing(made.as(late, () => verify({ id, hash })))).toBe("report.desk");
    await made.hire(late);
    expect(await failing(made.as(late, () => verify({ id, hash })))).toBe("ok");
  });

  it("of a review goes one unit higher where the chain says so", async () => {
    const chain = chainOf("naik", [step("periksa", { ...post("jf"), emptyHolder: "parent" }), signing()]);
    const made = await on(chain, { units: ["dinas-pu", "bagian-umum"] });
    await asProduct(made.id, () =>
      recordUnits({
        units: [
          {
            unitId: "bagian-umum",
            name: "Bagian Umum",
            short: "Umum",
            kind: "bagian",
            code: null,
            parent: "dinas-pu",
            opd: false,
            from: "2022-01-01",
            until: null,
            successors: [],
          },
        ],
      }),
    ).catch(() => undefined);
    await made.hire(made.who("jf", "dinas-pu"));
    const { id } = await bring(made, "bagian-umum", "in_review");
    const mine = await made.as(made.who("jf", "dinas-pu"), () => inbox({}));
    expect(mine.tasks.map((task) => [task.reportId, task.desk])).toEqual([[id, "jf@dinas-pu"]]);
  });
});

describe("a signature", () => {
  const waits = chainOf(
    "tunggu",
    [
      step("periksa", post("kabid")),
      signing(),
      step("terbitkan", { kind: "publish", returnsTo: [], separateFrom: [], ...post("bappeda", "tenant") }),
    ],
    { waitingHours: 24 },
  );

  it("may be recalled by its signer while the waiting time runs, and comes out only after it and after the decision to publish", async () => {
    const made = await on(waits);
    const { id, hash } = await bring(made, "dinas-pu", "verified");
    const head = made.who("kepala");
    await made.as(head, () => sign({ id, hash }));
    expect(await stateOf(made, id)).toEqual({ state: "signed", open: ["terbitkan"] });
    expect(await putOut(made.id, id)).toBe("nothing");
    expect(await failing(made.as(made.who("kabid"), () => recall({ id, reason: REASON })))).toBe("report.not_signer");
    await made.as(head, () => recall({ id, reason: REASON }));
    expect(await stateOf(made, id)).toEqual({ state: "in_review", open: ["tanda-tangan"] });
    await made.as(head, () => sign({ id, hash }));
    await made.as(made.who("bappeda", "bappeda"), () => release({ id, hash }));
    expect(await putOut(made.id, id)).toBe("waiting");
    travel("2026-04-06T02:00:01.000Z");
    expect(await failing(made.as(head, () => recall({ id, reason: REASON })))).toBe("report.recall_late");
    expect(await putOut(made.id, id)).toBe("published");
    expect(await entries(made, id, "report.publish")).toBe(1);
  });

  it("is not recalled by whoever gave it once the post is another's, whatever the request was read with", async () => {
    const made = await on(waits);
    const { id, hash } = await bring(made, "dinas-pu", "verified");
    const head = made.who("kepala");
    await made.as(head, () => sign({ id, hash }));
    const elsewhere = { ...head, posts: made.who("staf", "dinas-pu").posts };
    const take = (who: Somebody) => failing(made.as(who, () => recall({ id, reason: REASON })));
    expect(await take(elsewhere)).toBe("report.signer_left");
    const inBoth = { ...head, posts: [...head.posts, ...made.who("staf", "dinas-pu").posts] };
    expect((await made.as(inBoth, () => view({ id }))).actions.recall.allowed).toBe(true);
    const held = { unit: "dinas-pu", kind: "kepala", person: head.person, from: "2025-01-01", until: "2026-04-05" };
    const ended = { ...held, rev: 1, reason: "Pindah tugas ke dinas lain." };
    await made.as(made.who("admin", "bappeda"), () => end(ended));
    expect(await take(head)).toBe("ok");
    await made.as(head, () => sign({ id, hash }));
    // The day after, within the waiting time: read with the post still, which the table no longer knows.
    travel("2026-04-06T00:30:00.000Z");
    expect(await take(head)).toBe("report.signer_left");
    expect((await stateOf(made, id)).state).toBe("signed");
  });

  it("signed before its post was written down is recalled under the same title only", async () => {
    const made = await on(waits);
    const { id, hash } = await bring(made, "dinas-pu", "verified");
    const head = made.who("kepala");
    await made.as(head, () => sign({ id, hash }));
    await asProduct(made.id, async () => {
      const before = await Heads.get({ reportId: id }, { strong: true });
      if (!before?.signed) throw new Error("not signed");
      const { desk: _unwritten, ...signed } = before.signed;
      await writeQuietly(Heads.put({ ...before, signed }));
    });
    const elsewhere = { ...head, posts: made.who("staf", "dinas-pu").posts };
    expect(await failing(made.as(elsewhere, () => recall({ id, reason: REASON })))).toBe("report.signer_left");
    expect(await failing(made.as(head, () => recall({ id, reason: REASON })))).toBe("ok");
  });

  it("by the same person is refused over persons, and lifted only by a recorded exception of the authority", async () => {
    const made = await on(threeTiers);
    const both = made.manyHats("rangkap", made.who("pptk"), made.who("kepala"));
    const { id, hash } = await bring(made, "dinas-pu", "verified");
    // The head wrote a part of the report as its author: who signs must be somebody else.
    await made.as(made.who("kepala"), () => sendBack({ id, hash, reason: REASON }));
    const own = { ...both, person: made.who("kepala").person };
    await made.as(own, () => save({ id, changes: [made.cell(rowOf(1), "keuangan", "91000000", 1)] }));
    const again = await made.send(id);
    await made.as(made.who("kabid"), () => verify({ id, hash: again }));
    const press = () => sign({ id, hash: again });
    expect(await failing(made.as(made.who("kepala"), press))).toBe("approval.same_person");
    const lifted = {
      id,
      step: "tanda-tangan",
      person: made.who("kepala").person,
      reason: REASON,
      decree: "800/9/2026",
    };
    expect(await failing(made.as(made.who("kabid"), () => except(lifted)))).toBe("kernel.forbidden");
    await made.as(made.who("bappeda", "bappeda"), () => except(lifted));
    expect(await failing(made.as(made.who("kepala"), press))).toBe("ok");
  });
});

describe("the Inspektorat", () => {
  it("reviews before the head signs, changes no number, and its memo is part of what is signed", async () => {
    const chain = chainOf("reviu", [
      step("periksa", post("kabid")),
      step("reviu", { kind: "apip-review", ...post("inspektorat", "tenant") }),
      signing(),
    ]);
    const made = await on(chain);
    const inspector = made.who("inspektorat", "bappeda");
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    await made.as(made.who("kabid"), () => verify({ id, hash }));
    expect(await failing(made.as(made.who("kepala"), () => sign({ id, hash })))).toBe("report.desk");
    const change = () => save({ id, changes: [made.cell(rowOf(1), "keuangan", "1", 1)] });
    expect(await failing(made.as(inspector, change))).toBe("report.not_author");
    await made.as(inspector, () => find({ id, text: "Bukti ruas 2 belum lengkap." }));
    expect(await failing(made.as(inspector, () => verify({ id, hash })))).toBe("report.memo_missing");
    await made.as(inspector, () => memo({ id, text: "Telah direviu dengan satu temuan." }));
    await made.as(inspector, () => verify({ id, hash }));
    const signed = await made.as(made.who("kepala"), () => sign({ id, hash }));
    const { archived } = await import("../src/db/files.ts");
    const body = await asProduct(made.id, () => archived("snapshot", signed.snapshot ?? ""));
    expect(body).toContain("Telah direviu dengan satu temuan.");
    expect(body).toContain("Bukti ruas 2 belum lengkap.");
  });
});

describe("comments", () => {
  it("keep a step from passing where the chain says so, until they are resolved", async () => {
    const made = await on(chainOf("komentar", [step("periksa", { threads: "block", ...post("kabid") }), signing()]));
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const { threadId } = await made.as(made.who("kabid"), () => comment({ id, text: "Mohon dicek." }));
    expect(await failing(made.as(made.who("kabid"), () => verify({ id, hash })))).toBe("report.threads_open");
    await made.as(made.who("pptk"), () => resolve({ id, thread: threadId }));
    expect(await failing(made.as(made.who("kabid"), () => verify({ id, hash })))).toBe("ok");
  });
});

describe("the timeline", () => {
  it("says in which hat somebody decided and how many working minutes the desk used, whatever the calendar says later", async () => {
    const made = await on(chainOf("jejak", [step("periksa", post("kabid")), signing()]));
    travel("2026-04-06T00:00:00.000Z"); // Monday 08.00 WITA
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const both = made.manyHats("kabid-jf", made.who("jf"), made.who("kabid"));
    await made.hire(both);
    travel("2026-04-06T01:00:00.000Z"); // 09.00
    await made.as(both, () => hold({ id, reason: REASON }));
    travel("2026-04-06T02:30:00.000Z"); // 10.30
    await made.as(both, () => unhold({ id }));
    travel("2026-04-06T03:00:00.000Z"); // 11.00: three hours, of which one and a half were held
    await made.as(both, () => verify({ id, hash }));
    const decided = async () => {
      const { entries: told } = await made.as(made.who("kepala"), () => history({ id }));
      const found = told.find((each) => each.op === "report.verify");
      return [found?.hat, found?.minutes];
    };
    expect(await decided()).toEqual(["kabid dinas-pu", 90]);
    const days = [{ date: "2026-04-06", name: "Libur daerah", kind: "libur-daerah" as const }];
    await made.as(made.who("bappeda", "bappeda"), () => setHolidays({ year: "2026", days, rev: 0 }));
    expect(await decided()).toEqual(["kabid dinas-pu", 90]);
  });
});

describe("a hold", () => {
  it("stops the decision and moves the limit by the working time it lasted", async () => {
    const limit = { amount: 2, unit: "days" };
    const made = await on(chainOf("tunda", [step("periksa", { limit, ...post("kabid") }), signing()]));
    // Sunday 5 April 2026, 10.00 WITA: two working days end on Tuesday at 16.00 WITA.
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const due = async () => (await asProduct(made.id, () => view({ id }))).steps[0]?.dueAt;
    expect(await due()).toBe("2026-04-07T08:00:00.000Z");
    travel("2026-04-06T01:00:00.000Z"); // Monday 09.00
    await made.as(made.who("kabid"), () => hold({ id, reason: REASON }));
    expect(await failing(made.as(made.who("kabid"), () => verify({ id, hash })))).toBe("report.on_hold");
    travel("2026-04-06T03:00:00.000Z"); // two working hours later
    await made.as(made.who("kabid"), () => unhold({ id }));
    // Two hours more, beyond the close of Tuesday: Wednesday 09.30.
    expect(await due()).toBe("2026-04-08T01:30:00.000Z");
    expect(await failing(made.as(made.who("kabid"), () => verify({ id, hash })))).toBe("ok");
  });
});

describe("an extension", () => {
  it("never overwrites one that its officer had not seen, however many are granted at once", async () => {
    const made = await on(threeTiers);
    const grant = (until: string) =>
      made.as(made.who("bappeda", "bappeda"), () =>
        extend({ template: "rfk", period: "2026-03", unit: "dinas-pu", until, reason: REASON }),
      );
    const days = Array.from({ length: 10 }, (_, i) => `2026-12-${21 + i}`);
    const outcomes = await Promise.all(days.map((until) => failing(grant(until))));
    const told = ["ok", "calendar.stale", "calendar.extension_shorter"];
    expect(outcomes.filter((each) => !told.includes(each))).toEqual([]);
    const granted = journalOf(await everything(), made.id).filter((entry) => entry.op === "calendar.extend");
    expect(granted).toHaveLength(codes(outcomes)["ok"] ?? 0);
    // Each follows on one that stood, and on each follows one at most.
    const followed = granted.map(({ changes }) => (changes as { before: string | null }).before);
    expect(new Set(followed).size).toBe(granted.length);
    await expect(grant("2026-04-19")).rejects.toThrow("setelah tanggal kunci 20 April 2026");
  });

  it("never takes days away that a unit was given: an earlier end is refused with the day that stands", async () => {
    const made = await on(threeTiers);
    const grant = (until: string, reason = REASON) =>
      made.as(made.who("bappeda", "bappeda"), () =>
        extend({ template: "rfk", period: "2026-03", unit: "dinas-pu", until, reason }),
      );
    await grant("2026-05-10");
    await expect(grant("2026-05-09")).rejects.toThrow("sampai 10 Mei 2026. Perpanjangan tidak dapat dipendekkan");
    travel("2026-05-09T02:00:00.000Z");
    const id = await made.openReport();
    const { window } = await made.as(made.who("pptk"), () => view({ id }));
    expect(window).toMatchObject({ state: "extended", extendedUntil: "2026-05-10" });
    // The same day with another reason, and a later day, follow on it.
    expect(await failing(grant("2026-05-10", "Surat nomor 12 menyusul."))).toBe("ok");
    expect(await failing(grant("2026-05-11"))).toBe("ok");
  });
});

describe("two holds at once", () => {
  it("are one: the second is told, and the reason of the first stays", async () => {
    const made = await on(chainOf("berdua", [step("periksa", post("kabid")), signing()]));
    const other = made.who("kabid", "dinas-pu", 2);
    await made.hire(other);
    const { id } = await bring(made, "dinas-pu", "in_review");
    const reasons = ["Menunggu SP2D terbit.", "Menunggu data dari BKAD."];
    const outcomes = await Promise.all(
      [made.who("kabid"), other].map((who, i) => failing(made.as(who, () => hold({ id, reason: reasons[i] ?? "" })))),
    );
    expect(outcomes.toSorted()).toEqual(["ok", "report.on_hold"]);
    const task = itemsOf(await everything(), made.id).find((item) => item["__edb_e__"] === "task");
    expect(task?.["holds"]).toHaveLength(1);
  });
});

describe("a correction", () => {
  it("is asked once, granted by the authority, goes through the chain as version 2, and replaces version 1 openly", async () => {
    const made = await on(threeTiers);
    const { id } = await bring(made, "dinas-pu", "published");
    const authority = made.who("bappeda", "bappeda");
    await made.as(made.who("pptk"), () => askCorrection({ id, reason: "Angka ruas 2 keliru ketik." }));
    expect(await failing(made.as(made.who("kabid"), () => askCorrection({ id, reason: REASON })))).toBe(
      "report.correction_open",
    );
    expect(
      await failing(made.as(made.who("kabid"), () => answerCorrection({ id, granted: true, reason: REASON }))),
    ).toBe("kernel.forbidden");
    expect((await made.as(authority, () => inbox({}))).counts.correction).toBe(1);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        failing(made.as(authority, () => answerCorrection({ id, granted: true, reason: REASON }))),
      ),
    );
    expect(codes(answers)["ok"]).toBe(1);
    const second = id.replace(/\.1$/, ".2");
    const copy = await made.as(made.who("pptk"), () => view({ id: second }));
    expect([copy.state, copy.version, copy.rows[0]?.cells["keuangan"]?.v]).toEqual(["draft", 2, "90000000"]);
    await made.as(made.who("pptk"), () =>
      save({ id: second, changes: [made.cell(rowOf(2), "keuangan", "95000000", 1)] }),
    );
    const { stamp } = await made.as(made.who("pptk"), () => view({ id: second }));
    const { hash } = await made.as(made.who("pptk"), () => submit({ id: second, stamp }));
    await made.as(made.who("kabid"), () => verify({ id: second, hash }));
    await made.as(made.who("kepala"), () => sign({ id: second, hash }));
    const before = await asProduct(made.id, () => view({ id }));
    expect([before.state, before.correcting]).toEqual(["published", "granted"]);
    expect(await putOut(made.id, second)).toBe("published");
    const [one, two] = await Promise.all([id, second].map((each) => asProduct(made.id, () => view({ id: each }))));
    expect([one?.state, one?.supersededBy, two?.state, two?.onTime]).toEqual(["superseded", 2, "published", true]);
    expect(one?.rows).toEqual(before.rows);
  });

  it("that is denied or given up leaves the published version as it stands", async () => {
    const made = await on(threeTiers);
    const { id } = await bring(made, "dinas-pu", "published");
    const authority = made.who("bappeda", "bappeda");
    const ask = () => made.as(made.who("pptk"), () => askCorrection({ id, reason: REASON }));
    await ask();
    await made.as(authority, () => answerCorrection({ id, granted: false, reason: REASON }));
    await ask();
    await made.as(authority, () => answerCorrection({ id, granted: true, reason: REASON }));
    await made.as(authority, () => dropCorrection({ id: id.replace(/\.1$/, ".2"), reason: REASON }));
    const seen = await asProduct(made.id, () => view({ id }));
    expect([seen.state, seen.correcting]).toEqual(["published", null]);
    await made.as(authority, () => voidReport({ id, reason: REASON }));
    expect((await stateOf(made, id)).state).toBe("voided");
    // What was withdrawn can still be put right, as the version after the one that was given up.
    await ask();
    const { id: next } = await made.as(authority, () => answerCorrection({ id, granted: true, reason: REASON }));
    expect(next).toBe(id.replace(/\.1$/, ".3"));
  });
});

describe("a chain that is edited", () => {
  it("lets running reports finish on the version they began with; new ones take the newest", async () => {
    const made = await on(threeTiers);
    const { id, hash } = await bring(made, "dinas-pu", "in_review");
    const steps = [...threeTiers.steps.slice(0, 1), step("tambahan", post("staf")), ...threeTiers.steps.slice(1)];
    await asProduct(made.id, () => publishChain({ chain: chainOf("tiga-tingkat", steps, { n: 2 }) }));
    await made.as(made.who("kabid"), () => verify({ id, hash }));
    expect((await stateOf(made, id)).open).toEqual(["tanda-tangan"]);
    const { id: later } = await asProduct(made.id, () =>
      open({ template: "rfk", period: "2026-02", unit: "dinas-pu" }),
    );
    expect((await asProduct(made.id, () => view({ id: later }))).chain.n).toBe(2);
  });
});

describe("many clean reports", () => {
  it("are verified at once with an answer each; one with a warning has to be looked at, and repeating changes nothing", async () => {
    const made = await on(threeTiers, { days: WIDE });
    const reports = [
      await bring(made, "dinas-pu", "in_review"),
      await bring(made, "dinas-pu", "in_review", { period: "2026-02" }),
    ];
    const items = reports.map(({ id, hash }) => ({ id, hash, task: "verifikasi-0001" }));
    const foreign = { id: "rfk.2026-01.dinas-pu.1", hash: reports[0]?.hash ?? "", task: "verifikasi-0001" };
    const press = command();
    const all = () => made.as(made.who("kabid"), () => verifyMany({ items: [...items, foreign] }), press);
    const first = await all();
    expect(first.results.map((result) => result.outcome)).toEqual(["done", "done", "refused"]);
    expect(await all()).toEqual(first);
    for (const { id } of reports) expect(await entries(made, id, "report.verify")).toBe(1);
  });
});
