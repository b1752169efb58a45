import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { PersonId, ReportId, Sha256, Subject, TemplateId, TenantId, UnitId } from "../kernel/id.ts";
import { stepOf } from "../approval/machine.ts";
import { threeTiers } from "../approval/packs/three-tiers.ts";
import { problemsOf, separated } from "../approval/rules.ts";
import { ChainVersion, NO_COURSE, type Step, type Vote } from "../approval/schema.ts";
import { can } from "./machine.ts";
import { decide, type Effects, moved, published, recalled, submitted, undecided, withdrawn } from "./moves.ts";
import type { Deed, Head } from "./schema.ts";

/*
 * Random histories of one report in the hands of eight persons whose posts change in between. The driver does what the
 * operations do around the pure moves; the oracle knows only what the mission says, in its own words.
 */

const [check, signature] = threeTiers.steps as [Step, Step];
const chainOf = (name: string, steps: readonly object[], more: object = {}): ChainVersion =>
  v.parse(ChainVersion, { ...threeTiers, chain: name, steps, ...more });
const review = (key: string, more: object = {}): object => ({
  ...check,
  key,
  label: key,
  separateFrom: ["author"],
  ...more,
});
const signs = (more: object = {}): object => ({ ...signature, separateFrom: ["author"], ...more });

const CHAINS: readonly ChainVersion[] = [
  threeTiers,
  chainOf("sejajar", [
    review("teknis", { group: "periksa", sections: ["rincian"], resume: "from-step" }),
    review("keuangan", { group: "periksa", sections: ["uraian"], resume: "changed-sections" }),
    review("tim", {
      assignee: { by: "team", team: "tim" },
      mode: { kind: "share", a: 2, b: 3 },
      rejection: "majority",
      returnsTo: ["author", "teknis"],
      resume: "from-step",
    }),
    signs({ returnsTo: ["author", "tim"], separateFrom: ["author", "tim"] }),
  ]),
  chainOf(
    "bersyarat",
    [
      review("reviu", { condition: "jumlah_peringatan > 0", resume: "from-step" }),
      review("semua", { mode: { kind: "all" }, assignee: { by: "team", team: "tim" }, rejection: "one" }),
      signs(),
      {
        ...signature,
        key: "sekda",
        label: "Sekda",
        condition: "jumlah_baris > 5",
        resume: "from-step",
        separateFrom: ["author", "tanda-tangan"],
      },
      { ...check, key: "tahu", label: "Tahu", kind: "acknowledge", returnsTo: [], separateFrom: [] },
      { ...check, key: "terbitkan", label: "Terbitkan", kind: "publish", returnsTo: [], separateFrom: [] },
    ],
    { waitingHours: 1 },
  ),
];
const SEATS = 3;
const PERSONS = 8;

const person = (n: number): string => `p-${n % PERSONS}`;
const at = (tick: number): string => new Date(Date.UTC(2026, 0, 1) + tick * 60_000).toISOString();
const deed = (n: number, tick: number): Deed => ({ at: at(tick), person: person(n), name: person(n), hat: null });
const official = (n: number) => ({
  kind: "official" as const,
  tenant: v.parse(TenantId, "kukar"),
  subject: v.parse(Subject, "sub-12345"),
  person: v.parse(PersonId, person(n)),
  name: person(n),
  posts: [],
});
const HASHES = Array.from({ length: 4 }, (_, i) => v.parse(Sha256, String(i).repeat(64)));

const fresh = (version: number): Head => ({
  reportId: v.parse(ReportId, `rfk.2026-03.dinas-pu.${version}`),
  template: v.parse(TemplateId, "rfk"),
  period: "2026-03" as Head["period"],
  unit: v.parse(UnitId, "dinas-pu"),
  version,
  state: "draft",
  rev: 1,
  round: 1,
  writers: 0,
  writes: 0,
  files: 0,
  course: NO_COURSE,
  facts: {},
  issueTask: null,
  pins: { template: { id: v.parse(TemplateId, "rfk"), n: 1, hash: "h" }, chain: { id: "c", n: 1 }, budget: null },
  openedAt: at(0),
  hash: null,
  carry: [],
  nil: null,
  firstSubmittedAt: null,
  onTime: null,
  submitted: null,
  returned: null,
  acted: {},
  exceptions: [],
  signed: null,
  publishedAt: null,
  correction: version > 1 ? { of: version - 1, reason: "Angka keliru." } : null,
  correcting: null,
  supersededBy: null,
  voided: null,
});

