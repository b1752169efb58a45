/**
 * The spreadsheet in which a month's realisation is entered: 12 to 2,000 rows, by key, pointer, finger or clipboard.
 * Styles: `@selaras/ui/grid/grid.css`.
 */
import { createMemo, createSignal, type JSX, Match, onCleanup, onMount, Show, Switch } from "solid-js";
import { Cards } from "./cards.tsx";
import { CellMenu } from "./cell-menu.tsx";
import { createDesk, type Desk, type EntryGridProps, type Panel } from "./desk.ts";
import { Explanation } from "./explanation.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { Refusals } from "./refusals.tsx";
import { Sheet } from "./sheet.tsx";
import { WORDS } from "./words.ts";

const NARROW = "(max-width: 767.98px)";

/**
 * `cell` is read reactively: a change of what it returns redraws that cell and no other. Keep `rows` the same array as
 * long as the rows are the same. `onEdit` gets a whole batch (one paste, one undo); what it changes must show in `cell`
 * at once, as not yet sent.
 */
export function EntryGrid(props: EntryGridProps): JSX.Element {
  const desk = createDesk(props);
  const narrow = createNarrow();
  const asCards = () => props.layout === "cards" || (props.layout !== "sheet" && narrow());
  return (
    <section class="sg" aria-label={props.label}>
      <Show when={props.rows.length > 0} fallback={<p class="sg-empty">{WORDS.noRows}</p>}>
        <Show when={asCards()} fallback={<Sheet desk={desk} />}>
          <Cards desk={desk} />
        </Show>
      </Show>
      <Panels desk={desk} />
      <p class="sg-sr" role="status" aria-live="polite">
        {desk.announcement()}
      </p>
    </section>
  );
}

function createNarrow(): () => boolean {
  const query = globalThis.matchMedia?.(NARROW);
  const [narrow, setNarrow] = createSignal(query?.matches ?? false);
  onMount(() => {
    const change = () => setNarrow(query?.matches ?? false);
    query?.addEventListener("change", change);
    onCleanup(() => query?.removeEventListener("change", change));
  });
  return narrow;
}

function Panels(props: { readonly desk: Desk }): JSX.Element {
  const panel = <K extends Panel["kind"]>(kind: K) =>
    createMemo(() => {
      const open = props.desk.panel();
      return open !== null && isKind(open, kind) ? open : null;
    });
  const menu = panel("menu");
  const explanation = panel("explanation");
  const reason = panel("reason");
  const refusals = panel("refusals");
  return (
    <Switch>
      <Match when={menu()}>{(open) => <CellMenu desk={props.desk} at={open().at} />}</Match>
      <Match when={explanation()}>{(open) => <Explanation desk={props.desk} at={open().at} />}</Match>
      <Match when={reason()}>{(open) => <ReasonDialog desk={props.desk} absence={open().absence} />}</Match>
      <Match when={refusals()}>{(open) => <Refusals desk={props.desk} refused={open().refused} />}</Match>
    </Switch>
  );
}

function isKind<K extends Panel["kind"]>(panel: Panel, kind: K): panel is Extract<Panel, { kind: K }> {
  return panel.kind === kind;
}
