import { createSignal, type Accessor } from "solid-js";
import { asFailure, newCommandId } from "../../api/client.ts";
import { refreshInbox } from "../../frame/inbox.ts";
import { words } from "./words.ts";

export type Setback = { readonly title: string; readonly message: string; readonly stale: boolean };
const STALE = ["report.content_changed", "report.stale", "report.state"];

export type Decision = {
  readonly busy: Accessor<boolean>;
  readonly setback: Accessor<Setback | null>;
  /** Runs an act under one command id: pressing again after a lost answer repeats the same command. True when it was done. */
  readonly decide: (act: (command: string) => Promise<unknown>) => Promise<boolean>;
  readonly clear: () => void;
};

/** A decision on what was seen: one command per press, and a clear word when the world moved on. */
export function createDecision(): Decision {
  const [busy, setBusy] = createSignal(false);
  const [setback, setSetback] = createSignal<Setback | null>(null);
  let command = newCommandId();
  return {
    busy,
    setback,
    clear: () => {
      command = newCommandId();
      setSetback(null);
    },
    decide: async (act) => {
      setBusy(true);
      setSetback(null);
      try {
        await act(command);
        command = newCommandId();
        refreshInbox();
        return true;
      } catch (thrown) {
        const { code, message, unanswered } = asFailure(thrown);
        if (!unanswered) command = newCommandId();
        const stale = STALE.includes(code);
        setSetback({ title: stale ? words.review.staleTitle : words.review.failed, message, stale });
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