/** `forward`: not the drawn act, but the next one by somebody whose turn it is; else anything by anybody. */
type Command = { readonly act: number; readonly who: number; readonly pick: number; readonly forward: boolean };
const ACTS = [
  "submit",
  "withdraw",
  "yes",
  "yes",
  "yes",
  "yes",
  "no",
  "recall",
  "publish",
  "publish",
  "rotate",
  "correct",
  "replay",
] as const;

/** Everything that is remembered of a history. Nothing is ever taken out. */
type Entry = {
  readonly id: number;
  readonly act: string;
  readonly result: string;
  readonly round: number;
  readonly version: number;
};

class History {
  readonly chain: ChainVersion;
  head: Head = fresh(1);
  tick = 0;
  /** Who sits where: by step key, or by seat of the team. */
  desks = new Map<string, readonly number[]>();
  votes = new Map<string, readonly Vote[]>();
  act: (typeof ACTS)[number] = "rotate";
  readonly journal: Entry[] = [];
  readonly out = new Map<number, string>();
  /** Steps that somebody agreed to, with the round and content, as the oracle saw it. */
  readonly agreed: { step: string; version: number; round: number; hash: string | null; by: string }[] = [];
  #replied = new Map<number, string>();

  constructor(chain: ChainVersion) {
    this.chain = chain;
    for (const [i, step] of chain.steps.entries()) this.desks.set(step.key, [i + 1]);
    for (let seat = 0; seat < SEATS; seat += 1) this.desks.set(`tim-${seat}`, [seat + 4]);
  }

