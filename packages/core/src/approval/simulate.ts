import * as v from "valibot";
import { context } from "../kernel/context.ts";
import type { DeskId } from "../kernel/id.ts";
import { UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { instantAt, localDate, localMonth } from "../kernel/zone.ts";
import { personNames } from "../account/names.ts";
import { workCalendar } from "../calendar/work.ts";
import { limitEnds } from "../calendar/working.ts";
import { readOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { unknownUnit } from "../orgunit/failures.ts";
import { allUnits } from "../orgunit/index.ts";
import { LocalDate, OrgUnit } from "../orgunit/schema.ts";
import { unitsOn } from "../orgunit/tree.ts";
import type { Post } from "../position/schema.ts";
import { fullTitle } from "../position/rules.ts";
import { assignedUnits } from "../template/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { bindingsOf } from "./bindings.ts";
import { ChainContent } from "./chains.ts";
import { holdersAt, type Place, partsOf, route, seatsOf } from "./desks.ts";
import { type Facts, neededOf, runsOn } from "./machine.ts";
import { ANYWHERE, ChainId, type Step, STEP_KINDS, type Team } from "./schema.ts";
import { Teams } from "./store.ts";

/** Hour of the day at which a simulated report arrives at every step, in the tenant's zone. */
const ARRIVAL_HOUR = 9;

const Chair = v.strictObject({
  kind: v.string(),
  /** Null = anywhere in the regency. */
  unit: v.nullable(v.string()),
  unitName: v.nullable(v.string()),
  holders: v.array(v.strictObject({ name: v.string(), title: v.string(), holding: v.string() })),
});
const SimulatedSeat = v.strictObject({
  label: v.string(),
  chair: Chair,
  /** Where the task waits instead while nobody holds the post; null = it stays, held or not. */
  goesTo: v.nullable(Chair),
});
const SimulatedStep = v.strictObject({
  key: v.string(),
  label: v.string(),
  kind: v.picklist(STEP_KINDS),
  group: v.nullable(v.string()),
  /** `unknown`: its condition looks at facts that were not given. A report would not skip it then. */
  runs: v.picklist(["yes", "no", "unknown"]),
  seats: v.array(SimulatedSeat),
  needed: v.number(),
  of: v.number(),
  /** When a report that arrives on that day must be decided; null = the step has no limit of its own. */
  due: v.nullable(v.string()),
});
type SimulatedStep = v.InferOutput<typeof SimulatedStep>;

/** Looks every desk up once, however many steps and units ask for it. */
class Chairs {
  readonly #known = new Map<string, Promise<readonly Post[]>>();
  readonly #units: readonly OrgUnit[];
  readonly #at: Date;

  constructor(units: readonly OrgUnit[], at: Date) {
    this.#units = units;
    this.#at = at;
  }

  posts(at: string): Promise<readonly Post[]> {
    const known = this.#known.get(at) ?? holdersAt(at, this.#at);
    this.#known.set(at, known);
    return known;
  }

  async chair(at: DeskId): Promise<v.InferOutput<typeof Chair>> {
    const { kind, unit } = partsOf(at);
    const posts = await this.posts(at);
    const names = await personNames(posts.map((post) => post.person));
    return {
      kind,
      unit: unit === ANYWHERE ? null : unit,
      unitName: unit === ANYWHERE ? null : this.name(unit),
      holders: posts.map((post) => ({
        name: names.get(post.person) ?? post.person,
        title: fullTitle(post),
        holding: post.holding,
      })),
    };
  }

  name(unit: string): string {
    return this.#units.find((each) => each.unitId === unit)?.name ?? unit;
  }

  async seat(
    step: Step,
    seat: { label: string; desk: DeskId },
    place: Place,
  ): Promise<v.InferOutput<typeof SimulatedSeat>> {
    const chair = await this.chair(seat.desk);
    // A seat of a team belongs to its post and waits there.
    const at = step.assignee.by === "team" ? seat.desk : await route(step, seat.desk, place, this.#at);
    return { label: seat.label, chair, goesTo: at === seat.desk ? null : await this.chair(at) };
  }
}

function runningOf(step: Step, facts: Facts): SimulatedStep["runs"] {
  if (step.condition === null) return "yes";
  const { runs, saw } = runsOn(step, facts);
  if (!runs) return "no";
  return saw === null || Object.values(saw).includes(null) ? "unknown" : "yes";
}

async function askedOf(step: Step, seats: readonly { desk: DeskId }[], chairs: Chairs): Promise<number> {
  if (step.mode.kind === "any") return 1;
  if (step.assignee.by === "team") return Math.max(1, seats.length);
  const posts = await chairs.posts(seats[0]?.desk ?? "");
  return Math.max(1, new Set(posts.map((post) => post.person)).size);
}

const Given = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(60)), v.pipe(v.string(), v.maxLength(200))),
  v.check((facts) => Object.keys(facts).length <= LIMITS.factsPerSimulation, "Terlalu banyak nilai."),
);

