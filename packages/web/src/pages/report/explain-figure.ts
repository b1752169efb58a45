import type { Inputs } from "@selaras/core/expression/evaluate.ts";
import { explain, type Explanation } from "@selaras/core/expression/explain.ts";
import { type Figure, missing } from "@selaras/core/expression/figure.ts";
import { type Program, type Read, readOf } from "@selaras/core/expression/program.ts";
import { type Computed, figureInputs, figureOf, gatheredInputs, inputOf } from "@selaras/core/report/compute.ts";
import type { CarryView, Row } from "@selaras/core/report/schema.ts";
import { computedOf, type EntrySection, entrySections, sectionOfRow, isTable } from "@selaras/core/template/fields.ts";
import { programsOf } from "@selaras/core/template/program.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { figureText, valueText } from "./figure-text.ts";
import { explainWords } from "./explain-words.ts";
import { words } from "./words.ts";

/** Names for the formula in words: the labels of the fields and of what a budget row carries. */
function labelsOf(section: EntrySection | undefined, definition: TemplateDefinition): Record<string, string> {
  const fields = section ? [...section.fields, ...computedOf(section)] : [];
  // The words "s.d. bulan ini" are added where a running total is read; "bulan ini" in the label would contradict them.
  const named = [...definition.figures, ...fields].map(
    (field) => [field.id, field.label.replace(/ bulan ini$/, "")] as const,
  );
  return {
    pagu: words.strip.pagu,
    rencana_keuangan: words.strip.planOf,
    rencana_fisik: words.strip.planPhysicalOf,
    target: words.strip.target,
    arah: words.strip.direction,
    akumulasi: words.strip.adding,
    metode: words.strip.method,
    ...Object.fromEntries(named),
  };
}

/** What a running total is made of: the periods before and this one. */
export function partsOf(
  definition: TemplateDefinition,
  computed: Computed,
  row: Row,
  field: string,
  carry: CarryView,
): readonly Part[] {
  const programs = programsOf(definition).sections.find((each) => each.section.id === sectionOfRow(row.rowKey));
  const program = programs?.computed.find((each) => each.id === field)?.program;
  if (!programs || !program) return [];
  return program.reads
    .map((key) => readOf(key))
    .filter((read) => read.as === "cumulative")
    .flatMap(({ name }) => {
      const entered = programs.section.fields.find((each) => each.id === name);
      if (!entered) return [];
      const sum = carry.values[row.rowKey]?.[name]?.sum;
      return [
        {
          label: words.explain.before(entered.label.replace(/ bulan ini$/, ""), definition.periodType),
          shown: sum === undefined ? words.strip.none : valueText(sum, entered, row),
        },
        { label: entered.label, shown: figureText(figureOf(computed.rows.get(row.rowKey), name), entered, row) },
      ];
    });
}
export type Part = { readonly label: string; readonly shown: string };

/** An explanation, and by the key of each input where it comes from and why it stands as it does. */
export type ExplainedFigure = Explanation & {
  readonly origins: Readonly<Record<string, string>>;
  /** Whether it rests on columns that were drawn from other reports. */
  readonly drawn: boolean;
};

function withOrigins(explanation: Explanation, section: EntrySection | undefined, inputs: Inputs): ExplainedFigure {
  const origins = explanation.inputs.map(({ key }): [string, string] => {
    const given = inputs[key];
    const why = given !== undefined && "reason" in given ? [explainWords.reason(given.reason)] : [];
    return [key, [originOf(readOf(key), section), ...why].join(". ")];
  });
  const read = new Set(explanation.inputs.map(({ key }) => readOf(key).name));
  const drawn = section?.fields.some((field) => field.from !== undefined && read.has(field.id)) ?? false;
  return { ...explanation, origins: Object.fromEntries(origins), drawn };
}

/** Where an input comes from: typed in this report, computed, pinned with the row, or earlier reports. */
function originOf({ name, as }: Read, section: EntrySection | undefined): string {
  if (as === "previous") return explainWords.from.earlier;
  if (section === undefined || computedOf(section).some((field) => field.id === name))
    return explainWords.from.computed;
  const field = section.fields.find((each) => each.id === name);
  if (field?.from !== undefined) return explainWords.from.drawn;
  return field ? explainWords.from.entered : explainWords.from.pinned;
}

const inputsOf = (program: Program, input: (key: string) => Figure | readonly Figure[]): Inputs =>
  Object.fromEntries(program.reads.map((key) => [key, input(key)]));

/** How a computed cell of a row came about; null when the definition has no such formula. */
export function explainCell(
  definition: TemplateDefinition,
  computed: Computed,
  row: Row,
  field: string,
  carry: CarryView,
  rows: readonly Row[],
): ExplainedFigure | null {
  const programs = programsOf(definition).sections.find((each) => each.section.id === sectionOfRow(row.rowKey));
  const program = (programs?.own.get(row.rowKey) ?? programs?.computed)?.find((each) => each.id === field)?.program;
  const gathered = programs?.gathered.find((each) => each.id === field);
  if (gathered) {
    const other = entrySections(definition).find((each) => each.id === gathered.section);
    const inputs = gatheredInputs(gathered, row, rows, computed.rows, carry);
    return withOrigins(explain(gathered.program, inputs, labelsOf(other, definition)), other, inputs);
  }
  if (!programs || !program) return null;
  const done = computed.rows.get(row.rowKey);
  const inputs = inputsOf(program, (key) => inputOf(key, row, done, carry));
  return withOrigins(explain(program, inputs, labelsOf(programs.section, definition)), programs.section, inputs);
}

/** How a figure of the whole report came about: over the rows of its section, or from other figures. */
export function explainTotal(
  definition: TemplateDefinition,
  computed: Computed,
  rows: readonly Row[],
  figure: string,
  carry: CarryView,
): ExplainedFigure | null {
  const found = programsOf(definition).figures.find((each) => each.id === figure);
  if (!found) return null;
  const section = entrySections(definition).find((each) => each.id === found.section);
  const own = rows.filter((row) => sectionOfRow(row.rowKey) === found.section);
  const inputs = section
    ? figureInputs(found.program, own, computed.rows, carry, !isTable(section))
    : inputsOf(found.program, (key) => computed.figures[key] ?? missing(key));
  return withOrigins(explain(found.program, inputs, labelsOf(section, definition)), section, inputs);
}
