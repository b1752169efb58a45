import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import type { ComputedField, EntryField } from "@selaras/core/template/schema.ts";
import type { Absence, GridColumn } from "@selaras/ui/grid/model.ts";
import { unitOf } from "./figure-text.ts";

/* Columns of the grid. Apart from what is typed into them, which pages for reading have no use for. */

const CHOICE_WIDTH = 208;
const rowUnit = "@unit";
/** A column's unit; one that differs by row is shown in the row itself. */
const columnUnit = (field: { type: EntryField["type"]; unit?: string | undefined }): string | undefined =>
  field.unit === rowUnit ? undefined : unitOf(field);

export const columnOf = (field: EntryField): GridColumn => ({
  id: field.id,
  label: field.label,
  help: field.help,
  kind: field.type,
  unit: columnUnit(field),
  decimals: field.decimals,
  // Wide enough for "Persiapan/Perencanaan".
  width: field.type === "choice" ? CHOICE_WIDTH : undefined,
  choices: field.choices?.map((choice) => ({ value: choice, label: choice })),
  absences: absencesOf(field),
});

function absencesOf(field: EntryField): readonly Absence[] {
  if (isNumeric(field.type)) return ["nil", "not-applicable"];
  return field.type === "text" ? [] : ["not-applicable"];
}

export const computedColumn = (field: ComputedField): GridColumn => ({
  id: field.id,
  label: field.label,
  help: field.help,
  kind: "computed",
  unit: columnUnit(field),
  decimals: field.decimals,
});
