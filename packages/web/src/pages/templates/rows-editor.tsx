import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { SearchInput, TextInput } from "@selaras/ui/components/input.tsx";
import { IconCopy } from "@selaras/ui/icons.ts";
import { createSignal, For, type JSX, Show } from "solid-js";
import { typedNumber } from "../report/cell-model.ts";
import { Members } from "./members.tsx";
import { usedParts, withValue } from "./model.ts";
import { contextValue, rowKey } from "./paste.ts";
import { PasteDialog } from "./paste-dialog.tsx";
import { RowParticulars } from "./row-particulars.tsx";
import type { Column, Draft, Indicator, Row, Section } from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

const r = words.rows;
/** Above so many rows only those that a search finds are listed, so that typing stays quick. */
const SHOWN_MOST = 60;

export type RowsEditorProps = {
  draft: Draft;
  section: Section;
  asked: string | undefined;
  faults: (id: string) => readonly string[];
  onChange: (rows: readonly Row[], tag?: string) => void;
};

/** The rows that a template names itself: one by one, or pasted from a spreadsheet. */
export function RowsEditor(props: RowsEditorProps): JSX.Element {
  const [pasting, setPasting] = createSignal(false);
  const [search, setSearch] = createSignal("");
  const rows = () => props.section.rows ?? [];
  const found = () => {
    const wanted = (props.asked !== undefined && search() === "" ? props.asked : search()).toLowerCase();
    const all = rows();
    if (wanted === "" || all.length <= SHOWN_MOST) {
      return wanted === "" || search() === "" ? all.slice(0, SHOWN_MOST) : all.filter((row) => matches(row, wanted));
    }
    return all.filter((row) => matches(row, wanted)).slice(0, SHOWN_MOST);
  };
  /** The list with what was changed of those shown; the others keep their places. */
  const put = (shown: readonly Row[]) => {
    const before = found();
    const rest = [...shown];
    const next = rows().flatMap((row) => {
      if (!before.includes(row)) return [row];
      const into = rest.shift();
      return into ? [into] : [];
    });
    props.onChange([...next, ...rest], "rows");
  };
  return (
    <>
      <div class="tp-acts">
        <Button icon={IconCopy} size="small" onPress={() => setPasting(true)}>
          {r.paste}
        </Button>
        <Show when={rows().length > 12}>
          <SearchInput label={r.search} placeholder={r.search} value={search()} onInput={setSearch} />
        </Show>
      </div>
      <Show when={found().length < rows().length}>
        <p class="tp-quiet">{r.shown(found().length, rows().length)}</p>
      </Show>
      <Members
        title={r.title(rows().length)}
        about={r.about}
        items={found()}
        id={(row) => row.key}
        label={(row) => (row.code ? `${row.code} ${row.label}` : row.label)}
        chips={(row) => [...row.group.slice(-1), ...(row.part ? [row.part] : [])]}
        asked={props.asked}
        faults={props.faults}
        addWord={r.add}
        full={rows().length >= LIMITS.rowsPerTemplate ? r.full(LIMITS.rowsPerTemplate) : undefined}
        onAdd={() => {
          setSearch("");
          const taken = new Set(rows().map((row) => row.key));
          props.onChange([...rows(), { key: rowKey("", r.unnamed, taken), label: "", group: [], context: {} }]);
        }}
        onChange={put}
      >
        {(row, change) => <RowEditor {...props} row={row()} onChange={change} />}
      </Members>
      <Show when={pasting()}>
        <PasteDialog
          columns={props.section.context ?? []}
          taken={rows().map((row) => row.key)}
          onClose={() => setPasting(false)}
          onRows={(added) => {
            props.onChange([...rows(), ...added]);
            setPasting(false);
          }}
        />
      </Show>
    </>
  );
}

const matches = (row: Row, wanted: string): boolean =>
  [row.key, row.code ?? "", row.label, ...row.group, row.part ?? ""].some((text) =>
    text.toLowerCase().includes(wanted),
  );

