import { notBefore, PERIOD_TYPES } from "../kernel/period.ts";
import * as v from "valibot";
import { failure } from "../kernel/failure.ts";
import { Sha256, TemplateId } from "../kernel/id.ts";
import { periodType } from "../kernel/period.ts";
import { thaw } from "../db/frozen.ts";
import { formatPeriod } from "../kernel/format.ts";
import { allUnits } from "../orgunit/index.ts";
import { onRemoval } from "../orgunit/removal.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import { versionFor } from "./fields.ts";
import { Assignment, TemplateDefinition, type TemplateVersion } from "./schema.ts";
import { assignmentUnit, ensureSpan } from "./span.ts";
import { Assignments, Catalogue, type DraftOffer, type StoredVersion, versionNumber, Versions } from "./store.ts";

export const badDefinition = failure<{ place: string; problem: string }>(
  "template.definition",
  "refused",
  ({ place, problem }) => `Templat belum benar pada ${place}: ${problem}`,
);

const view = ({ number: _n, released: _released, offer: _offer, ...version }: StoredVersion): TemplateVersion =>
  version;

/** The version of a template that a period uses; null when there is none. */
export async function versionOn(template: string, period: string): Promise<TemplateVersion | null> {
  const { items } = await Versions.list({ template }, { begins: { number: "" } });
  const found = versionFor(items, period);
  return found && view(found);
}

/** The frozen definition of a hash; null when the tenant has none. */
export const definitionOf = (hash: string): Promise<TemplateDefinition | null> => thaw<TemplateDefinition>(hash);

/** Who is expected to report in a period, and what of it. */
export async function assignmentsIn(template: string, period: string): Promise<readonly Assignment[]> {
  const { items } = await Assignments.list({ template }, { begins: { unit: "" } });
  return items.filter((each) => notBefore(period, each.from) && (each.until === null || notBefore(each.until, period)));
}

/** The units expected to report in a period. */
export async function assignedUnits(template: string, period: string): Promise<readonly string[]> {
  return [...new Set((await assignmentsIn(template, period)).map((each) => each.unit))];
}

/** All assignments of a template, for boards over several periods. */
export async function assignmentsOf(template: string): Promise<readonly Assignment[]> {
  const { items } = await Assignments.list({ template }, { begins: { unit: "" } });
  return items;
}

// A unit that must still report after its last day cannot end.
onRemoval(async (what, { after }) => {
  if (what.kind !== "unit") return [];
  const month = after.slice(0, 7);
  const names = await templateNames();
  const uses = await Promise.all(
    names.map(async ({ template, short }) => {
      const { items } = await Assignments.list({ template }, { begins: { unit: what.id }, strong: true });
      const owed = items.filter(
        (each) => each.unit === what.id && (each.until === null || !notBefore(month, each.until)),
      );
      return owed.map(({ from, until }) => assignmentText(short, from, until));
    }),
  );
  return uses.flat();
});

const assignmentText = (short: string, from: string, until: string | null): string =>
  `penugasan ${short} sejak ${formatPeriod(from)}${until === null ? "" : ` sampai ${formatPeriod(until)}`}`;

export async function templateNames() {
  const { items } = await Catalogue.list({});
  return items;
}

/** A template of this regency by its id; null when there is none. */
export const knownTemplate = async ({ template }: { readonly template: string }) =>
  (await templateNames()).find((each) => each.template === template) ?? null;

/** Every version of every template, with the chain it binds. */
export async function allVersions(): Promise<readonly TemplateVersion[]> {
  const all = await Promise.all((await templateNames()).map(({ template }) => versionsOf(template)));
  return all.flat();
}

export { versionNumber } from "./store.ts";

/** Every version of a template, the oldest first. */
export async function versionsOf(template: string): Promise<readonly TemplateVersion[]> {
  const { items } = await Versions.list({ template }, { begins: { number: "" } });
  return items.map(view);
}

