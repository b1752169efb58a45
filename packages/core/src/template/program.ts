import { compile } from "../expression/compile.ts";
import { methodsInScope } from "../indicator/methods.ts";
import { scalesInScope } from "../indicator/scales.ts";
import { planFields } from "../expression/plan.ts";
import { type FieldScope, PERIOD_END, type Program, type Scope } from "../expression/program.ts";
import { CASCADE_COLUMNS } from "./measured.ts";
import { computedOf, type EntrySection, entrySections, fieldOf, isTable } from "./fields.ts";
import type { ComputedField, TemplateDefinition, TemplateRule } from "./schema.ts";

/** Names that every row of a budget carries, pinned when the report is opened. */
export const BUDGET_CONTEXT: Readonly<Record<string, FieldScope>> = {
  pagu: { type: "number", unit: "Rp" },
  rencana_keuangan: { type: "number", unit: "Rp" },
  rencana_fisik: { type: "number" },
  target: { type: "number" },
};

export type ComputedPrograms = readonly { readonly id: string; readonly program: Program }[];
export type GatheredProgram = {
  readonly id: string;
  readonly label: string;
  readonly section: string;
  readonly by: string;
  readonly program: Program;
};
export type SectionPrograms = {
  readonly section: EntrySection;
  /** Names that every row carries, with their types. */
  readonly context: Readonly<Record<string, FieldScope>>;
  /** Computed over rows of other sections that name a row of this one. */
  readonly gathered: readonly GatheredProgram[];
  /** Computed fields in the order in which they must run. */
  readonly computed: ComputedPrograms;
  /** The same for rows that have formulas of their own, by row key. */
  readonly own: ReadonlyMap<string, ComputedPrograms>;
  readonly rules: readonly { readonly rule: TemplateRule; readonly program: Program }[];
};
export type TemplatePrograms = {
  readonly sections: readonly SectionPrograms[];
  /** Figures over rows first, then those over other figures in the order in which they must run. */
  readonly figures: readonly {
    readonly id: string;
    readonly section: string | null;
    readonly through: "rows" | "groups";
    readonly program: Program;
  }[];
};
/** The part of a definition that computes. */
export type Formulas = Pick<TemplateDefinition, "sections" | "figures" | "methods" | "scales">;
/**
 * `path`: where it stands, from the outside in: the section (or `~induk`), the list in it, the member of that list. As far
 * as it is known.
 */
export type Problem = { readonly place: string; readonly problem: string; readonly path: readonly string[] };
/** The part of a definition that stands beside its sections, as a place of a problem. */
const WHOLE = "~induk";

const scopeOfField = (type: string, unit?: string, choices?: readonly string[]): FieldScope => {
  if (type === "choice" && choices) return { type: "text", choices };
  if (type === "text" || type === "choice") return { type: "text" };
  if (type === "date") return { type: "date" };
  const known = type === "money" ? "Rp" : unit === "@unit" ? undefined : unit;
  return known === undefined || type === "percent" ? { type: "number" } : { type: "number", unit: known };
};

type Naming = {
  readonly id: string;
  readonly type: string;
  readonly unit?: string | undefined;
  readonly choices?: readonly string[] | undefined;
};
/** As much of a section as its names need; a draft has that much long before it is whole. */
export type NamingSection = {
  readonly source?: string | undefined;
  readonly context?: readonly Naming[] | undefined;
  readonly fields?: readonly Naming[] | undefined;
  readonly computed?: readonly Naming[] | undefined;
};
const scopesOf = (named: readonly Naming[]): Record<string, FieldScope> =>
  Object.fromEntries(named.map(({ id, type, unit, choices }) => [id, scopeOfField(type, unit, choices)]));

/** The names a section's expressions may use; every row knows the period that is reported about. */
export const scopeOfSection = (section: NamingSection): Readonly<Record<string, FieldScope>> => ({
  [PERIOD_END]: { type: "date" },
  ...contextOf(section),
  ...scopesOf([...(section.fields ?? []), ...(section.computed ?? [])]),
});
/** The names that a figure computed from other figures may use. */
export const scopeOfFigures = (figures: readonly Naming[]): Readonly<Record<string, FieldScope>> => scopesOf(figures);

