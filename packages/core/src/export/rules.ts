import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { failure } from "../kernel/failure.ts";
import { LIMITS } from "../kernel/limits.ts";
import type { ExportState } from "./schema.ts";

export const notReady = failure(
  "export.not_ready",
  "refused",
  () => "Berkas ini belum siap. Tunggu sampai keadaannya Siap, lalu unduh.",
);
export const notMade = failure(
  "export.failed",
  "refused",
  () => "Berkas ini gagal dibuat. Tekan Coba lagi untuk memintanya kembali.",
);

/** Why a file could not be made. `late` is never stored: it follows from the time that has passed. */
export const PROBLEMS = {
  broken: `Berkas gagal dibuat setelah ${LIMITS.exportAttempts} kali percobaan. Coba lagi; bila berulang, laporkan kepada pengelola.`,
  reach: "Isi berkas ini tidak lagi boleh Anda lihat, atau sudah tidak ada.",
  late: `Berkas tidak selesai dalam ${LIMITS.exportWaitHours} jam. Coba lagi.`,
} as const;
export type Problem = keyof typeof PROBLEMS;

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

/** Seconds since 1970 after which a request made now is gone, and its file with it. */
export const expiryOf = (now: Date): number => Math.floor(now.getTime() / 1000) + LIMITS.exportDays * DAY_SECONDS;

/** Whether a request still counts; the table deletes late. `expires` in seconds since 1970. */
export const isCurrent = ({ expires }: { readonly expires: number }, now: Date): boolean =>
  expires * 1000 > now.getTime();

/** A request's progress as it is stored. */
export type Progress = {
  readonly state: ExportState;
  readonly problem: Problem | null;
  /** ISO 8601. */
  readonly askedAt: string;
};

const isUnmade = (state: ExportState): boolean => state === "waiting" || state === "making";

/** Where a request stands now: what nobody delivers any more has failed, whatever its record says. */
export function standing({ state, problem, askedAt }: Progress, now: Date): Pick<Progress, "state" | "problem"> {
  const late = now.getTime() - Date.parse(askedAt) >= LIMITS.exportWaitHours * HOUR_MS;
  return isUnmade(state) && late ? { state: "failed", problem: "late" } : { state, problem };
}

/** Whether there is a file to fetch. */
export function mayFetch(progress: Progress, now: Date): Decision {
  const { state } = standing(progress, now);
  if (state === "ready") return allow;
  return refuse(state === "failed" ? notMade({}) : notReady({}));
}

/** Whether a delivery still has something to do; a file that stands is never made again. */
export function mayMake(progress: Progress & { readonly attempts: number }): "make" | "give up" | "nothing" {
  if (!isUnmade(progress.state)) return "nothing";
  return progress.attempts < LIMITS.exportAttempts ? "make" : "give up";
}
