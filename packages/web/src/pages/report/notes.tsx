import type { CellRef } from "@selaras/core/approval/schema.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import type { Zone } from "@selaras/core/kernel/zone.ts";
import { LinkButton } from "@selaras/ui/components/button.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import type { CellRemark } from "@selaras/ui/grid/model.ts";
import { IconFlag, IconMessage } from "@selaras/ui/icons.ts";
import { createContext, For, type JSX, Show, useContext } from "solid-js";
import { useZone } from "../../session/me.tsx";
import { chainWords } from "./chain-words.ts";
import { cellIsFlagged } from "./flags.ts";
import type { Thread, Threads } from "./threads.ts";

const w = chainWords.notes;

/** Marks and conversations at the cells of one report, whoever looks at it. */
export type Notes = {
  readonly threads: Threads;
  /** What is pointed at: by the return that is being answered, or by the reviewer just now. */
  readonly flags: () => readonly CellRef[];
  /** Who set the marks; absent for the reviewer's own. */
  readonly flaggedBy: () => string | undefined;
  /** Opens what can be said and marked about a row; `field` is where one came from. */
  readonly open: (ref: { rowKey: string; field: string | null }) => void;
  /** What opens it is called: "Komentar", or "Tandai atau komentari". */
  readonly act: () => string;
};

const NotesContext = createContext<Notes>();
export const NotesProvider = NotesContext.Provider;
/** Undefined where a report is shown without what is said about it. */
export const useNotes = (): Notes | undefined => useContext(NotesContext);

const lastWord = (threads: readonly Thread[], zone: Zone): string => {
  const message = threads.at(-1)?.messages.at(-1);
  return message ? w.lastWord(message.name, formatDateTime(message.at, zone), message.text) : "";
};

/** What others have to say of one cell, for the grid, the forms and the reading table alike. */
export function cellRemarks({ flags, flaggedBy, threads }: Notes, zone: Zone, rowKey: string, field: string) {
  const remarks: CellRemark[] = [];
  const by = flaggedBy();
  if (cellIsFlagged(flags(), rowKey, field))
    remarks.push({ kind: "flagged", word: w.flagged, text: by === undefined ? w.flaggedOwn : w.flaggedBy(by) });
  const open = threads.openAt(rowKey, field);
  if (open.length > 0)
    remarks.push({
      kind: "comment",
      word: w.comments(open.length),
      short: String(open.length),
      text: lastWord(open, zone),
    });
  return remarks;
}

const LOOKS = {
  flagged: { icon: IconFlag, tone: "warning" },
  comment: { icon: IconMessage, tone: "info" },
} as const;

/** The marks of a cell as icons with words; nothing when nobody has said anything. */
export function RemarkList(props: { remarks: readonly CellRemark[]; full?: boolean | undefined }): JSX.Element {
  return (
    <For each={props.remarks}>
      {(remark) => (
        <span class={`r-sync r-tone-${LOOKS[remark.kind].tone}`}>
          <Icon of={LOOKS[remark.kind].icon} size="1rem" /> {props.full === true ? remark.text : remark.word}
        </span>
      )}
    </For>
  );
}

/** Marks under a value that is only read. */
export function NotedValue(props: { rowKey: string; field: string; children: JSX.Element }): JSX.Element {
  const notes = useNotes();
  const zone = useZone();
  const remarks = () => (notes ? cellRemarks(notes, zone, props.rowKey, props.field) : []);
  return (
    <>
      {props.children}
      <Show when={remarks().length > 0}>
        <span class="r-marks">
          <RemarkList remarks={remarks()} />
        </span>
      </Show>
    </>
  );
}

/** Opens what is said about a row; `about` names it for those who only hear the page. */
export function NotesLink(props: { rowKey: string; field?: string | undefined; about: string }): JSX.Element {
  const notes = useNotes();
  return (
    <Show when={notes}>
      {(known) => (
        <span class="s-screen-only">
          <LinkButton
            label={`${known().act()}: ${props.about}`}
            onPress={() => known().open({ rowKey: props.rowKey, field: props.field ?? null })}
          >
            {known().act()}
          </LinkButton>
        </span>
      )}
    </Show>
  );
}
