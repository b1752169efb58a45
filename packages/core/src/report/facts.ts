import { lastMonth } from "../kernel/period.ts";
import { amountOf } from "../expression/figure.ts";
import { text } from "../kernel/decimal.ts";
import type { Placed } from "./access.ts";
import type { Computed } from "./compute.ts";
import type { Content } from "./content.ts";
import type { Facts } from "./schema.ts";

/**
 * What conditions of the chain look at, worked out once from the content that is submitted: the names of `CHAIN_FACTS` and
 * the template's figures. A figure without a value is null, so that its condition cannot skip a step.
 */
export function factsOf(
  { head, units, definition }: Pick<Placed, "head" | "units" | "definition">,
  computed: Computed,
  given: { readonly files: number; readonly onTime: boolean; readonly nil: boolean; readonly rows: number },
): Facts {
  const figures = definition.figures.map(({ id }): [string, string | null] => {
    const figure = computed.figures[id];
    const amount = figure === undefined ? undefined : amountOf(figure);
    return [id, amount === undefined ? null : text(amount)];
  });
  return {
    ...Object.fromEntries(figures),
    bulan: String(Number(lastMonth(head.period).slice(5))),
    versi: String(head.version),
    jumlah_peringatan: String(computed.findings.filter((finding) => finding.severity === "warn").length),
    jumlah_baris: String(given.rows),
    jumlah_bukti: String(given.files),
    nihil: given.nil ? "1" : "0",
    terlambat: given.onTime ? "0" : "1",
    unit: head.unit,
    jenis_unit: units.find((unit) => unit.unitId === head.unit)?.kind ?? "",
  };
}

const sectionOf = (rowKey: string): string => rowKey.split("/")[0] ?? "";
const written = (given: unknown): string => JSON.stringify(given);

/** Sections in which two contents differ. Evidence counts for every evidence section, "nihil" for all. */
export function changedSections(
  before: Content,
  now: Content,
  { definition }: Pick<Placed, "definition">,
): readonly string[] {
  const all = definition.sections.map((section) => section.id);
  if (before.nil !== now.nil) return all;
  const changed = new Set<string>();
  const old = new Map(before.rows.map((row) => [row.key, written([row.cells, row.context])]));
  for (const row of now.rows)
    if (old.get(row.key) !== written([row.cells, row.context])) changed.add(sectionOf(row.key));
  for (const row of before.rows) if (!now.rows.some((each) => each.key === row.key)) changed.add(sectionOf(row.key));
  if (written(before.evidence) !== written(now.evidence)) {
    for (const section of definition.sections) if (section.kind === "evidence") changed.add(section.id);
  }
  const explained = (content: Content, row: string): string =>
    written(content.explanations.filter((each) => each.rowKey === row));
  for (const { rowKey } of [...before.explanations, ...now.explanations]) {
    if (explained(before, rowKey) !== explained(now, rowKey)) changed.add(sectionOf(rowKey));
  }
  return [...changed];
}
