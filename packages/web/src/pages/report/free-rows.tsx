import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import { isTable, sectionOf, sectionOfRow } from "@selaras/core/template/fields.ts";
import type { TableSection } from "@selaras/core/template/schema.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { IconPencil, IconPlus, IconTrash } from "@selaras/ui/icons.ts";
import { createSignal, type JSX, Show } from "solid-js";
import { api, newCommandId } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { useDesk } from "./desk.tsx";
import { words } from "./words.ts";

const w = words.freeRows;
const MOST_LETTERS = 200;

/** Under a section whose rows its author adds: one more row, with its name. */
export function AddRow(props: { section: TableSection }): JSX.Element {
  const desk = useDesk();
  const [adding, setAdding] = createSignal(false);
  const rows = () => desk.report().rows.filter((row) => sectionOfRow(row.rowKey) === props.section.id).length;
  const most = () => props.section.most ?? LIMITS.freeRows;
  const barrier = () => desk.locked() ?? (rows() >= most() ? w.full(most()) : undefined);
  return (
    <Show when={desk.again}>
      <p>
        <Button icon={IconPlus} disabledReason={barrier()} onPress={() => setAdding(true)}>
          {w.add}
        </Button>
      </p>
      <Show when={adding()}>
        <NameDialog
          title={w.addTitle(props.section.label)}
          act={w.add}
          row={`${props.section.id}/${newCommandId()}`}
          label=""
          done={w.added}
          onClose={() => setAdding(false)}
        />
      </Show>
    </Show>
  );
}

/** What the author of a row may do with it as a whole: another name, or take it out. */
export function FreeRowActs(props: { row: Row }): JSX.Element {
  const desk = useDesk();
  const [open, setOpen] = createSignal<"name" | "remove">();
  const free = () => {
    const section = sectionOf(desk.definition, sectionOfRow(props.row.rowKey));
    return section !== undefined && isTable(section) && section.source === "free" && desk.again !== undefined;
  };
  return (
    <Show when={free()}>
      <p class="r-row-acts">
        <Button size="small" icon={IconPencil} disabledReason={desk.locked()} onPress={() => setOpen("name")}>
          {w.rename}
        </Button>
        <Button
          size="small"
          kind="tertiary"
          icon={IconTrash}
          disabledReason={desk.locked()}
          onPress={() => setOpen("remove")}
        >
          {w.remove}
        </Button>
      </p>
      <Show when={open() === "name"}>
        <NameDialog
          title={w.renameTitle}
          act={w.rename}
          row={props.row.rowKey}
          label={props.row.label}
          done={w.renamed}
          onClose={() => setOpen(undefined)}
        />
      </Show>
      <Show when={open() === "remove"}>
        <ActDialog
          title={w.removeTitle(props.row.label)}
          description={w.removeText}
          act={w.remove}
          danger
          sent={props.row.rowKey}
          lacking={undefined}
          send={(command) => api("report.removeRow", { id: desk.report().id, row: props.row.rowKey }, { command })}
          done={w.removed}
          onClose={() => setOpen(undefined)}
          onDone={() => desk.again?.()}
          onStale={() => desk.again?.()}
        />
      </Show>
    </Show>
  );
}

function NameDialog(props: {
  title: string;
  act: string;
  row: string;
  label: string;
  done: string;
  onClose: () => void;
}): JSX.Element {
  const desk = useDesk();
  // One key per dialog: pressing again after a lost answer adds no second row.
  const { row } = props;
  const [label, setLabel] = createSignal(props.label);
  return (
    <ActDialog
      title={props.title}
      act={props.act}
      sent={[row, label()]}
      lacking={label().trim() === "" ? w.nameless : label().trim() === props.label ? w.same : undefined}
      send={(command) => api("report.nameRow", { id: desk.report().id, row, label: label().trim() }, { command })}
      done={props.done}
      onClose={() => props.onClose()}
      onDone={() => desk.again?.()}
      onStale={() => desk.again?.()}
    >
      <TextInput label={w.name} value={label()} maxLength={MOST_LETTERS} required autofocus onInput={setLabel} />
    </ActDialog>
  );
}
