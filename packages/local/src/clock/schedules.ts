import type { LocalClock } from "./local-clock.ts";

const MINUTE_MS = 60_000;
const SLOTS_PER_JUMP = 50;
const KEPT_ERRORS = 100;
const LONGEST_TIMER_MS = 60_000;

/** A job that is due at every whole multiple of `everyMinutes` since 1970 (UTC). */
export interface ScheduledJob {
  name: string;
  everyMinutes: number;
  /** `at` is the slot, not the moment of the call: several slots may be made up for after a jump. */
  run(at: Date): Promise<unknown>;
}

/** A run that failed. */
export interface FailedRun {
  job: string;
  at: Date;
  message: string;
}

/** What one job has done so far. */
export interface JobStatus {
  name: string;
  next: Date;
  runs: number;
  failures: number;
  /** Slots left out because a jump passed over more than fifty. */
  collapsed: number;
}

/** Running schedules. */
export interface Schedules {
  /** Resolves when nothing is due and nothing runs. */
  idle(): Promise<void>;
  status(): JobStatus[];
  /** The newest hundred failed runs, oldest first. */
  errors(): FailedRun[];
  /** Lets the running job end and starts no other. */
  stop(): Promise<void>;
}

interface Entry {
  job: ScheduledJob;
  /** The last slot that was queued, in milliseconds since 1970. */
  queuedTo: number;
  runs: number;
  failures: number;
  collapsed: number;
}

/**
 * Runs jobs when the local clock says they are due. When it jumps, every missed slot is made up for in the order of
 * time over all jobs, as if the time had passed; of one job at most the newest fifty. One run at a time, so that a
 * job never overlaps with itself. Slots missed while the program was off are not made up for.
 */
export function startSchedules(clock: LocalClock, jobs: readonly ScheduledJob[]): Schedules {
  const scheduler = new Scheduler(clock, jobs);
  scheduler.look();
  return scheduler;
}

class Scheduler implements Schedules {
  readonly #clock: LocalClock;
  readonly #entries: readonly Entry[];
  readonly #errors: FailedRun[] = [];
  readonly #forgetMoves: () => void;
  #queue: { entry: Entry; at: number }[] = [];
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(clock: LocalClock, jobs: readonly ScheduledJob[]) {
    const start = clock.now().getTime();
    this.#clock = clock;
    this.#entries = jobs.map((job) => ({ job, queuedTo: slotBefore(start, job), runs: 0, failures: 0, collapsed: 0 }));
    this.#forgetMoves = clock.onMove(() => this.look());
  }

  /** Queues what has come due, and sets the timer for what comes next. */
  look(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const now = this.#clock.now().getTime();
    for (const entry of this.#entries) this.#queueDue(entry, now);
    // A stable sort: of jobs due at the same instant the first in the list runs first.
    this.#queue.sort((a, b) => a.at - b.at || this.#entries.indexOf(a.entry) - this.#entries.indexOf(b.entry));
    if (this.#queue.length > 0) this.#running ??= this.#runQueue();
    const nearest = Math.min(...this.#entries.map((entry) => nextSlot(entry)));
    this.#timer = setTimeout(() => this.look(), Math.min(LONGEST_TIMER_MS, Math.max(1, nearest - now)));
  }

  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  status(): JobStatus[] {
    return this.#entries.map((entry) => {
      const { job, runs, failures, collapsed } = entry;
      return { name: job.name, next: new Date(nextSlot(entry)), runs, failures, collapsed };
    });
  }

  errors(): FailedRun[] {
    return [...this.#errors];
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#forgetMoves();
    clearTimeout(this.#timer);
    await this.#running;
    this.#queue = [];
  }

  #queueDue(entry: Entry, now: number): void {
    const waiting = this.#queue.filter((one) => one.entry === entry);
    const slots = [...waiting, ...dueSlots(entry, now)];
    const kept = slots.slice(-SLOTS_PER_JUMP);
    entry.collapsed += slots.length - kept.length;
    this.#queue = [...this.#queue.filter((one) => one.entry !== entry), ...kept];
  }

  async #runQueue(): Promise<void> {
    for (let next = this.#queue.shift(); next !== undefined && !this.#stopped; next = this.#queue.shift()) {
      await this.#runOne(next.entry, new Date(next.at));
    }
    this.#running = undefined;
  }

  async #runOne(entry: Entry, at: Date): Promise<void> {
    entry.runs += 1;
    try {
      await entry.job.run(at);
    } catch (cause) {
      entry.failures += 1;
      this.#errors.push({ job: entry.job.name, at, message: String(cause) });
      if (this.#errors.length > KEPT_ERRORS) this.#errors.shift();
      console.error(`Tugas berkala ${entry.job.name} gagal untuk ${at.toISOString()}:`, cause);
    }
  }
}

function nextSlot({ queuedTo, job }: Entry): number {
  return queuedTo + job.everyMinutes * MINUTE_MS;
}

function slotBefore(instant: number, job: ScheduledJob): number {
  const step = job.everyMinutes * MINUTE_MS;
  return Math.floor(instant / step) * step;
}

/** The slots that have come since the last look, oldest first; moves the entry's mark. */
function dueSlots(entry: Entry, now: number): { entry: Entry; at: number }[] {
  const step = entry.job.everyMinutes * MINUTE_MS;
  const before = entry.queuedTo;
  entry.queuedTo = Math.max(before, slotBefore(now, entry.job));
  return Array.from({ length: (entry.queuedTo - before) / step }, (_, index) => ({
    entry,
    at: before + (index + 1) * step,
  }));
}
