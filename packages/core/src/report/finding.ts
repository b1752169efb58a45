import type { Snapshot } from "./snapshot.ts";

/** Whether the memo of the review was written in this round. */
export const memoReady = async (_reportId: string, _round: number): Promise<boolean> => true;
/** Memo and findings of the review, as the snapshot takes them. */
export const memoOf = async (_reportId: string): Promise<Snapshot["memo"]> => null;
