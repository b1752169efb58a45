import { api } from "../../api/client.ts";
import { refreshUnread } from "../../frame/unread.ts";
import type { Notice } from "./days.ts";

const AT_ONCE = 50;
/** 30 notices a page: so many pages are everything that ninety days usually hold. */
const PAGES_MOST = 40;

/** One page of the own notices, newest first. */
export const loadNotices = (cursor: string | null) => api("notification.list", { cursor });

const unreadOf = (notices: readonly Notice[]) => notices.filter((notice) => !notice.read).map((notice) => notice.id);

/** Marks notices as read; the bell follows. */
export async function markRead(notices: readonly Notice[]): Promise<void> {
  const ids = unreadOf(notices);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await api("notification.markRead", { ids: ids.slice(from, from + AT_ONCE) });
  }
  if (ids.length > 0) refreshUnread();
}

/** Marks everything as read, also what this page does not show. */
export async function markAllRead(): Promise<void> {
  let cursor: string | null = null;
  for (let pages = 0; pages < PAGES_MOST; pages += 1) {
    const page: Awaited<ReturnType<typeof loadNotices>> = await loadNotices(cursor);
    await markRead(page.notices);
    cursor = page.cursor;
    if (cursor === null) return;
  }
}