export type EarlierVersion = { readonly version: TemplateVersion; readonly definition: TemplateDefinition };

/** Every version there ever was, with its definition, the oldest first. */
export async function earlierVersions(template: string): Promise<readonly EarlierVersion[]> {
  const versions = await versionsOf(template);
  const found = await Promise.all(versions.map(({ hash }) => definitionOf(hash)));
  return versions.flatMap((version, i): EarlierVersion[] => {
    const definition = found[i];
    return definition ? [{ version, definition }] : [];
  });
}

const NO_OFFER: DraftOffer = { authors: false, decline: false };
/** What authors may do with their drafts when a version takes effect; for what the operator published, nothing. */
export async function offerOf(template: string, n: number): Promise<DraftOffer> {
  return (await Versions.get({ template, number: versionNumber(n) }))?.offer ?? NO_OFFER;
}

type ChainCheck = (definition: TemplateDefinition, chain: TemplateVersion["chain"]) => Promise<void>;
let checkChain: ChainCheck | null = null;

/** The chains lie one row above and register here what a template's chain must fulfil; the check throws its failure. */
export function beforePublication(check: ChainCheck): void {
  checkChain = check;
}

/** Throws the failure of a chain that a template cannot be bound to. */
export async function ensureChain(...[definition, chain]: Parameters<ChainCheck>): Promise<void> {
  await checkChain?.(definition, chain);
}

export const ChainPin = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}$/)),
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** A version takes effect in a period of its own kind. */
export function ensurePeriod(definition: TemplateDefinition, effectiveFrom: string): void {
  if (periodType(effectiveFrom) === definition.periodType) return;
  throw badDefinition({
    place: "masa berlaku",
    problem: `Pilih ${definition.periodType}, sesuai jenis periode templat.`,
  });
}

const administrators = offices("admin daerah", ["admin"], "mengatur templat laporan");

export const list = readOperation({
  name: "template.list",
  summary: "Templat laporan daerah ini.",
  input: v.strictObject({}),
  output: v.strictObject({
    templates: v.array(
      v.strictObject({
        template: TemplateId,
        name: v.string(),
        short: v.string(),
        family: v.string(),
        periodType: v.picklist(PERIOD_TYPES),
      }),
    ),
  }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async () => ({
    templates: (await templateNames()).map((each) => ({ ...each, template: v.parse(TemplateId, each.template) })),
  }),
});

export const definition = readOperation({
  name: "template.definition",
  summary: "Definisi satu versi templat menurut sidik isinya; tidak pernah berubah.",
  input: v.strictObject({ hash: Sha256 }),
  output: TemplateDefinition,
  load: ({ hash }) => definitionOf(hash),
  policy: everyOfficial(),
  run: async ({ record }) => record,
});

export const assign = writeOperation({
  name: "template.assign",
  summary: "Menetapkan unit yang wajib mengisi templat ini.",
  input: v.strictObject({
    template: TemplateId,
    assignments: v.pipe(v.array(Assignment), v.minLength(1), v.maxLength(90)),
  }),
  output: v.strictObject({ count: v.number() }),
  subject: ({ template }) => `template#${template}`,
  load: knownTemplate,
  policy: administrators,
  run: async ({ input, record, unit, now }) => {
    const units = new Set<string>((await allUnits()).map((each) => each.unitId));
    const strange = input.assignments.filter((each) => !units.has(each.unit));
    if (strange.length > 0) throw assignmentUnit({ count: strange.length });
    for (const each of input.assignments) {
      ensureSpan(record.periodType, each.from, each.until);
      unit.add(Assignments.put({ ...each, template: input.template }));
    }
    unit.tell({
      changes: { units: input.assignments.map((each) => [each.unit, each.from, each.until]) },
      events: [{ type: "UnitsAssigned", stamp: now.getTime(), template: input.template }],
    });
    return { count: input.assignments.length };
  },
});