  #holders(step: Step): readonly (readonly [seat: string, who: number])[] {
    const seats = step.assignee.by === "team" ? Array.from({ length: SEATS }, (_, i) => `tim-${i}`) : [step.key];
    return seats.flatMap((seat) => (this.desks.get(seat) ?? []).map((who) => [seat, who] as const));
  }

  #asked = (step: Step): number => (step.assignee.by === "team" ? SEATS : 1);

  #become(effects: Effects): void {
    this.head = effects.next;
    for (const { taskId } of effects.closed) this.votes.delete(taskId);
  }

  /** What the operations do before a decision: state, desk at this instant, one vote per person and seat, separation. */
  #decide(who: number, verdict: "yes" | "no", pick: number): string {
    const { head, chain } = this;
    const open = head.course.open[pick % Math.max(1, head.course.open.length)];
    const step = open && stepOf(chain, open.key);
    if (!open || !step) return "closed";
    const move =
      verdict === "no" ? "sendBack" : step.kind === "sign" ? "sign" : step.kind === "publish" ? "release" : "verify";
    if (!can(move, head.state).allowed) return "state";
    const earlier = this.votes.get(open.taskId) ?? [];
    const seat = this.#holders(step).find(
      ([name, holder]) => person(holder) === person(who) && !earlier.some((vote) => vote.seat === name),
    );
    if (!seat || earlier.some((vote) => vote.person === person(who))) return "desk";
    if (verdict === "yes" && !separated(step, official(who), head.acted).allowed) return "same";
    const targets = step.returnsTo.filter(
      (key) => key === "author" || head.course.past.some((each) => each.key === key && each.how !== "skipped"),
    );
    const to = targets[pick % Math.max(1, targets.length)];
    if (verdict === "no" && to === undefined) return "no return";
    const by = deed(who, this.tick);
    const vote: Vote = {
      seat: seat[0],
      ...by,
      verdict,
      reason: "Karena.",
      to: verdict === "no" ? (to ?? null) : null,
      flags: [],
    };
    const effects = decide(head, chain, { step, vote, earlier, by, decision: move }, this.#asked);
    if (effects.outcome === "counted") this.votes.set(open.taskId, effects.votes ?? []);
    if (verdict === "yes")
      this.agreed.push({ step: step.key, version: head.version, round: head.round, hash: head.hash, by: person(who) });
    if (effects.outcome === "counted") return "counted";
    this.#become(effects);
    if (effects.outcome === "signed") {
      this.head = { ...this.head, signed: { ...by, snapshot: head.hash as never, until: null } };
    }
    return effects.outcome;
  }

  #act(act: (typeof ACTS)[number], { who, pick }: Command): string {
    const { head, chain } = this;
    switch (act) {
      case "submit": {
        if (!can("submit", head.state).allowed) return "state";
        const hash = HASHES[pick % HASHES.length] ?? null;
        if (hash === null) return "state";
        const facts = { jumlah_peringatan: pick % 3 === 0 ? null : String(pick % 2), jumlah_baris: String(pick % 10) };
        const changed = [["rincian"], ["uraian"], []][pick % 3] ?? [];
        const by = deed(0, this.tick);
        this.#become(
          submitted(
            head,
            chain,
            { by, hash, facts, authors: [by.person], changed, onTime: true, rest: {} },
            this.#asked,
          ),
        );
        return "submitted";
      }
      case "withdraw":
        if (!can("withdraw", head.state).allowed || !undecided(head) || this.votes.size > 0) return "late";
        this.#become(withdrawn(head, "Keliru."));
        return "withdrawn";
      case "yes":
      case "no":
        return this.#decide(who, act, pick);
      case "recall":
        if (!can("recall", head.state).allowed || head.signed?.person !== person(who)) return "state";
        this.#become(recalled(head, chain, at(this.tick), "Keliru.", this.#asked));
        return "recalled";
      case "publish":
        if (!can("publish", head.state).allowed || head.issueTask === null) return "state";
        this.#become(published(head, at(this.tick)));
        this.out.set(head.version, JSON.stringify({ ...this.head, state: "", rev: 0 }));
        return "published";
      case "rotate": {
        const desks = [...this.desks.keys()];
        const desk = desks[pick % desks.length] ?? "";
        // An empty chair, one holder, or two.
        this.desks.set(desk, [[], [who], [who, who + 1]][pick % 3] ?? []);
        return "rotated";
      }
      case "correct":
        if (head.state !== "published") return "state";
        this.head = fresh(head.version + 1);
        this.votes.clear();
        return "corrected";
      default:
        return "nothing";
    }
  }

  /** What is meant: the drawn command, or the next one on the way. */
  #meant(command: Command): { readonly act: (typeof ACTS)[number]; readonly command: Command } {
    const drawn = ACTS[command.act % ACTS.length] ?? "rotate";
    if (!command.forward) return { act: drawn, command };
    const { state, course } = this.head;
    if (state === "draft" || state === "returned") return { act: "submit", command };
    if (state === "published") return { act: "correct", command };
    const open = course.open[command.pick % Math.max(1, course.open.length)];
    const step = open && stepOf(this.chain, open.key);
    if (!open || !step) return { act: "publish", command };
    const cast = this.votes.get(open.taskId) ?? [];
    const holders = this.#holders(step).filter(([, who]) => !cast.some((vote) => vote.person === person(who)));
    const who = holders[command.pick % Math.max(1, holders.length)]?.[1] ?? command.who;
    return { act: drawn === "no" ? "no" : "yes", command: { ...command, who } };
  }

  step(id: number, drawn: Command): string {
    this.tick += 1;
    const { act, command } = this.#meant(drawn);
    this.act = act;
    if (act === "replay") {
      // A command of the past comes once more: it answers what it answered, and nothing moves.
      const earlier = [...this.#replied.keys()].at(-1 - (command.pick % Math.max(1, this.#replied.size)));
      return earlier === undefined ? "nothing" : (this.#replied.get(earlier) ?? "");
    }
    const { round, version } = this.head;
    const result = this.#act(act, command);
    this.#replied.set(id, result);
    this.journal.push({ id, act, result, round, version });
    return result;
  }
}

/** What must be true of every history at every moment. Throws with what is not. */
function examine(history: History): void {
  const { head, chain, votes, out, agreed } = history;
  const keys = chain.steps.map((step) => step.key);
  const must = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(`${what}: ${JSON.stringify([head.state, head.course, head.acted])}`);
  };
  const past = head.course.past.map((each) => each.key);
  must(
    new Set([...past, ...head.course.open.map((each) => each.key)]).size === past.length + head.course.open.length,
    "a step twice",
  );
  if (head.state === "in_review") {
    must(head.course.open.length > 0, "in review and nobody is asked");
    // Nothing before an open step is neither passed, skipped nor kept, unless it runs beside it.
    const first = Math.min(...head.course.open.map((each) => keys.indexOf(each.key)));
    must(
      keys.slice(0, first).every((key) => past.includes(key)),
      "a step was skipped over",
    );
  }
  for (const { needed, of, taskId } of head.course.open) {
    must(needed >= 1 && needed <= of, "more needed than asked");
    const cast = votes.get(taskId) ?? [];
    must(new Set(cast.map((vote) => vote.person)).size === cast.length, "a person voted twice");
    must(new Set(cast.map((vote) => vote.seat)).size === cast.length, "a seat voted twice");
    must(cast.filter((vote) => vote.verdict === "yes").length < needed, "a step goes on although it has passed");
  }
  for (const { key, how, facts } of head.course.past) {
    const step = stepOf(chain, key);
    if (how === "skipped") {
      // By hand: the two conditions of these chains.
      const limit = key === "reviu" ? 0 : 5;
      const seen = head.facts[key === "reviu" ? "jumlah_peringatan" : "jumlah_baris"] ?? null;
      must(step?.condition !== null && seen !== null && Number(seen) <= limit, "a step that had to run was left out");
      must(facts !== null, "a skipped step says not why");
    }
    if (how === "passed") {
      const by = agreed.filter((each) => each.step === key && each.version === head.version && each.hash === head.hash);
      must(by.length > 0, "a step passed that nobody agreed to on this content");
      must((head.acted[key] ?? []).length > 0, "who decided a step is forgotten");
    }
    if (how === "kept") {
      must(step?.kind !== "sign", "a signature was kept over a return");
      must((head.acted[key] ?? []).length > 0, "who decided a kept step is forgotten");
      const { resume } = head.course;
      const back = chain.steps.find((each) => each.key === resume?.step);
      const ahead =
        keys.indexOf(key) < keys.indexOf(resume?.step ?? "") && (step?.group === null || step?.group !== back?.group);
      must(resume?.how !== "from-step" || ahead, "a step beside or behind the one that returned was kept");
      must(resume?.how !== "full", "a step was kept although the whole chain runs");
      must(
        agreed.some((each) => each.step === key && each.version === head.version && each.round < head.round),
        "kept, but never passed",
      );
    }
  }
  if (head.state === "signed" || head.state === "published") {
    const given = head.course.past.filter((each) => each.how === "passed").map((each) => each.key);
    const signed = chain.steps.filter((step) => step.kind === "sign" && given.includes(step.key));
    must(signed.length > 0, "signed without a signature");
    must(
      agreed.some((each) => each.step === signed.at(-1)?.key && each.hash === head.hash),
      "the signature is for other content",
    );
  }
  if (head.state === "published") {
    must(
      keys.every((key) => past.includes(key)),
      "published before the chain was through",
    );
    must(out.get(head.version) === JSON.stringify({ ...head, state: "", rev: 0 }), "what is published has changed");
  }
  for (const step of chain.steps) {
    const barred = step.separateFrom.flatMap((key) => head.acted[key] ?? []);
    must(!(head.acted[step.key] ?? []).some((each) => barred.includes(each)), "one person in two separated steps");
  }
}

