import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { fieldOf } from "@selaras/core/template/fields.ts";
import type { QuerySection } from "@selaras/core/template/query.ts";
import { type Column, DataTable } from "@selaras/ui/components/data-table.tsx";
import { createResource, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { drawnWords as w } from "./drawn-words.ts";
import { cellText } from "./figure-text.ts";

type Preview = Api["report.drawPreview"]["reply"];
type Line = Preview["cells"][number];

/** What drawing a section again would change, before and after, without storing anything. */
export function DrawPreview(props: { report: string; section: QuerySection }): JSX.Element {
  const [found, { refetch }] = createResource(() =>
    api("report.drawPreview", { id: props.report, section: props.section.id }),
  );
  return (
    <Await onRetry={refetch}>
      <Show when={found()}>{(preview) => <Changes preview={preview()} section={props.section} />}</Show>
    </Await>
  );
}

function Changes(props: { preview: Preview; section: QuerySection }): JSX.Element {
  const { preview, section } = props;
  const shown = (line: Line, side: "before" | "after"): string => {
    const field = fieldOf(section, line.field);
    const cell = line[side];
    if (!field) return "";
    return cell?.s === "missing" && cell.r !== undefined ? w.lockedWhy(cell.r) : cellText(cell, field);
  };
  const columns: readonly Column<Line>[] = [
    { key: "row", label: w.row, cell: (line) => line.label },
    { key: "field", label: w.column, cell: (line) => fieldOf(section, line.field)?.label ?? line.field },
    { key: "before", label: w.before, align: "end", cell: (line) => shown(line, "before") },
    { key: "after", label: w.after, align: "end", cell: (line) => shown(line, "after") },
  ];
  const nothing = preview.cellCount + preview.added.length + preview.removed.length === 0;
  return (
    <div class="r-drawn">
      <p>{w.counted(preview.counted, preview.expected)}</p>
      <Show when={preview.awaited.length > 0}>
        <p class="r-small">
          <strong>{w.awaited}</strong>{" "}
          {preview.awaited.map(({ name, periods }) => w.awaitedOf(name, periods.map(formatPeriod))).join("; ")}
        </p>
      </Show>
      <Show when={nothing}>
        <p>{w.same}</p>
      </Show>
      <Show when={preview.added.length > 0}>
        <p class="r-small">{w.added(preview.added.length, preview.added.slice(0, 5))}</p>
      </Show>
      <Show when={preview.removed.length > 0}>
        <p class="r-small">{w.removed(preview.removed.length, preview.removed.slice(0, 5))}</p>
      </Show>
      <Show when={preview.kept.length > 0}>
        <p class="r-small">{w.kept(preview.kept.length, preview.kept.slice(0, 5))}</p>
      </Show>
      <Show when={preview.cellCount > 0}>
        <DataTable
          caption={w.cells(preview.cellCount)}
          columns={columns}
          rows={preview.cells}
          rowKey={(line) => `${line.rowKey} ${line.field}`}
          maxHeight="22rem"
        />
      </Show>
      <Show when={preview.cellCount > preview.cells.length}>
        <p class="r-small">{w.more(preview.cellCount - preview.cells.length)}</p>
      </Show>
    </div>
  );
}