export const simulate = readOperation({
  name: "approval.simulate",
  summary: "Siapa yang akan bertindak pada tiap langkah rantai bagi satu unit pada satu tanggal.",
  input: v.strictObject({ content: ChainContent, unit: UnitId, date: LocalDate, facts: Given }),
  output: v.strictObject({ arrives: v.string(), steps: v.array(SimulatedStep) }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat; isinya hanya pemegang jabatan, yang terlihat bagi semua"),
  run: async ({ input: { content, unit, date, facts } }) => {
    const [{ zone }, all, teams, calendar] = await Promise.all([
      currentTenant(),
      allUnits(),
      everyTeam(),
      workCalendar(),
    ]);
    const units = unitsOn(all, date);
    const own = units.find((each) => each.unitId === unit);
    if (!own) throw unknownUnit({});
    const arrives = new Date(instantAt(date, ARRIVAL_HOUR, 0, zone));
    const chairs = new Chairs(units, arrives);
    const place = { unit, units };
    const known: Facts = { unit, jenis_unit: own.kind, ...facts };
    const steps = content.steps.map(async (step): Promise<SimulatedStep> => {
      const seats = seatsOf(step, place, teams);
      const of = await askedOf(step, seats, chairs);
      const post = partsOf(seats[0]?.desk ?? "").kind;
      return {
        key: step.key,
        label: step.label,
        kind: step.kind,
        group: step.group,
        runs: runningOf(step, known),
        seats: await Promise.all(seats.map((seat) => chairs.seat(step, seat, place))),
        needed: neededOf(step.mode, of),
        of,
        due: step.limit && limitEnds(calendar, arrives, step.limit, post).toISOString(),
      };
    });
    return { arrives: arrives.toISOString(), steps: await Promise.all(steps) };
  },
});

const everyTeam = async (): Promise<readonly Team[]> => (await Teams.list({})).items;

const Gap = v.strictObject({
  step: v.string(),
  label: v.string(),
  kind: v.string(),
  /** Where the post is looked for; null = anywhere in the regency. */
  unitName: v.nullable(v.string()),
  /** Who takes it meanwhile, by post and unit; null = it waits. */
  insteadAt: v.nullable(v.string()),
});

type Asked = { readonly chain: string; readonly unitKind: string | null };

/**
 * Units that report under a chain: those assigned to its templates in this month, else every OPD; or those of one kind,
 * for a chain that no template binds yet.
 */
async function reportingUnits({ chain, unitKind }: Asked, units: readonly OrgUnit[], month: string) {
  if (unitKind !== null) return units.filter((unit) => unit.kind === unitKind);
  const templates = [...new Set((await bindingsOf(chain)).map((each) => each.template))];
  const assigned = new Set((await Promise.all(templates.map((each) => assignedUnits(each, month)))).flat());
  return units.filter((unit) => (assigned.size > 0 ? assigned.has(unit.unitId) : unit.opd));
}

async function gapsAt(content: ChainContent, place: Place, teams: readonly Team[], chairs: Chairs) {
  const found: v.InferOutput<typeof Gap>[] = [];
  for (const step of content.steps) {
    for (const seat of seatsOf(step, place, teams)) {
      if ((await chairs.posts(seat.desk)).length > 0) continue;
      const { chair, goesTo } = await chairs.seat(step, seat, place);
      const insteadAt = goesTo && `${goesTo.kind}@${goesTo.unitName ?? ANYWHERE}`;
      found.push({ step: step.key, label: step.label, kind: chair.kind, unitName: chair.unitName, insteadAt });
    }
  }
  return found;
}

export const gaps = readOperation({
  name: "approval.gaps",
  summary: "Unit yang langkah rantainya hari ini belum ada pejabat.",
  input: v.strictObject({ chain: ChainId, content: ChainContent, unitKind: v.nullable(OrgUnit.entries.kind) }),
  output: v.strictObject({
    /** Units looked at, of how many. */
    checked: v.number(),
    total: v.number(),
    units: v.array(v.strictObject({ unit: UnitId, name: v.string(), gaps: v.array(Gap) })),
  }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat; isinya hanya kekosongan jabatan"),
  run: async ({ input: { chain, content, unitKind } }) => {
    const [{ zone }, all, teams] = await Promise.all([currentTenant(), allUnits(), everyTeam()]);
    const { now } = context();
    const units = unitsOn(all, localDate(now, zone));
    const reporting = await reportingUnits({ chain, unitKind }, units, localMonth(now, zone));
    const chairs = new Chairs(units, now);
    const looked = reporting.slice(0, LIMITS.unitsPerGapSearch);
    const found = [];
    for (let i = 0; i < looked.length; i += LIMITS.unitsAtOnce) {
      const some = looked.slice(i, i + LIMITS.unitsAtOnce).map(async ({ unitId, name }) => {
        return { unit: unitId, name, gaps: await gapsAt(content, { unit: unitId, units }, teams, chairs) };
      });
      found.push(...(await Promise.all(some)));
    }
    return { checked: looked.length, total: reporting.length, units: found.filter((each) => each.gaps.length > 0) };
  },
});