const SEQUENCES = 100_000;
const LENGTH = 24;

describe("random histories", () => {
  it("run over chains that may be published", () => {
    for (const chain of CHAINS) expect(problemsOf(chain, { teams: ["tim"] })).toEqual([]);
  });

  it(`keep their promises over ${SEQUENCES} sequences: no step skipped, nothing published changes, one publication per version, history only grows`, () => {
    const commands = fc.array(
      fc.record({ act: fc.nat(ACTS.length - 1), who: fc.nat(PERSONS - 1), pick: fc.nat(11), forward: fc.boolean() }),
      {
        minLength: LENGTH,
        maxLength: LENGTH,
        size: "max",
      },
    );
    const seen = new Map<string, number>();
    let runs = 0;
    fc.assert(
      fc.property(fc.nat(CHAINS.length - 1), commands, (which, sequence) => {
        runs += 1;
        const history = new History(CHAINS[which] ?? threeTiers);
        const publications = new Map<number, number>();
        for (const [id, command] of sequence.entries()) {
          const entries = history.journal.length;
          const before = history.head;
          const result = history.step(id, command);
          if (history.act === "replay") {
            if (history.head !== before || history.journal.length !== entries)
              throw new Error("a repeated command did something");
            continue;
          }
          if (history.journal.length !== entries + 1) throw new Error("history did not grow by one");
          if (result === "published") publications.set(before.version, (publications.get(before.version) ?? 0) + 1);
          if ((publications.get(before.version) ?? 0) > 1) throw new Error("published twice");
          seen.set(result, (seen.get(result) ?? 0) + 1);
          examine(history);
        }
      }),
      { numRuns: SEQUENCES, seed: 20_261_129, endOnFailure: true },
    );
    expect(runs).toBe(SEQUENCES);
    // The sequences reached everything often enough to mean something.
    for (const result of [
      "submitted",
      "withdrawn",
      "counted",
      "passed",
      "returned",
      "signed",
      "recalled",
      "published",
      "corrected",
      "same",
      "desk",
    ]) {
      expect(seen.get(result) ?? 0, result).toBeGreaterThan(100);
    }
  }, 120_000);
});