/** What the rows of a section carry by themselves: those of the budget its figures, indicators what the tree says of them. */
const CARRIED: Readonly<Record<string, Readonly<Record<string, FieldScope>>>> = {
  budget: BUDGET_CONTEXT,
  cascade: scopesOf(CASCADE_COLUMNS.map((each) => (each.choices ? { ...each, type: "choice" } : each))),
};
const carriedBy = ({ source }: NamingSection): Readonly<Record<string, FieldScope>> =>
  (source === undefined ? undefined : CARRIED[source]) ?? {};
/** The names that rows of a section carry though no list of it declares them. */
export const namesCarried = (section: NamingSection): readonly string[] => Object.keys(carriedBy(section));
/** What the rows of a section carry; those of a list what the template declares. */
const contextOf = (section: NamingSection): Readonly<Record<string, FieldScope>> => ({
  ...carriedBy(section),
  ...scopesOf(section.context ?? []),
});

/** Methods and scales that every formula of a definition may name. */
type Judges = Pick<Scope, "methods" | "scales">;
export const judgesOf = ({ methods, scales }: Pick<Formulas, "methods" | "scales">): Judges => ({
  methods: methodsInScope(methods ?? []),
  scales: scalesInScope(scales ?? []),
});

class Collected {
  readonly problems: Problem[] = [];
  readonly #judges: Judges;

  constructor(definition: Formulas) {
    this.#judges = judgesOf(definition);
  }

