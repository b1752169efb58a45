import type { CellRef } from "@selaras/core/approval/schema.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { type Accessor, createEffect, createSignal, on } from "solid-js";
import { type Api, api, asFailure, newCommandId } from "../../api/client.ts";

export type Thread = Api["report.threads"]["reply"]["threads"][number];

/** The conversations of one report, shared by its table, its panels and the card that lists them all. */
export type Threads = {
  /** Open ones first. */
  readonly all: Accessor<readonly Thread[]>;
  /** Those about a row or its cells. */
  readonly ofRow: (rowKey: string) => readonly Thread[];
  /** Those about one cell that are not resolved. */
  readonly openAt: (rowKey: string, field: string) => readonly Thread[];
  readonly failure: Accessor<string | null>;
  /** True when the server has it; otherwise `failure` says why not. */
  readonly write: (ref: CellRef, text: string) => Promise<boolean>;
  readonly answer: (thread: string, text: string) => Promise<boolean>;
  readonly resolve: (thread: string) => Promise<boolean>;
};

const byOpenness = (a: Thread, b: Thread): number => Number(a.resolved !== null) - Number(b.resolved !== null);

export function createThreads(report: Accessor<ReportView>): Threads {
  const id = () => report().id;
  // Signals and no resource: a page to type in must neither wait for its conversations nor fall with them.
  const [all, setAll] = createSignal<readonly Thread[]>([]);
  const [failure, setFailure] = createSignal<string | null>(null);
  const load = () =>
    api("report.threads", { id: id() }).then(
      ({ threads }) => void setAll(threads.toSorted(byOpenness)),
      (thrown) => void setFailure(asFailure(thrown).message),
    );
  createEffect(on(id, load));
  let pressed = { what: "", command: "" };
  /** The same text sent again after a lost answer is the same command; another text never is. */
  const commandFor = (what: string): string => {
    if (pressed.what !== what) pressed = { what, command: newCommandId() };
    return pressed.command;
  };
  const attempt = async (what: string, work: (command: string) => Promise<unknown>): Promise<boolean> => {
    setFailure(null);
    try {
      await work(commandFor(what));
      pressed = { what: "", command: "" };
      await load();
      return true;
    } catch (thrown) {
      const { message, unanswered } = asFailure(thrown);
      if (!unanswered) pressed = { what: "", command: "" };
      setFailure(message);
      return false;
    }
  };
  return {
    all,
    ofRow: (rowKey) => all().filter((thread) => thread.ref.rowKey === rowKey),
    openAt: (rowKey, field) =>
      all().filter(({ ref, resolved }) => resolved === null && ref.rowKey === rowKey && ref.field === field),
    failure,
    write: (ref, text) =>
      attempt(JSON.stringify([ref, text]), (command) => api("report.comment", { id: id(), ref, text }, { command })),
    answer: (thread, text) =>
      attempt(JSON.stringify([thread, text]), (command) =>
        api("report.comment", { id: id(), thread, text }, { command }),
      ),
    resolve: (thread) =>
      attempt(`selesai ${thread}`, (command) => api("report.resolve", { id: id(), thread }, { command })),
  };
}
