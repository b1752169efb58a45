import type { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import { type Position, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { type DeadLetter, type DeadLetterBox, deadLetterBox } from "./dead-letters.ts";
import { type DeliveryPlan, deliver, offer, type StreamConsumer } from "./delivery.ts";
import { type StreamItem, type StreamReader, streamReader } from "./stream-reader.ts";
import { wakeablePause } from "./wake.ts";

/** What one event source reads and how patient it is. All times in milliseconds. */
export interface EventSourceOptions {
  client: DynamoDBStreamsClient;
  tableName: string;
  /** Shown in dead letters and error lines. */
  name: string;
  consumer: StreamConsumer;
  /** Records for which it is false are passed over without a call, like a Lambda event filter. */
  filter?: (record: DynamoDBRecord) => boolean;
  /** Most records in one call; default 100. */
  batchSize?: number;
  /** How long a batch may wait to become full; default 0. */
  batchWindowMs?: number;
  /** Pause between two looks at an idle stream; default 100. */
  pollMs?: number;
  /** Repetitions after a first failure; default 3. */
  retries?: number;
  /** Pause before the first repetition, doubled for each further one; default 50. */
  retryPauseMs?: number;
  /** Keeps the position over restarts; without it every start begins at the oldest record. */
  checkpointFile?: string;
  /** Keeps records that were given up; without it they live in memory. */
  deadLetterFile?: string;
  /** Clock for the dead letters; default the machine's. */
  now?: () => Date;
}

/** Counters since the start. */
export interface EventSourceStats {
  /** Calls of the consumer that received at least one record. */
  batches: number;
  /** Records done with, dead letters included. */
  records: number;
  /** Records the filter passed over. */
  filtered: number;
  retries: number;
  dead: number;
  /** The last trouble in reading the stream, if any. */
  lastError?: string;
}

/** A running connection between a stream and a consumer. */
export interface EventSource {
  readonly name: string;
  readonly stats: Readonly<EventSourceStats>;
  /**
   * Resolves when a look at the stream that began after the call found nothing left; looks at once instead of waiting
   * for the next tick.
   *
   * @throws Error when the event source is stopped meanwhile.
   */
  drained(): Promise<void>;
  deadLetters(): DeadLetter[];
  /**
   * Offers records again, between two batches of the stream. Those received leave the dead letters; the others stay
   * there.
   */
  replay(records: readonly DynamoDBRecord[]): Promise<{ received: number; failed: number }>;
  /** Lets the running call end, leaves the rest for the next start. */
  stop(): Promise<void>;
}

/**
 * Reads a table's stream like a Lambda event source mapping: in order, in batches, one call at a time, at least once.
 * The checkpoint is written after every batch. Several event sources may read one stream, each with a checkpoint of
 * its own. What happens to a record that fails again and again: see `deliver`.
 */
export function startEventSource(options: EventSourceOptions): EventSource {
  const poller = new Poller(options);
  poller.start();
  return poller;
}

interface Waiter {
  done: () => void;
  fail: (cause: Error) => void;
}

class Poller implements EventSource {
  readonly name: string;
  readonly stats: EventSourceStats = { batches: 0, records: 0, filtered: 0, retries: 0, dead: 0 };
  readonly #options: EventSourceOptions;
  readonly #batchSize: number;
  readonly #pollMs: number;
  readonly #reader: StreamReader;
  readonly #box: DeadLetterBox;
  readonly #plan: DeliveryPlan;
  readonly #pause = wakeablePause();
  readonly #stopped = new AbortController();
  readonly #waiters = new Set<Waiter>();
  #running: Promise<void> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();
  #pending: StreamItem[] = [];
  #pendingSince = 0;
  #consumed: Position | undefined;

  constructor(options: EventSourceOptions) {
    const { client, tableName, checkpointFile } = options;
    this.name = options.name;
    this.#options = options;
    this.#batchSize = options.batchSize ?? 100;
    this.#pollMs = options.pollMs ?? 100;
    this.#box = deadLetterBox(options.deadLetterFile);
    this.#reader = streamReader(
      client,
      tableName,
      checkpointFile === undefined ? undefined : readCheckpoint(checkpointFile),
    );
    this.#plan = {
      consumer: options.consumer,
      retries: options.retries ?? 3,
      retryPauseMs: options.retryPauseMs ?? 50,
      stopped: this.#stopped.signal,
      received: (items) => {
        this.stats.batches += 1;
        this.#pass(items);
      },
      retrying: () => {
        this.stats.retries += 1;
      },
      gaveUp: (items, reason) => this.#giveUp(items, reason),
    };
  }

  start(): void {
    this.#running = this.#loop();
  }

  async drained(): Promise<void> {
    if (this.#stopped.signal.aborted) throw new Error(`The event source ${this.name} is stopped.`);
    await new Promise<void>((done, fail) => {
      this.#waiters.add({ done, fail });
      this.#pause.wake();
    });
  }

  deadLetters(): DeadLetter[] {
    return this.#box.all();
  }

  replay(records: readonly DynamoDBRecord[]): Promise<{ received: number; failed: number }> {
    return this.#inTurn(async () => {
      const received = new Set<string>();
      for (const record of records) {
        const outcome = await offer(this.#options.consumer, [record]);
        if (outcome.kind === "received") received.add(record.eventID ?? "");
      }
      this.#box.remove(received);
      return { received: received.size, failed: records.length - received.size };
    });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#pause.wake();
    await this.#running;
    await this.#turn;
    for (const waiter of this.#waiters) waiter.fail(new Error(`The event source ${this.name} was stopped.`));
    this.#waiters.clear();
  }

  async #loop(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      let ms = this.#pollMs;
      try {
        ms = await this.#look();
      } catch (cause) {
        // The engine may be restarting: the next look opens the stream again behind the last record read.
        this.stats.lastError = String(cause);
      }
      if (ms > 0 && !this.#stopped.signal.aborted) await this.#pause.rest(ms);
    }
  }

  /** One look at the stream; resolves to the pause, in milliseconds, that may follow. */
  async #look(): Promise<number> {
    const askedBefore = new Set(this.#waiters);
    const items = await this.#reader.read(Math.max(1, this.#batchSize - this.#pending.length));
    this.#take(items);
    const window = (this.#options.batchWindowMs ?? 0) - (performance.now() - this.#pendingSince);
    const full = this.#pending.length >= this.#batchSize;
    if (this.#pending.length > 0 && (full || window <= 0 || this.#waiters.size > 0)) {
      await this.#inTurn(() => deliver(this.#pending, this.#plan));
      if (this.#stopped.signal.aborted) return 0;
      this.#pending = [];
    }
    if (this.#pending.length > 0) return items.length > 0 ? 0 : Math.min(this.#pollMs, Math.max(1, window));
    const last = items.at(-1)?.position;
    if (last !== undefined && last.sequence !== this.#consumed?.sequence) this.#doneTo(last);
    this.#settle(items.length === 0 ? askedBefore : new Set());
    return items.length > 0 ? 0 : this.#pollMs;
  }

  #take(items: readonly StreamItem[]): void {
    const { filter } = this.#options;
    for (const item of items) {
      if (filter !== undefined && !filter(item.record)) {
        this.stats.filtered += 1;
        continue;
      }
      if (this.#pending.length === 0) this.#pendingSince = performance.now();
      this.#pending.push(item);
    }
  }

  /** Everything read is consumed here: those who asked before an empty look may go on. */
  #settle(sawTheEnd: ReadonlySet<Waiter>): void {
    for (const waiter of sawTheEnd) {
      if (!this.#waiters.delete(waiter)) continue;
      waiter.done();
    }
  }

  #pass(items: readonly StreamItem[]): void {
    const last = items.at(-1);
    if (last === undefined) return;
    this.stats.records += items.length;
    this.#doneTo(last.position);
  }

  #giveUp(items: readonly StreamItem[], reason: string): void {
    const at = (this.#options.now?.() ?? new Date()).toISOString();
    const attempts = this.#plan.retries + 1;
    this.#box.add(items.map(({ record }) => ({ at, source: this.name, attempts, reason, record })));
    this.stats.dead += items.length;
    this.#pass(items);
  }

  #doneTo(position: Position): void {
    this.#consumed = position;
    if (this.#options.checkpointFile !== undefined) writeCheckpoint(this.#options.checkpointFile, position);
  }

  /** Calls of the consumer never overlap: a replay waits for the batch, the next batch for the replay. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }
}
