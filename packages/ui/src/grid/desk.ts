/** The session of one mounted grid, with what only a screen has: open panels, announcements, focus. */
import { type Accessor, batch, createEffect, createSignal, on, untrack } from "solid-js";
import type { PasteRefusal } from "./clipboard.ts";
import type { Absence, CellAct, CellChange, GridColumn, GridRow, Resolution, SheetView } from "./model.ts";
import { follow, NEW_SESSION, type Outcome, type Session } from "./session.ts";
import { cellSentence, syncWord } from "./words.ts";

export interface EntryGridProps extends SheetView {
  /** Name of the grid for assistive technology: "Realisasi Maret 2026, Dinas Pekerjaan Umum". */
  readonly label: string;
  onEdit(changes: readonly CellChange[]): void;
  /** Opens the row's panel of details. */
  onOpenRow(rowKey: string): void;
  /** Settles a conflicting cell. */
  onResolve(rowKey: string, columnId: string, choice: Resolution): void;
  /** What else can be done with one cell, such as opening the conversation about it. */
  cellActs?(rowKey: string, columnId: string): readonly CellAct[];
  /** `auto`: cards below 768 px, spreadsheet above. */
  readonly layout?: "auto" | "sheet" | "cards" | undefined;
}

/** Where a panel opens: under this rectangle of the window. */
export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

export type Panel =
  | { readonly kind: "menu"; readonly at: Anchor }
  | { readonly kind: "explanation"; readonly at: Anchor }
  | { readonly kind: "reason"; readonly absence: Absence }
  | { readonly kind: "refusals"; readonly refused: readonly PasteRefusal[] };

export interface Spot {
  readonly row: GridRow;
  readonly column: GridColumn;
}

export interface Desk {
  readonly props: EntryGridProps;
  readonly session: Accessor<Session>;
  readonly panel: Accessor<Panel | null>;
  readonly announcement: Accessor<string>;
  /** Row and column in which one stands; null on a row's heading or in an empty grid. */
  readonly spot: Accessor<Spot | null>;
  readonly activeRow: Accessor<GridRow | undefined>;
  settle(session: Session): void;
  apply(outcome: Outcome): void;
  open(panel: Panel | null): void;
  say(text: string): void;
  /** Gives the keyboard to the active cell when what had it is gone; each layout says how. */
  readonly refocus: { current: () => void };
}

/** The desk of one grid. Must be called while a component is set up. */
export function createDesk(props: EntryGridProps): Desk {
  const [session, setSession] = createSignal<Session>(NEW_SESSION);
  const [panel, setPanel] = createSignal<Panel | null>(null);
  const [announcement, setAnnouncement] = createSignal("");
  const refocus = { current: () => {} };
  const activeRow = () => props.rows[session().active.row];
  const spot = (): Spot | null => {
    const row = activeRow();
    const column = props.columns[session().active.column];
    return row === undefined || column === undefined ? null : { row, column };
  };

  const say = (text: string) => {
    // The same sentence twice in a row is only spoken if the region changes.
    setAnnouncement((before) => (before === text ? `${text}\u00a0` : text));
  };
  let opener: Element | null = null;
  const open = (next: Panel | null) => {
    if (panel() === null) opener = document.activeElement;
    setPanel(next);
    if (next !== null) return;
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    else refocus.current();
  };
  const apply = (outcome: Outcome) => {
    batch(() => {
      setSession(outcome.session);
      if (outcome.changes.length > 0) props.onEdit(outcome.changes);
      if (outcome.say !== undefined) say(outcome.say);
    });
    if (outcome.refused !== undefined && outcome.refused.length > 0)
      open({ kind: "refusals", refused: outcome.refused });
  };

  // The first effect must see the row one stood in before the rows changed, so it comes before the second.
  let standing = props.rows[0]?.key;
  const keepStanding = () => {
    const before = untrack(session);
    const after = follow(props, before, standing);
    if (after !== before) setSession(after);
  };
  createEffect(on(() => props.rows, keepStanding, { defer: true }));
  createEffect(() => {
    standing = activeRow()?.key;
  });
  speakArrivals(props, spot, say);

  return { props, session, panel, announcement, spot, activeRow, settle: setSession, apply, open, say, refocus };
}

/** Speaks when the active cell's change was saved, refused or met a conflict. */
function speakArrivals(view: SheetView, spot: Accessor<Spot | null>, say: (text: string) => void): void {
  const watched = () => {
    const here = spot();
    if (here === null) return null;
    const cell = view.cell(here.row.key, here.column.id);
    return { key: `${here.row.key}/${here.column.id}`, sync: cell.sync, column: here.column, cell };
  };
  createEffect(
    on(watched, (now, before) => {
      if (now === null || before === undefined || before === null || now.key !== before.key || now.sync === before.sync)
        return;
      const message = now.cell.message ?? "";
      if (now.sync === "saved") say(untrack(() => cellSentence(now.column, now.cell)));
      else if (now.sync === "conflict" || now.sync === "refused") say(`${syncWord(now.sync)}. ${message}`);
    }),
  );
}

/** The place of an element on the screen, for a panel beside it. */
export function anchorOf(element: Element): Anchor {
  const { left, top, bottom } = element.getBoundingClientRect();
  return { left, top, bottom };
}