describe("moving to another chain version", () => {
  it("keeps the steps that are the same there and had passed, and asks the others", () => {
    const [from] = CHAINS;
    const to = { ...threeTiers, n: 2, steps: [check, review("baru") as Step, signature] };
    const sent = submitted(
      fresh(1),
      from ?? threeTiers,
      { by: deed(0, 1), hash: HASHES[0] as never, facts: {}, authors: ["p-0"], changed: [], onTime: true, rest: {} },
      () => 1,
    ).next;
    const vote: Vote = { seat: "verifikasi", ...deed(1, 2), verdict: "yes", reason: null, to: null, flags: [] };
    const passedOn = decide(
      sent,
      threeTiers,
      { step: check, vote, earlier: [], by: deed(1, 2), decision: "verify" },
      () => 1,
    ).next;
    expect(passedOn.course.open.map((each) => each.key)).toEqual(["tanda-tangan"]);
    const { next, closed, opened } = moved(passedOn, threeTiers, to, at(3), () => 1);
    expect(next.course.past.map((each) => [each.key, each.how])).toEqual([["verifikasi", "passed"]]);
    expect(opened.map((each) => each.key)).toEqual(["baru"]);
    expect(closed.map((each) => each.decision)).toEqual(["ended"]);
    expect(next.acted).toEqual({ author: ["p-0"], verifikasi: ["p-1"] });
    expect(next.pins.chain).toEqual({ id: "tiga-tingkat", n: 2 });
  });

  it("asks a signature anew that would be the last one there, so that no report is left without a step", () => {
    const second = signs({ key: "sekda", label: "Sekda" }) as Step;
    const from = { ...threeTiers, steps: [check, signature, second] };
    const by = (n: number) => ({
      ...deed(n, n),
      seat: "x",
      verdict: "yes" as const,
      reason: null,
      to: null,
      flags: [],
    });
    const given = { by: deed(0, 1), hash: HASHES[0] as never, facts: {}, authors: ["p-0"], changed: [], onTime: true };
    const sent = submitted(fresh(1), from, { ...given, rest: {} }, () => 1).next;
    const passedBy = (head: Head, step: Step, n: number) =>
      decide(head, from, { step, vote: by(n), earlier: [], by: deed(n, n), decision: "verify" }, () => 1).next;
    const once = passedBy(passedBy(sent, check, 1), signature, 2);
    expect([once.state, once.course.open.map((each) => each.key)]).toEqual(["in_review", ["sekda"]]);
    const { next } = moved(once, from, { ...threeTiers, n: 2 }, at(3), () => 1);
    expect(next.course.past.map((each) => each.key)).toEqual(["verifikasi"]);
    expect(next.course.open.map((each) => each.key)).toEqual(["tanda-tangan"]);
    expect(next.acted).toEqual({ author: ["p-0"], verifikasi: ["p-1"] });
  });
});