function RowEditor(props: Omit<RowsEditorProps, "onChange"> & { row: Row; onChange: (row: Row) => void }): JSX.Element {
  const row = () => props.row;
  const change = (part: Partial<Row>) => props.onChange({ ...row(), ...part });
  const columns = () => props.section.context ?? [];
  const used = (of: (row: Row) => string) => [...new Set((props.section.rows ?? []).map(of))].filter(Boolean);
  return (
    <div class="tp-editor">
      <TextInput label={r.label} value={row().label} maxLength={200} required onInput={(label) => change({ label })} />
      <div class="tp-pair">
        <TextInput
          label={r.code}
          optional
          value={row().code ?? ""}
          maxLength={60}
          onInput={(code) => change({ code: code || undefined })}
        />
        <TextInput
          label={r.key}
          hint={r.keyHint}
          value={row().key}
          maxLength={60}
          error={/^[A-Za-z0-9._-]{1,60}$/.test(row().key) ? undefined : r.keyBad}
          onChange={(key) => change({ key: key.trim() })}
        />
        <TextInput
          label={r.group}
          hint={r.groupHint}
          optional
          suggestions={used((each) => each.group.join(" > "))}
          value={row().group.join(" > ")}
          onChange={(text) =>
            change({
              group: text
                .split(">")
                .map((each) => each.trim())
                .filter(Boolean)
                .slice(0, 4),
            })
          }
        />
        <TextInput
          label={r.part}
          hint={r.partHint}
          optional
          suggestions={usedParts(props.draft)}
          value={row().part ?? ""}
          maxLength={40}
          onInput={(part) => change({ part: part.trim() || undefined })}
        />
      </div>
      <Show when={columns().length > 0}>
        <div class="tp-pair">
          <For each={columns()}>
            {(column) => (
              <ContextInput
                column={column}
                value={row().context[column.id]}
                onChange={(value) => change({ context: withValue(row().context, column.id, value) })}
              />
            )}
          </For>
        </div>
      </Show>
      <Show when={props.section.kind === "indicators"}>
        <IndicatorFields value={row().indicator} onChange={(indicator) => change({ indicator })} />
      </Show>
      <RowParticulars draft={props.draft} section={props.section} row={row()} onChange={change} />
    </div>
  );
}

/** A value of the row, typed as Indonesians type numbers. */
function ContextInput(props: {
  column: Column;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}): JSX.Element {
  const [bad, setBad] = createSignal<string>();
  const numeric = () => props.column.type !== "text";
  const take = (typed: string) => {
    if (typed.trim() === "") {
      setBad(undefined);
      props.onChange(undefined);
      return;
    }
    const value = contextValue(props.column, typed.trim());
    setBad(value === undefined ? r.badNumber(typed) : undefined);
    if (value !== undefined) props.onChange(value);
  };
  return (
    <TextInput
      label={props.column.label || props.column.id}
      figures={numeric()}
      suffix={props.column.unit}
      value={props.value === undefined ? "" : numeric() ? typedNumber(props.value) : props.value}
      error={bad()}
      onChange={take}
    />
  );
}

const NO_INDICATOR: Indicator = { unit: "", direction: "naik", numerator: "", denominator: null, source: "" };
/** What the indicator of a row counts, of what, and which way is better. */
function IndicatorFields(props: { value: Indicator | undefined; onChange: (value: Indicator) => void }): JSX.Element {
  const value = () => props.value ?? NO_INDICATOR;
  const change = (part: Partial<Indicator>) => props.onChange({ ...value(), ...part });
  return (
    <fieldset class="tp-box">
      <legend class="s-label">{r.indicator.title}</legend>
      <TextInput
        label={r.indicator.numerator}
        value={value().numerator}
        onInput={(numerator) => change({ numerator })}
      />
      <TextInput
        label={r.indicator.denominator}
        hint={r.indicator.denominatorHint}
        optional
        value={value().denominator ?? ""}
        onInput={(text) => change({ denominator: text === "" ? null : text })}
      />
      <div class="tp-pair">
        <TextInput label={words.field.unit} value={value().unit} maxLength={40} onInput={(unit) => change({ unit })} />
        <Select
          label={r.indicator.direction}
          placeholder={null}
          options={(["naik", "turun"] as const).map((each): { value: "naik" | "turun"; label: string } => ({
            value: each,
            label: r.indicator.directions[each],
          }))}
          value={value().direction}
          onChange={(direction) => change({ direction })}
        />
      </div>
      <TextInput label={r.indicator.source} value={value().source} onInput={(source) => change({ source })} />
    </fieldset>
  );
}
