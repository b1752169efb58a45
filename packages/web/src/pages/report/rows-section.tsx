import { formatPeriod } from "@selaras/core/kernel/format.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import { computedOf, fieldOf, isGiven } from "@selaras/core/template/fields.ts";
import { isMeasured } from "@selaras/core/template/measured.ts";
import { isDrawn } from "@selaras/core/template/query.ts";
import type { TableSection as RowsDefinition } from "@selaras/core/template/schema.ts";
import { EntryGrid } from "@selaras/ui/grid/entry-grid.tsx";
import "@selaras/ui/grid/grid.css";
import type { CellView, GridRow } from "@selaras/ui/grid/model.ts";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { createMemo, type JSX, Show } from "solid-js";
import { NOTHING_SHOWN, verdictOf } from "./cell-model.ts";
import { chainWords } from "./chain-words.ts";
import { cellView, enter, type EntryDesk, useDesk } from "./desk.tsx";
import { bareAmount, figureText } from "./figure-text.ts";
import { flaggedRows } from "./flags.ts";
import { DrawnNotice, NoDrawnRows } from "./drawn-notice.tsx";
import { drawnWords } from "./drawn-words.ts";
import { AddRow } from "./free-rows.tsx";
import { NoIndicators } from "./no-indicators.tsx";
import { cellKey } from "./save-queue.ts";
import { absencesOf, codeOf, columnsOf, headingOf, rowHeading, stripOf } from "./sheet-model.ts";
import { words } from "./words.ts";

/** A computed cell: the figure in its column, or the word for its absence. */
function computedView(desk: EntryDesk, section: RowsDefinition, rowKey: string, id: string): CellView {
  const field = computedOf(section).find((each) => each.id === id);
  const figure = desk.live.computed().rows.get(rowKey)?.computed[id];
  if (!field || !figure) return { ...NOTHING_SHOWN, sync: "saved" };
  if (figure.kind === "value") {
    const shown = bareAmount(figure.amount, field);
    return { shown, raw: shown, state: "value", sync: "saved" };
  }
  if (figure.kind === "missing") return { ...NOTHING_SHOWN, sync: "saved" };
  const shown = figureText(figure, field);
  return { shown, raw: shown, state: "value", sync: "saved" };
}

/** Rows of an author come, go and change their name, and so do indicators while a report is a draft. */
const isSame = (row: Row, shown: GridRow | undefined): boolean =>
  shown?.key === row.rowKey && shown.label === row.label;

/** A section of rows: the spreadsheet, with its figures and warnings following what is typed. */
export function RowsSection(props: { section: RowsDefinition }): JSX.Element {
  const desk = useDesk();
  const { section } = props;
  const columns = columnsOf(section);
  // The list is made anew only when its rows change; notes follow through their getter.
  const rows = createMemo<readonly GridRow[]>((before) => {
    const own = desk.rowsOf(section.id);
    if (before.length === own.length && own.every((row, index) => isSame(row, before[index]))) return before;
    return own.map((row) => ({
      key: row.rowKey,
      code: codeOf(row),
      label: row.label,
      group: headingOf(row),
      strip: stripOf(section, row, desk.report().carry, desk.definition.periodType),
      get note() {
        return noteOf(desk, section, row.rowKey);
      },
    }));
  }, []);
  const grid = (
    <EntryGrid
      label={words.rows.label(section.label, desk.report().unit.name, formatPeriod(desk.report().period))}
      rowHeading={rowHeading(section)}
      columns={columns}
      layout={desk.layout}
      rows={rows()}
      cell={(rowKey, columnId) => {
        const field = fieldOf(section, columnId);
        return field ? cellView(desk, rowKey, field) : computedView(desk, section, rowKey, columnId);
      }}
      validate={(columnId, text) => {
        const field = fieldOf(section, columnId);
        return field ? verdictOf(field, text) : { ok: false, message: "" };
      }}
      onEdit={(changes) =>
        enter(
          desk,
          section.fields,
          changes.map(({ rowKey, columnId, input }) => ({ rowKey, field: columnId, input })),
        )
      }
      onOpenRow={desk.openRow}
      onResolve={(rowKey, columnId, choice) => desk.autosave.resolve(cellKey(rowKey, columnId), choice)}
      cellActs={(rowKey, columnId) =>
        fieldOf(section, columnId)
          ? [{ label: chainWords.notes.atCell, choose: () => desk.notes.open({ rowKey, field: columnId }) }]
          : []
      }
    />
  );
  const none = () => {
    if (isMeasured(section)) return <NoIndicators section={section} report={desk.report()} />;
    if (!isDrawn(section)) return <p class="r-elsewhere">{words.rows.elsewhere}</p>;
    return <NoDrawnRows report={desk.report()} section={section} told={desk.drawings?.of(section.id)} />;
  };
  const flagged = () => flaggedRows(desk.notes.flags(), section.id);
  return (
    <>
      <Show when={flagged() > 0}>
        <Checkbox
          label={chainWords.back.onlyFlagged(flagged())}
          checked={desk.onlyFlagged()}
          onChange={desk.setOnlyFlagged}
        />
      </Show>
      <Show when={isDrawn(section) && section}>
        {(drawn) => (
          <DrawnNotice
            report={desk.report()}
            section={drawn()}
            told={desk.drawings?.of(section.id)}
            unsaved={desk.autosave.queue().entries.size > 0}
            onChanged={desk.again}
          />
        )}
      </Show>
      <Show when={rows().length > 0 || !isGiven(section)} fallback={none()}>
        {grid}
      </Show>
      <Show when={section.source === "free"}>
        <AddRow section={section} />
      </Show>
    </>
  );
}

/** Warnings that no column shows, such as those of texts in the panel. */
function noteOf(desk: EntryDesk, section: RowsDefinition, rowKey: string): string | undefined {
  const row = desk.report().rows.find((each) => each.rowKey === rowKey);
  const absent = (row ? absencesOf(section, row) : []).map(drawnWords.lockedWhy);
  const hidden = new Set<string>(section.fields.filter((field) => field.type === "text").map((field) => field.id));
  const notes = desk.live
    .findingsOf(rowKey)
    .filter((finding) => finding.severity !== "inform" || hidden.has(finding.field));
  const all = [...absent, ...notes.map((finding) => finding.message)];
  return all.length === 0 ? undefined : all.join(" ");
}
