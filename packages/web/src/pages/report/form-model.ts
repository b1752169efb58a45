import type { Computed } from "@selaras/core/report/compute.ts";
import { type EvidenceLack, evidenceLacks } from "@selaras/core/report/evidence-share.ts";
import type { EvidenceView, Row } from "@selaras/core/report/schema.ts";
import { type EntrySection, entrySections, FORM_ROW, sectionOfRow } from "@selaras/core/template/fields.ts";
import type { EntryField, TemplateDefinition } from "@selaras/core/template/schema.ts";

/** One field of a form or a narrative with the row that keeps its cell. */
export type FormSlot = { readonly rowKey: string; readonly field: EntryField };

/** The fields of a form (one row for all) or of a narrative (a row each), in the template's order. */
export function slotsOf(section: Exclude<EntrySection, { kind: "rows" }>): readonly FormSlot[] {
  return section.fields.map((field) => ({
    field,
    rowKey: `${section.id}/${section.kind === "form" ? FORM_ROW : field.id}`,
  }));
}

/** Where on the page a cell is entered: the id of its field, of its row's panel, or of its section. */
export const anchorOf = (rowKey: string, field: string): string =>
  `isian-${rowKey.replace(/[^A-Za-z0-9]/g, "-")}-${field}`;
export const sectionAnchor = (sectionId: string): string => `bagian-${sectionId}`;

export type Gap = {
  readonly key: string;
  readonly label: string;
  readonly rowKey: string;
  readonly field: string;
  readonly section: string;
};

/** A narrative's row bears the name of its field: once is enough. */
function withoutEcho(label: string): string {
  const half = label.slice(0, (label.length - 2) / 2);
  return label === `${half}: ${half}` ? half : label;
}

/** Required cells that are still empty, in the order of the template, each with its place. */
export function gapsOf(definition: TemplateDefinition, computed: Computed): readonly Gap[] {
  const order = new Map(entrySections(definition).map((section, index) => [section.id, index]));
  const gaps = computed.missing.map((cell) => ({
    ...cell,
    label: withoutEcho(cell.label),
    key: `${cell.rowKey} ${cell.field}`,
    section: sectionOfRow(cell.rowKey),
  }));
  return gaps.sort((a, b) => (order.get(a.section) ?? 0) - (order.get(b.section) ?? 0));
}

/** Why a report cannot be sent yet, in the order in which the server asks; empty when it can. */
export type Obstacle =
  | { readonly kind: "empty"; readonly count: number }
  | { readonly kind: "broken"; readonly count: number }
  | EvidenceLack;

export function obstaclesTo(
  definition: TemplateDefinition,
  computed: Computed,
  files: readonly EvidenceView[],
): readonly Obstacle[] {
  const broken = computed.findings.filter((finding) => finding.severity === "block").length;
  return [
    ...(computed.missing.length > 0 ? [{ kind: "empty" as const, count: computed.missing.length }] : []),
    ...(broken > 0 ? [{ kind: "broken" as const, count: broken }] : []),
    ...evidenceLacks(definition, files),
  ];
}

/** So many cells a page draws whole. */
const CELLS_AT_ONCE = 10_000;
/** Whether a report has so few cells that its page draws them all; otherwise a section is drawn when one comes near. */
export function drawsWhole(definition: Pick<TemplateDefinition, "sections">, rows: readonly Row[]): boolean {
  const fields = new Map<string, number>(
    entrySections(definition).map((section) => [section.id, section.fields.length]),
  );
  return rows.reduce((sum, row) => sum + (fields.get(sectionOfRow(row.rowKey)) ?? 0), 0) <= CELLS_AT_ONCE;
}
