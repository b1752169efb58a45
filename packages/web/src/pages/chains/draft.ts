import { toast } from "@selaras/ui/components/notice.tsx";
import { createSignal } from "solid-js";
import { api, type ApiFailure, asFailure, newCommandId } from "../../api/client.ts";
import type { Shown } from "./chain.data.ts";
import type { History } from "./history.ts";
import type { Content } from "./model.ts";
import { words } from "./words.ts";

const STALE = ["approval.draft_stale", "approval.draft_changed"];

const sent = ({ label, steps, waitingHours, correction }: Content) => ({
  label,
  steps: [...steps],
  waitingHours,
  correction,
});

/** Saving, publishing and throwing away the draft that is drawn. A draft saved by somebody else is never written over. */
export function createDraft(shown: Shown, history: History) {
  const chain = shown.chain.chain;
  const [saved, setSaved] = createSignal(shown.draft ?? { rev: 0, by: "", at: "" });
  const [busy, setBusy] = createSignal(false);
  const [stale, setStale] = createSignal<ApiFailure>();
  const [failure, setFailure] = createSignal<ApiFailure>();
  const [reviewing, setReviewing] = createSignal(false);
  const [before, setBefore] = createSignal<Content>();
  const [gone, setGone] = createSignal(false);
  // One id per content and act: pressing again after a lost answer repeats the same command.
  const commands = new Map<string, { content: Content; id: string }>();
  const commandFor = (act: string, content: Content): string => {
    const known = commands.get(act);
    if (known?.content === content) return known.id;
    const id = newCommandId();
    commands.set(act, { content, id });
    return id;
  };

  /** Does one thing at a time; tells what went wrong, and gives null then. */
  async function doing<T>(work: () => Promise<T>, quietly = false): Promise<T | null> {
    if (busy()) return null;
    setBusy(true);
    setFailure(undefined);
    try {
      return await work();
    } catch (thrown) {
      const failed = asFailure(thrown);
      setFailure(failed);
      if (STALE.includes(failed.code)) setStale(failed);
      else if (!quietly) toast({ tone: "danger", text: failed.message });
      return null;
    } finally {
      setBusy(false);
    }
  }

  async function store(): Promise<void> {
    const content = history.content();
    const command = commandFor("save", content);
    setSaved(await api("approval.draft", { chain, content: sent(content), rev: saved().rev }, { command }));
    history.mark(content);
  }

  const save = () =>
    doing(async () => {
      await store();
      toast({ tone: "success", text: words.saved });
    });

  /** Shows what publication means, with the newest version to compare with. */
  const review = () =>
    doing(async () => {
      if (shown.newest > 0) {
        setBefore((await api("approval.chain", { chain, version: String(shown.newest) })).chain);
      }
      setReviewing(true);
    });

  const publish = () =>
    doing(async () => {
      if (history.dirty()) await store();
      const content = history.content();
      const n = shown.newest + 1;
      const version = { ...sent(content), chain, n, status: "published" as const };
      await api(
        "approval.publish",
        { chain: version, draft: saved().rev },
        { command: commandFor("publish", content) },
      );
      toast({ tone: "success", text: words.publish.done(n) });
      setGone(true);
      setReviewing(false);
      return n;
    }, true);

  const discard = async () => {
    const done = await doing(() =>
      api("approval.discard", { chain, rev: saved().rev }, { command: commandFor("discard", history.content()) }),
    );
    if (done === null) return false;
    setGone(true);
    return true;
  };

  return {
    saved,
    busy,
    stale,
    failure,
    reviewing,
    before,
    /** Published or thrown away: nothing is lost by leaving. */
    gone,
    save,
    review,
    publish,
    discard,
    leaveReview: () => setReviewing(false),
  };
}
