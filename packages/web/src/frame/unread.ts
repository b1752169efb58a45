import { createSignal } from "solid-js";
import { api } from "../api/client.ts";

const [count, setCount] = createSignal(0);
/** How many notices are unread, as last heard; stands beside the bell. 100 = more than 99. */
export const unreadCount = count;

/** Brings the bell up to date; a failure leaves the old count. */
export function refreshUnread(): void {
  api("notification.unread", {})
    .then((heard) => setCount(heard.more ? heard.count + 1 : heard.count))
    .catch(() => undefined);
}
