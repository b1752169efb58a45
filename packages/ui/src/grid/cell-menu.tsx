/** What can be done with the selected cells, by pointer, finger or key. */
import { For, type JSX } from "solid-js";
import type { Anchor, Desk } from "./desk.ts";
import { hasExplanation } from "./explanation.tsx";
import { Layer } from "./layer.tsx";
import { type Absence, allowsAbsence, whyFixed } from "./model.ts";
import { clearSelection, startEditing } from "./session.ts";
import { openRow } from "./sheet-events.ts";
import { WORDS } from "./words.ts";

interface Choice {
  readonly label: string;
  readonly key?: string;
  /** Why it cannot be chosen now. */
  readonly disabled: string | null;
  choose(): void;
}

export function CellMenu(props: { readonly desk: Desk; readonly at: Anchor }): JSX.Element {
  const choices = choicesOf(props.desk, props.at);
  const press = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const now = items.findIndex((item) => item === document.activeElement);
    const leap = LEAPS[event.key];
    if (leap === undefined) return;
    event.preventDefault();
    items[leap(now, items.length)]?.focus();
  };
  return (
    <Layer role="menu" label={WORDS.actions} at={props.at} onClose={() => props.desk.open(null)}>
      <div role="presentation" onKeyDown={press}>
        <For each={choices}>
          {(choice) => (
            <button
              type="button"
              role="menuitem"
              class="sg-menu-item"
              aria-disabled={choice.disabled === null ? undefined : true}
              onClick={() => choice.disabled === null && choice.choose()}
            >
              <span>
                {choice.label}
                {choice.disabled === null ? null : <small class="sg-menu-why">{choice.disabled}</small>}
              </span>
              <kbd>{choice.key}</kbd>
            </button>
          )}
        </For>
      </div>
    </Layer>
  );
}

const LEAPS: Record<string, (now: number, count: number) => number> = {
  ArrowDown: (now, count) => (now + 1) % count,
  ArrowUp: (now, count) => (now - 1 + count) % count,
  Home: () => 0,
  End: (_now, count) => count - 1,
};

function choicesOf(desk: Desk, at: Anchor): readonly Choice[] {
  const spot = desk.spot();
  const details: Choice = { label: WORDS.details, disabled: null, choose: () => leave(desk, () => openRow(desk)) };
  if (spot === null) return [details];
  const fixed = whyFixed(spot.column, desk.props.cell(spot.row.key, spot.column.id));
  const absence = (kind: Absence, label: string): Choice => ({
    label,
    disabled: fixed ?? (allowsAbsence(spot.column, kind) ? null : "Tidak tersedia untuk kolom ini."),
    choose: () => desk.open({ kind: "reason", absence: kind }),
  });
  const explain: Choice = {
    label: WORDS.explain,
    key: "Shift+F2",
    disabled: null,
    choose: () => desk.open({ kind: "explanation", at }),
  };
  return [
    ...(hasExplanation(desk) ? [explain] : []),
    {
      label: WORDS.edit,
      key: "F2",
      disabled: fixed,
      choose: () => leave(desk, () => desk.apply(startEditing(desk.props, desk.session(), null))),
    },
    absence("nil", WORDS.nil),
    absence("not-applicable", WORDS.notApplicable),
    {
      label: WORDS.clear,
      key: "Delete",
      disabled: fixed,
      choose: () => leave(desk, () => desk.apply(clearSelection(desk.props, desk.session()))),
    },
    ...(desk.props.cellActs?.(spot.row.key, spot.column.id) ?? []).map(
      ({ label, choose }): Choice => ({ label, disabled: null, choose: () => leave(desk, choose) }),
    ),
    details,
  ];
}

function leave(desk: Desk, then: () => void): void {
  desk.open(null);
  then();
}
