import * as fc from "fast-check";
import * as v from "valibot";
import { beforeAll, expect, it } from "vitest";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import { ChainVersion } from "../src/approval/schema.ts";
import { sendBack, verify } from "../src/report/decide.ts";
import { sign } from "../src/report/sign.ts";
import { prepare, publish } from "../src/report/issue.ts";
import { save } from "../src/report/save.ts";
import type { ReportState } from "../src/report/schema.ts";
import { readWhole } from "../src/report/store.ts";
import { submit, withdraw } from "../src/report/submit.ts";
import { PLAIN_MAKERS } from "./stages.ts";
import {
  asProduct,
  asProgram,
  command as newCommand,
  everything,
  failing,
  journalOf,
  MARCH_OPEN,
  type Regency,
  regency,
  type Somebody,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

const SEQUENCES = 200;
const LENGTH = 15;
const AT_ONCE = 10;
const MONTHS = 12;
const units = Array.from({ length: Math.ceil(SEQUENCES / MONTHS) }, (_, i) => `dinas-${String.fromCharCode(97 + i)}a`);

/** A head's seat has one holder; here two who may sign are needed, so the signature is a post that several hold. */
const [check, signature] = threeTiers.steps;
const SIGNED_BY_MANY = v.parse(ChainVersion, {
  ...threeTiers,
  steps: [check, { ...signature, assignee: { by: "post", post: "jf", scope: "own" } }],
});
let kukar: Regency;
beforeAll(async () => {
  travel(MARCH_OPEN);
  const days = { opensOn: "2026-01-01", dueOn: "2026-12-10", lockOn: "2026-12-20" };
  kukar = await regency("kukar", { units: [...units, "dinas-lain"], lines: 1, days, chain: SIGNED_BY_MANY });
  const everyHat = units.flatMap((unit) => [kukar.who("jf", unit), manyHats(unit)]);
  for (let from = 0; from < everyHat.length; from += 20) await kukar.hire(...everyHat.slice(from, from + 20));
});

const manyHats = (unit: string): Somebody =>
  kukar.manyHats(`rangkap-${unit}`, kukar.who("pptk", unit), kukar.who("kabid", unit), kukar.who("jf", unit));

const WHO = ["pptk", "rekan", "kabid", "penandatangan", "rangkap", "orang-luar", "layanan"] as const;
type Who = (typeof WHO)[number];
const ACTS = ["fill", "clear", "touch", "submit", "withdraw", "verify", "sendBack", "sign", "publish"] as const;
type Act = (typeof ACTS)[number];
type Command = { readonly act: Act; readonly who: Who; readonly fresh: boolean };

/** What the mission says, in a few lines of its own: who may do what when, and what follows. */
type Model = {
  readonly state: ReportState;
  readonly step: "verifikasi" | "tanda-tangan" | null;
  readonly complete: boolean;
  readonly lanes: ReadonlySet<Who>;
  readonly authors: ReadonlySet<Who>;
  readonly verifiers: ReadonlySet<Who>;
};
const NEW: Model = {
  state: "draft",
  step: null,
  complete: false,
  lanes: new Set(),
  authors: new Set(),
  verifiers: new Set(),
};
const AUTHORS: readonly Who[] = ["pptk", "rekan", "rangkap"];
const CHECKERS: readonly Who[] = ["kabid", "rangkap"];
const SIGNERS: readonly Who[] = ["penandatangan", "rangkap"];
const plus = <T>(set: ReadonlySet<T>, ...more: readonly T[]): ReadonlySet<T> => new Set([...set, ...more]);

/** The model after a command, or null when it must be refused. */
function expected(model: Model, { act, who, fresh }: Command): Model | null {
  const { state, step, authors, verifiers, lanes } = model;
  const open = state === "draft" || state === "returned";
  const apart = !authors.has(who) && !(step === "tanda-tangan" && verifiers.has(who));
  switch (act) {
    case "fill":
    case "clear":
    case "touch":
      if (!open || !AUTHORS.includes(who)) return null;
      return { ...model, complete: act === "touch" ? model.complete : act === "fill", lanes: plus(lanes, who) };
    case "submit":
      if (!open || !AUTHORS.includes(who) || !model.complete || !fresh) return null;
      return {
        ...model,
        state: "in_review",
        step: "verifikasi",
        authors: plus(authors, who, ...lanes),
        verifiers: new Set(),
        lanes: new Set(),
      };
    case "withdraw":
      if (state !== "in_review" || step !== "verifikasi" || !AUTHORS.includes(who)) return null;
      return { ...model, state: "draft", step: null };
    case "verify":
      if (state !== "in_review" || step !== "verifikasi" || !CHECKERS.includes(who) || !apart || !fresh) return null;
      return { ...model, step: "tanda-tangan", verifiers: plus(verifiers, who) };
    case "sendBack": {
      const desk = step === "verifikasi" ? CHECKERS : SIGNERS;
      // Sending back confirms nothing: nobody at the desk is barred from it.
      if (state !== "in_review" || !desk.includes(who) || !fresh) return null;
      return { ...model, state: "returned", step: null };
    }
    case "sign":
      if (state !== "in_review" || step !== "tanda-tangan" || !SIGNERS.includes(who) || !apart || !fresh) return null;
      return { ...model, state: "signed", step: null };
    case "publish":
      return state === "signed" && who === "layanan" ? { ...model, state: "published" } : null;
    default:
      return act satisfies never;
  }
}

type Drawn = Command & { readonly forward: boolean };
/** Two of ten commands are the next step by whose turn it is; the others are anything by anybody. */
const commands: fc.Arbitrary<readonly Drawn[]> = fc.array(
  fc.record({
    forward: fc.integer({ min: 0, max: 9 }).map((n) => n < 2),
    act: fc.constantFrom<Act>(...ACTS, "sendBack", "sendBack"),
    who: fc.constantFrom(...WHO),
    fresh: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  }),
  { minLength: LENGTH, maxLength: LENGTH },
);
function nextAct({ state, step, complete }: Model): Act {
  if (state === "in_review") return step === "verifikasi" ? "verify" : "sign";
  if (state === "signed" || state === "published") return "publish";
  return complete ? "submit" : "fill";
}
const USUAL: Readonly<Record<Act, Who>> = {
  fill: "pptk",
  clear: "rekan",
  touch: "rekan",
  submit: "pptk",
  withdraw: "pptk",
  verify: "kabid",
  sendBack: "kabid",
  sign: "penandatangan",
  publish: "layanan",
};

let opened = 0;
const COUNTERS = ["pemohon", "pengaduan_masuk", "pengaduan_selesai"];

/** One report in the hands of everybody. */
class Play {
  readonly id: string;
  readonly unit: string;
  readonly accepted: { readonly id: string; readonly op: string }[] = [];
  readonly reached = new Set<ReportState>();
  #model = NEW;
  #hash = "0".repeat(64);
  #stamp = 0;
  #n = 0;
  #cleared = true;
  readonly #versions = new Map<string, number>();
  #published: unknown;

  private constructor(id: string, unit: string) {
    this.id = id;
    this.unit = unit;
  }

  static async begin(): Promise<Play> {
    const unit = units[Math.floor(opened / MONTHS) % units.length] ?? "";
    const period = `2026-${String((opened % MONTHS) + 1).padStart(2, "0")}`;
    opened += 1;
    return new Play(await kukar.openReport(period, unit, "layanan-bulanan"), unit);
  }

  get state(): ReportState {
    return this.#model.state;
  }

  #as<T>(who: Who, work: () => Promise<T>, id: string): Promise<T> {
    switch (who) {
      case "layanan":
        return asProduct("kukar", work, id);
      case "orang-luar":
        return kukar.as(kukar.who("pptk", "dinas-lain"), work, id);
      case "rekan":
        return kukar.as(kukar.who("pptk", this.unit, 2), work, id);
      case "rangkap":
        return kukar.as(manyHats(this.unit), work, id);
      default:
        return kukar.as(kukar.who(who === "penandatangan" ? "jf" : who, this.unit), work, id);
    }
  }

  /** Values that nobody has written before, so that every accepted save is a change. */
  #changes(act: "fill" | "clear" | "touch") {
    this.#n += 1;
    const cell = (row: string, field: string, value: string) =>
      kukar.cell(row, field, value, this.#versions.get(field) ?? 0);
    const counters = COUNTERS.map((field) => cell("layanan/isian", field, String(this.#n)));
    if (act === "touch") return counters.slice(1, 2);
    if (act === "clear") return [{ ...cell("layanan/isian", "pemohon", "1"), input: { kind: "clear" as const } }];
    const days = cell("layanan/isian", "hari_layanan", String(1 + (this.#n % 30)));
    return [...counters, days, cell("uraian/capaian", "capaian", `Capaian ${this.#n}`)];
  }

  async #save(act: "fill" | "clear" | "touch", who: Who, id: string): Promise<string> {
    const changes = this.#changes(act);
    return failing(
      this.#as(who, () => save({ id: this.id, changes }), id).then(({ cells }) => {
        for (const each of cells) {
          expect(each.outcome).toBe("accepted");
          if (each.outcome === "accepted") this.#versions.set(each.field, each.n);
        }
        if (act !== "touch") this.#cleared = act === "clear";
        this.#stamp += new Set(changes.map((change) => change.rowKey)).size;
      }),
    );
  }

  #run({ act, who, fresh }: Command, command: string): Promise<string> {
    const { id } = this;
    const hash = fresh ? this.#hash : "f".repeat(64);
    const reason = "Perlu diperiksa kembali.";
    const work = (run: () => Promise<unknown>): Promise<string> => failing(this.#as(who, run, command));
    switch (act) {
      case "fill":
      case "clear":
      case "touch":
        return this.#save(act, who, command);
      case "submit":
        return work(async () => {
          this.#hash = (await submit({ id, stamp: fresh ? this.#stamp : this.#stamp + 1 })).hash;
        });
      case "withdraw":
        return work(() => withdraw({ id, reason }));
      case "verify":
        return work(() => verify({ id, hash }));
      case "sendBack":
        return work(() => sendBack({ id, hash, reason }));
      case "sign":
        return work(() => sign({ id, hash }));
      case "publish":
        return work(async () => {
          if (who === "layanan") await asProgram("worker", "kukar", () => prepare(id, PLAIN_MAKERS));
          await publish({ id });
        });
      default:
        return act satisfies never;
    }
  }

  #meant({ forward, ...drawn }: Drawn): Command {
    const act = nextAct(this.#model);
    const command = forward ? { act, who: USUAL[act], fresh: true } : drawn;
    // Clearing an empty cell changes nothing and leaves no trail: something else is written instead.
    return command.act === "clear" && this.#cleared ? { ...command, act: "touch" } : command;
  }

  async step(drawn: Drawn): Promise<void> {
    const command = this.#meant(drawn);
    const id = newCommand();
    const next = expected(this.#model, command);
    const before = this.#model.state;
    const code = await this.#run(command, id);
    expect(code === "ok", `${JSON.stringify(command)} in ${before} ${this.#model.step}: ${code}`).toBe(next !== null);
    if (!next) return;
    this.#model = next;
    this.accepted.push({ id, op: OPERATION[command.act] });
    this.reached.add(next.state);
    if (before !== "published" && next.state === "published") this.#published = await this.whole();
  }

  async whole() {
    const whole = await asProduct("kukar", () => readWhole(this.id, { strong: true }));
    if (!whole) throw new Error(this.id);
    return whole;
  }

  async end(): Promise<void> {
    const whole = await this.whole();
    expect([whole.head.state, whole.head.course.open[0]?.key ?? null]).toEqual([this.#model.state, this.#model.step]);
    if (this.#published) expect(whole).toEqual(this.#published);
  }
}

const OPERATION: Readonly<Record<Act, string>> = {
  fill: "report.save",
  clear: "report.save",
  touch: "report.save",
  submit: "report.submit",
  withdraw: "report.withdraw",
  verify: "report.verify",
  sendBack: "report.sendBack",
  sign: "report.sign",
  publish: "report.publish",
};

it(`keeps ${SEQUENCES} reports on their way through ${LENGTH} commands of anybody: no step is skipped, nothing published changes, history only grows`, async () => {
  travel(MARCH_OPEN);
  const plays: Play[] = [];
  const reached = new Map<ReportState, number>();
  await fc.assert(
    fc.asyncProperty(fc.noBias(fc.array(commands, { minLength: AT_ONCE, maxLength: AT_ONCE })), async (sequences) => {
      await Promise.all(
        sequences.map(async (sequence) => {
          const play = await Play.begin();
          for (const each of sequence) await play.step(each);
          await play.end();
          plays.push(play);
          for (const state of play.reached) reached.set(state, (reached.get(state) ?? 0) + 1);
        }),
      );
    }),
    { numRuns: SEQUENCES / AT_ONCE, endOnFailure: true, seed: 20_260_405 },
  );
  expect(plays).toHaveLength(SEQUENCES);

  // Every accepted command stands in the trail of its report, once, and nothing else does but the opening.
  const journal = journalOf(await everything(), "kukar");
  for (const play of plays) {
    const own = journal.filter((entry) => entry.subject === `report#${play.id}`);
    const trail = own.map((entry) => ({ id: entry.commandId, op: entry.op })).filter(({ op }) => op !== "report.open");
    const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
    expect(trail.toSorted(byId)).toEqual(play.accepted.toSorted(byId));
  }
  // The sequences (always the same ones) reached every state often enough to mean something.
  for (const state of ["in_review", "returned", "signed", "published"] as const) {
    expect(reached.get(state) ?? 0, state).toBeGreaterThan(5);
  }
}, 180_000);
