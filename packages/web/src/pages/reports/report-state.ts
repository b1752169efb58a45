import type { ReportState as BadgeState } from "@selaras/ui/components/badge.tsx";
import type { Api } from "../../api/client.ts";

export type Slot = Api["report.mine"]["reply"]["slots"][number];

/** How a report of the list stands: its own state, or the period's while nobody has opened it. */
export function badgeOf(slot: Slot): BadgeState {
  switch (slot.report?.state) {
    case undefined:
      return slot.window.state === "locked" ? "locked" : "not-opened";
    case "draft":
      return slot.window.state === "late" || slot.window.state === "locked" ? "late" : "draft";
    case "in_review":
      return "waiting-verification";
    default:
      return slot.report?.state ?? "not-opened";
  }
}

/** Whether its author should be working on it now. */
export const isToFill = ({ report, window }: Slot): boolean =>
  window.state !== "upcoming" &&
  window.state !== "locked" &&
  (report === null || report.state === "draft" || report.state === "returned");
