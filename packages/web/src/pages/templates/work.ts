import { toast } from "@selaras/ui/components/notice.tsx";
import { createMemo, createSignal } from "solid-js";
import { type Api, api, type ApiFailure, asFailure, newCommandId } from "../../api/client.ts";
import { changedParts, type Clash, merge, saveOf, type Stored, withTheirs } from "./merge.ts";
import { createPast } from "./past.ts";
import { type Draft, readDraft } from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

export type DraftReply = Api["template.draft"]["reply"];
const CHANGED = "template.draft_changed";
const storedIn = (reply: DraftReply): Stored => ({ draft: readDraft(reply.definition), marks: reply.parts });

/** A draft that is worked on: what stands here, what the server holds, and how the one becomes the other. */
export function createWork(reply: DraftReply) {
  const { template } = reply;
  const [stored, setStored] = createSignal(storedIn(reply));
  const past = createPast(stored().draft);
  const [head, setHead] = createSignal<Pick<DraftReply, "rev" | "by" | "trial">>(reply);
  const [clashes, setClashes] = createSignal<readonly Clash[]>([]);
  const [failure, setFailure] = createSignal<ApiFailure>();
  const [busy, setBusy] = createSignal(false);
  const [gone, setGone] = createSignal(false);
  const changed = createMemo(() => changedParts(past.draft(), stored()));
  // One id per content: pressing again after a lost answer repeats the same command.
  let pressed: { draft: Draft; stored: Stored; command: string } | null = null;
  const commandFor = (draft: Draft): string => {
    if (pressed?.draft !== draft || pressed.stored !== stored()) {
      pressed = { draft, stored: stored(), command: newCommandId() };
    }
    return pressed.command;
  };

  async function send(): Promise<void> {
    const draft = past.draft();
    const save = saveOf(draft, stored());
    const saved = await api("template.saveDraft", { template, ...save }, { command: commandFor(draft) });
    const gonePart = new Set(save.sections.filter((each) => each.content === null).map((each) => each.id));
    const marks = Object.fromEntries(
      Object.entries({ ...stored().marks, ...saved.parts }).filter(([part]) => !gonePart.has(part)),
    );
    setStored({ draft, marks });
    const [by] = Object.values(saved.parts);
    setHead({ ...head(), rev: saved.rev, by: by ?? head().by });
    // The server appends what somebody else added meanwhile.
    if (saved.order.join(" ") !== draft.sections.map((section) => section.id).join(" ")) await look();
  }

  /** Takes in what the server holds now; what was changed here and there alike waits for a choice. */
  async function look(): Promise<readonly Clash[]> {
    const theirs = await api("template.draft", { template });
    const found = merge(past.draft(), stored(), storedIn(theirs));
    const before = past.draft();
    setStored(found.stored);
    setHead(theirs);
    setClashes(found.clashes);
    if (changedParts(before, found.stored).length > 0 || found.clashes.length > 0) past.change(found.draft);
    else past.replace(found.draft);
    return found.clashes;
  }

  async function doing<T>(work: () => Promise<T>): Promise<T | null> {
    if (busy()) return null;
    setBusy(true);
    setFailure(undefined);
    try {
      return await work();
    } catch (thrown) {
      setFailure(asFailure(thrown));
      return null;
    } finally {
      setBusy(false);
    }
  }

  /** Saves every part that changed. Others' changes elsewhere are merged and the save goes on; true when all is stored. */
  const save = async (): Promise<boolean> => {
    const done = await doing(async () => {
      if (changed().length === 0) return true;
      try {
        await send();
        return true;
      } catch (thrown) {
        if (asFailure(thrown).code !== CHANGED) throw thrown;
        const found = await look();
        if (found.length > 0) return false;
        if (changed().length > 0) await send();
        return true;
      }
    });
    if (done === true) toast({ tone: "success", text: words.work.saved });
    return done === true;
  };

  const choose = (clash: Clash, whose: "mine" | "theirs") => {
    if (whose === "theirs") past.change(withTheirs(past.draft(), clash));
    setClashes(clashes().filter((each) => each.part !== clash.part));
  };

  const discard = () =>
    doing(async () => {
      await api("template.discard", { template, rev: head().rev }, { command: newCommandId() });
      setGone(true);
      return true;
    });

  return {
    template,
    past,
    stored,
    head,
    clashes,
    failure,
    busy,
    changed,
    /** Released or thrown away: nothing is lost by leaving. */
    gone,
    leave: () => setGone(true),
    save,
    choose,
    discard,
    look: () => doing(look),
  };
}
export type Work = ReturnType<typeof createWork>;
