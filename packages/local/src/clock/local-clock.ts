import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The clock of the local house: real time, or real time shifted by a lead that only grows. */
export interface LocalClock {
  /** The house's present instant. */
  now: () => Date;
  /**
   * Moves the clock to a later instant, from which it runs on.
   *
   * @param iso an ISO 8601 instant with its zone, such as `2026-04-05T00:00:00+08:00`.
   * @throws Error (Indonesian) when the text is no instant or lies before now: what has been stamped cannot become
   *   the future.
   */
  moveTo(iso: string): void;
  /** Tells about every move; the returned function ends it. */
  onMove(listener: (now: Date) => void): () => void;
}

/** How the clock starts. */
export interface LocalClockOptions {
  /** The instant of the very first start, past or future; without it, real time. A kept state wins. */
  startAt?: string;
  /** Keeps the lead over restarts. */
  stateFile?: string;
  /** The machine's own clock, in milliseconds since 1970. */
  machine?: () => number;
}

/**
 * Starts the clock. It never runs backwards over restarts: a kept state is taken up where it stood, plus the real time
 * passed since, and should the machine's clock have been set back meanwhile, at the last instant written.
 */
export function localClock({ startAt, stateFile, machine = Date.now }: LocalClockOptions = {}): LocalClock {
  const kept = stateFile === undefined ? undefined : readState(stateFile);
  const asked = startAt === undefined ? 0 : instantOf(startAt).getTime() - machine();
  let leadMs = kept?.leadMs ?? asked;
  let latest = kept?.movedTo ?? 0;
  const listeners = new Set<(now: Date) => void>();

  const now = () => {
    latest = Math.max(latest, machine() + leadMs);
    return new Date(latest);
  };
  const keep = () => {
    if (stateFile !== undefined) writeState(stateFile, { leadMs, movedTo: now().getTime() });
  };
  keep();

  return {
    now,
    moveTo(iso) {
      const target = instantOf(iso).getTime();
      const present = now().getTime();
      if (target < present) {
        throw new Error(`Jam hanya dapat dimajukan: sekarang ${new Date(present).toISOString()}, diminta ${iso}.`);
      }
      leadMs = target - machine();
      latest = target;
      keep();
      for (const listener of listeners) listener(new Date(target));
    },
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface ClockState {
  /** How far the house is ahead of the machine; negative when it is behind. */
  leadMs: number;
  /** The house's instant when this was written, in milliseconds since 1970. */
  movedTo: number;
}

function readState(file: string): ClockState | undefined {
  if (!existsSync(file)) return undefined;
  const { leadMs, movedTo } = JSON.parse(readFileSync(file, "utf8")) as Partial<Record<keyof ClockState, unknown>>;
  if (typeof leadMs === "number" && typeof movedTo === "number") return { leadMs, movedTo };
  throw new Error(`Berkas jam ${file} rusak. Hapus berkas itu untuk kembali ke waktu sebenarnya.`);
}

function writeState(file: string, state: ClockState): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.next`, JSON.stringify(state));
  renameSync(`${file}.next`, file);
}

/** Without a zone the text would mean another instant on every machine, so the zone is required. */
function instantOf(iso: string): Date {
  const instant = new Date(iso);
  if (/T.*(Z|[+-]\d\d:\d\d)$/.test(iso) && !Number.isNaN(instant.getTime())) return instant;
  throw new Error(`"${iso}" bukan waktu yang lengkap. Contoh: 2026-04-05T00:00:00+08:00`);
}
