import { compile } from "../expression/compile.ts";
import { planFields } from "../expression/plan.ts";
import type { FieldScope, Program, Scope } from "../expression/program.ts";
import { computedOf, type EntrySection, entrySections } from "./fields.ts";
import type { TemplateDefinition, TemplateRule } from "./schema.ts";

/** Names that every row of a budget carries, pinned when the report is opened. */
export const BUDGET_CONTEXT: Readonly<Record<string, FieldScope>> = {
  pagu: { type: "number", unit: "Rp" },
  rencana_keuangan: { type: "number", unit: "Rp" },
  rencana_fisik: { type: "number" },
  target: { type: "number" },
};

export type SectionPrograms = {
  readonly section: EntrySection;
  /** Computed fields in the order in which they must run. */
  readonly computed: readonly { readonly id: string; readonly program: Program }[];
  readonly rules: readonly { readonly rule: TemplateRule; readonly program: Program }[];
};
export type TemplatePrograms = {
  readonly sections: readonly SectionPrograms[];
  /** Figures over rows first, then those over other figures in the order in which they must run. */
  readonly figures: readonly { readonly id: string; readonly section: string | null; readonly program: Program }[];
};
/** The part of a definition that computes. */
export type Formulas = Pick<TemplateDefinition, "sections" | "figures">;
export type Problem = { readonly place: string; readonly problem: string };

const scopeOfField = (type: string, unit?: string): FieldScope => {
  if (type === "text" || type === "choice") return { type: "text" };
  const known = type === "money" ? "Rp" : unit === "@unit" ? undefined : unit;
  return known === undefined || type === "percent" ? { type: "number" } : { type: "number", unit: known };
};

/** The names a section's expressions may use. */
function scopeOf(section: EntrySection): Record<string, FieldScope> {
  const own = [...section.fields, ...computedOf(section)].map((field) => [
    field.id,
    scopeOfField(field.type, field.unit),
  ]);
  return { ...(section.kind === "rows" ? BUDGET_CONTEXT : {}), ...Object.fromEntries(own) };
}

class Collected {
  readonly problems: Problem[] = [];

  program(place: string, source: string, scope: Scope): Program | null {
    const compiled = compile(source, scope);
    if (compiled.ok) return compiled.program;
    this.problems.push({ place, problem: compiled.errors.map((fault) => fault.message).join(" ") });
    return null;
  }
}

function sectionPrograms(section: EntrySection, collected: Collected): SectionPrograms {
  const scope = { fields: scopeOf(section) };
  const fields = computedOf(section);
  const plan = planFields(fields.map(({ id, expression }) => ({ id, expression })));
  if (!plan.ok) {
    collected.problems.push({ place: section.label, problem: "Rumus saling menunggu satu sama lain." });
    return { section, computed: [], rules: [] };
  }
  const computed = plan.order.flatMap((id) => {
    const field = fields.find((each) => each.id === id);
    const program = field && collected.program(`rumus ${field.label}`, field.expression, scope);
    return program ? [{ id, program }] : [];
  });
  const rules = (section.kind === "narrative" ? [] : section.rules).flatMap((rule) => {
    const program = collected.program(`aturan ${rule.id}`, rule.when, scope);
    if (program && program.type !== "boolean") {
      collected.problems.push({ place: `aturan ${rule.id}`, problem: "Aturan harus berupa pernyataan ya atau tidak." });
    }
    return program?.type === "boolean" ? [{ rule, program }] : [];
  });
  return { section, computed, rules };
}

function rowFigures(definition: Formulas, collected: Collected) {
  return definition.figures.flatMap((figure) => {
    if (figure.section === null) return [];
    const section = entrySections(definition).find((each) => each.id === figure.section);
    if (!section) {
      collected.problems.push({ place: `angka ${figure.label}`, problem: "Bagiannya tidak ada." });
      return [];
    }
    const names = scopeOf(section);
    const scope = section.kind === "rows" ? { fields: {}, rows: names } : { fields: names };
    const program = collected.program(`angka ${figure.label}`, figure.expression, scope);
    return program ? [{ id: figure.id, section: section.id, program }] : [];
  });
}

function figuresOfFigures(definition: Formulas, collected: Collected) {
  const scope = {
    fields: Object.fromEntries(definition.figures.map((figure) => [figure.id, scopeOfField(figure.type, figure.unit)])),
  };
  const own = definition.figures.filter((figure) => figure.section === null);
  const plan = planFields(own.map(({ id, expression }) => ({ id, expression })));
  if (!plan.ok) {
    collected.problems.push({ place: "angka laporan", problem: "Rumus saling menunggu satu sama lain." });
    return [];
  }
  return plan.order.flatMap((id) => {
    const figure = own.find((each) => each.id === id);
    const program = figure && collected.program(`angka ${figure.label}`, figure.expression, scope);
    return program ? [{ id, section: null, program }] : [];
  });
}

/** Compiles every expression of a definition. Problems name the place and say what is wrong. */
export function compileTemplate(definition: Formulas): { programs: TemplatePrograms; problems: readonly Problem[] } {
  const collected = new Collected();
  const sections = entrySections(definition).map((section) => sectionPrograms(section, collected));
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
