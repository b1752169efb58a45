import { isTable, sectionOf, sectionOfRow } from "@selaras/core/template/fields.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { drawWithin } from "../../frame/near.tsx";
import type { EntryDesk } from "./desk.tsx";
import { cellIsFlagged } from "./flags.ts";
import { anchorOf, sectionAnchor } from "./form-model.ts";

/** Whether a cell stands as a column of the grid; others are in the row's panel or in a form. */
function isColumn(definition: TemplateDefinition, rowKey: string, field: string): boolean {
  const section = sectionOf(definition, sectionOfRow(rowKey));
  const fields = section && isTable(section) ? section.fields : [];
  return fields.some((each) => each.id === field && each.type !== "text");
}

/** Brings a cell into sight and stands in it: a column of the grid, a text in its row's panel, or a field of a form. */
export function jumpTo(desk: EntryDesk, rowKey: string, field: string, openRow: () => void): void {
  const section = document.getElementById(sectionAnchor(sectionOfRow(rowKey)));
  drawWithin(section);
  if (isColumn(desk.definition, rowKey, field)) return focusInGrid(section, desk, rowKey, field);
  const own = sectionOf(desk.definition, sectionOfRow(rowKey));
  if (own && isTable(own)) return openRow();
  focusOn(document.getElementById(anchorOf(rowKey, field)));
}

function focusOn(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
}

/** Stands in a cell of the grid; rows out of sight are scrolled to first. */
function focusInGrid(section: HTMLElement | null, desk: EntryDesk, rowKey: string, field: string): void {
  const definition = desk.definition.sections.find((each) => each.id === sectionOfRow(rowKey));
  if (!definition || !isTable(definition)) return;
  const column = definition.fields.filter((each) => each.type !== "text").findIndex((each) => each.id === field);
  const find = (): HTMLElement | null => {
    const row = desk.rowsOf(definition.id).findIndex((each) => each.rowKey === rowKey);
    return section?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? null;
  };
  // Cards and long tables draw only what is near: a marked row is found among the marked ones, others among all.
  if (find() === null) desk.setOnlyFlagged(cellIsFlagged(desk.notes.flags(), rowKey, field));
  const cell = find();
  if (!cell) return focusOn(section);
  cell.scrollIntoView({ block: "center", inline: "center" });
  cell.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
  cell.focus();
}