  program(place: string, path: readonly string[], source: string, scope: Scope): Program | null {
    const compiled = compile(source, { ...scope, ...this.#judges });
    if (compiled.ok) return compiled.program;
    this.problems.push({ place, path, problem: compiled.errors.map((fault) => fault.message).join(" ") });
    return null;
  }
}

type Formula = { readonly id: string; readonly label: string; readonly expression: string };

/** Formulas in the order in which they must run. */
function orderedPrograms(
  { place, path, member }: { place: string; path: readonly string[]; member?: string },
  fields: readonly Formula[],
  scope: Scope,
  collected: Collected,
): ComputedPrograms {
  const plan = planFields(fields.map(({ id, expression }) => ({ id, expression })));
  if (!plan.ok) {
    collected.problems.push({ place, path: member === undefined ? path : [...path, member], problem: plan.message });
    return [];
  }
  return plan.order.flatMap((id) => {
    const field = fields.find((each) => each.id === id);
    const program =
      field && collected.program(`rumus ${field.label}`, [...path, member ?? id], field.expression, scope);
    return program ? [{ id, program }] : [];
  });
}

/** Rows that compute something in another way than the rest of their section. */
function ownPrograms(section: EntrySection, scope: Scope, collected: Collected): SectionPrograms["own"] {
  if (!isTable(section)) return new Map();
  const entries = (section.rows ?? []).flatMap((row): [string, ComputedPrograms][] => {
    const { formulas } = row;
    if (!formulas) return [];
    const fields = ownFields(section).map(({ id, label, expression }): Formula => {
      return { id, label: `${label} pada ${row.label}`, expression: formulas[id] ?? expression };
    });
    const at = { place: row.label, path: [section.id, "rows"], member: row.key };
    return [[`${section.id}/${row.key}`, orderedPrograms(at, fields, scope, collected)]];
  });
  return new Map(entries);
}

/** Computed fields of a row itself; the others look at rows of another section. */
const ownFields = (section: EntrySection): readonly ComputedField[] =>
  computedOf(section).filter((field) => field.over === undefined);

const gathers = (section: EntrySection): boolean => computedOf(section).some((field) => field.over !== undefined);

/** Programs over the rows of another section. One that looks at rows which themselves look elsewhere is refused. */
function gatheredPrograms(section: EntrySection, all: readonly EntrySection[], collected: Collected) {
  return computedOf(section).flatMap((field): GatheredProgram[] => {
    const { id, label, over } = field;
    if (over === undefined) return [];
    const place = `rumus ${label}`;
    const path = [section.id, "computed", id];
    const other = all.find((each) => each.id === over.section);
    const by = other && fieldOf(other, over.by);
    if (!other || !isTable(other) || !isTable(section) || gathers(other)) {
      collected.problems.push({
        place,
        path,
        problem: "Bagian yang dihimpun harus tabel lain yang tidak menghimpun pula.",
      });
      return [];
    }
    if (by?.type !== "choice") {
      collected.problems.push({ place, path, problem: `"${over.by}" bukan pilihan pada ${other.label}.` });
      return [];
    }
    const known = new Set((section.rows ?? []).map((row) => row.label));
    const unknown = by.choices?.find((choice) => !known.has(choice));
    if (unknown !== undefined) {
      collected.problems.push({ place, path, problem: `Pilihan "${unknown}" tidak ada pada baris ${section.label}.` });
    }
    const program = collected.program(place, path, field.expression, { fields: {}, rows: scopeOfSection(other) });
    return program ? [{ id, label, section: other.id, by: over.by, program }] : [];
  });
}

function sectionPrograms(section: EntrySection, all: readonly EntrySection[], collected: Collected): SectionPrograms {
  const scope = { fields: scopeOfSection(section) };
  const context = isTable(section) ? contextOf(section) : {};
  const gathered = gatheredPrograms(section, all, collected);
  const at = { place: section.label, path: [section.id, "computed"] };
  const computed = orderedPrograms(at, ownFields(section), scope, collected);
  const own = ownPrograms(section, scope, collected);
  const rules = (section.kind === "narrative" ? [] : section.rules).flatMap((rule) => {
    const [place, path] = [`aturan ${rule.id}`, [section.id, "rules", rule.id]];
    const program = collected.program(place, path, rule.when, scope);
    if (program && program.type !== "boolean") {
      collected.problems.push({ place, path, problem: "Aturan harus berupa pernyataan ya atau tidak." });
    }
    return program?.type === "boolean" ? [{ rule, program }] : [];
  });
  return { section, context, gathered, computed, own, rules };
}

const pathOf = ({ id }: { readonly id: string }): readonly string[] => [WHOLE, "figures", id];

function rowFigures(definition: Formulas, collected: Collected) {
  return definition.figures.flatMap((figure) => {
    if (figure.section === null) return [];
    const section = entrySections(definition).find((each) => each.id === figure.section);
    if (!section) {
      collected.problems.push({
        place: `angka ${figure.label}`,
        path: pathOf(figure),
        problem: "Bagiannya tidak ada.",
      });
      return [];
    }
    const names = scopeOfSection(section);
    const scope = isTable(section) ? { fields: {}, rows: names } : { fields: names };
    const program = collected.program(`angka ${figure.label}`, pathOf(figure), figure.expression, scope);
    return program ? [{ id: figure.id, section: section.id, through: figure.through ?? "rows", program }] : [];
  });
}

function figuresOfFigures(definition: Formulas, collected: Collected) {
  const scope = { fields: scopeOfFigures(definition.figures) };
  const own = definition.figures.filter((figure) => figure.section === null);
  const plan = planFields(own.map(({ id, expression }) => ({ id, expression })));
  if (!plan.ok) {
    collected.problems.push({ place: "angka laporan", path: [WHOLE, "figures"], problem: plan.message });
    return [];
  }
  return plan.order.flatMap((id) => {
    const figure = own.find((each) => each.id === id);
    const program = figure && collected.program(`angka ${figure.label}`, pathOf(figure), figure.expression, scope);
    return program ? [{ id, section: null, through: "rows" as const, program }] : [];
  });
}

/** Compiles every expression of a definition. Problems name the place and say what is wrong. */
export function compileTemplate(definition: Formulas): { programs: TemplatePrograms; problems: readonly Problem[] } {
  const collected = new Collected(definition);
  const entered = entrySections(definition);
  const sections = entered.map((section) => sectionPrograms(section, entered, collected));
  const figures = [...rowFigures(definition, collected), ...figuresOfFigures(definition, collected)];
  return { programs: { sections, figures }, problems: collected.problems };
}

const kept = new WeakMap<Formulas, TemplatePrograms>();

/** The programs of a published definition, compiled once per definition object. */
export function programsOf(definition: Formulas): TemplatePrograms {
  const known = kept.get(definition);
  if (known) return known;
  const { programs } = compileTemplate(definition);
  kept.set(definition, programs);
  return programs;
}
