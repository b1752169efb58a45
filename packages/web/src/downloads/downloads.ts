import { createSignal, onCleanup, onMount } from "solid-js";
import { type Api, api, asFailure } from "../api/client.ts";
import { useMe } from "../session/me.tsx";
import { Poll } from "./poll.ts";

export type Download = Api["export.list"]["reply"]["exports"][number];
export type Wanted = Download["wanted"];

const [known, setKnown] = createSignal<readonly Download[]>();
/** The files that the person asked for, newest first; undefined until the server was heard. */
export const downloads = known;

export const isUnmade = ({ state }: Download): boolean => state === "waiting" || state === "making";

let asked: Promise<readonly Download[]> | undefined;

/** The files that the person asked for. A page and its poll that ask at the same moment share one request. */
export function loadDownloads(): Promise<readonly Download[]> {
  asked ??= api("export.list", {})
    .then((reply) => reply.exports)
    .finally(() => {
      asked = undefined;
    });
  return asked;
}

const poll = new Poll<readonly Download[]>({
  load: loadDownloads,
  pending: (list) => list.some(isUnmade),
  visible: () => document.visibilityState === "visible",
  show: setKnown,
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
});

let owner = "";

/** Keeps the list up to date while the component stands. */
export function watchDownloads(): void {
  const me = useMe();
  const present = `${me.tenant.id} ${me.person.id}`;
  if (owner !== present) {
    owner = present;
    poll.forget();
    setKnown(undefined);
  }
  const wake = () => poll.wake();
  onMount(() => {
    const end = poll.watch();
    document.addEventListener("visibilitychange", wake);
    addEventListener("online", wake);
    onCleanup(() => {
      end();
      document.removeEventListener("visibilitychange", wake);
      removeEventListener("online", wake);
    });
  });
}

/** Whether two requests are for the same thing: everything that they name is text or a switch. */
function same(a: Wanted, b: Wanted): boolean {
  const theirs = new Map<string, unknown>(Object.entries(b));
  const own = Object.entries(a);
  return own.length === theirs.size && own.every(([name, value]) => theirs.get(name) === value);
}

/** The newest request of the person for this very thing. */
export const newestFor = (wanted: Wanted): Download | undefined =>
  downloads()?.find((each) => same(each.wanted, wanted));

/** Queues a file. @throws ApiFailure */
export async function requestDownload(wanted: Wanted): Promise<void> {
  const made = await api("export.request", { wanted });
  poll.learn([made, ...(downloads() ?? []).filter((each) => each.id !== made.id)]);
}

/** Fetches a file that is ready: the address lives for a minute, so it is asked for when it is used. @throws ApiFailure */
export async function fetchDownload({ id }: Pick<Download, "id">): Promise<void> {
  try {
    const { url } = await api("export.open", { id });
    location.assign(url);
  } catch (thrown) {
    // What the list said is no longer so.
    if (asFailure(thrown).status === 404 || asFailure(thrown).status === 409) void poll.refresh();
    throw thrown;
  }
}

/** The bytes of a file that is ready, to be shown in a page. @throws ApiFailure */
export async function readDownload({ id }: Pick<Download, "id">): Promise<Blob> {
  const { url } = await api("export.open", { id });
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The store answered ${answer.status}`);
  // The store sends it to be saved; in a frame it is read.
  return new Blob([await answer.arrayBuffer()], { type: "application/pdf" });
}
