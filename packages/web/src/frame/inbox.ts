import { createSignal } from "solid-js";
import { type Api, api } from "../api/client.ts";

export type Inbox = Api["approval.inbox"]["reply"];
export type Task = Inbox["tasks"][number];

const [waiting, setWaiting] = createSignal(0);
/** How many decisions wait, as last heard; stands in the frame. */
export const inboxCount = waiting;

let asked: Promise<Inbox> | undefined;

/** What waits for the person's decision. Frame and page that ask at the same moment share one request. */
export function loadInbox(): Promise<Inbox> {
  asked ??= api("approval.inbox", {})
    .then((inbox) => {
      setWaiting(inbox.tasks.length);
      return inbox;
    })
    .finally(() => {
      asked = undefined;
    });
  return asked;
}

/** Brings the count of the frame up to date after a decision; a failure leaves the old count. */
export function refreshInbox(): void {
  loadInbox().catch(() => undefined);
}
