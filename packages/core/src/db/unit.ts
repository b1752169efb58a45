import {
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { Context } from "../kernel/context.ts";
import { busy, type Facts, type Failure, repeatedDifferently } from "../kernel/failure.ts";
import { LIMITS } from "../kernel/limits.ts";
import { documents } from "./client.ts";
import { Journal, type JournalActor, type JournalRecord, Root } from "./journal.ts";
import type { Write } from "./write.ts";

/** What a refused condition means: a failure to tell, or that the world moved and the operation should look again. */
export type Refusal = "again" | (() => Failure);

/** Something that happened, for consumers of the journal. `stamp` orders the statements about one subject. */
export type DomainEvent = { readonly type: string; readonly stamp: number } & Facts;

export type Entry = {
  /** What changed, small: digests or old and new values. */
  readonly changes: unknown;
  readonly events: readonly DomainEvent[];
  /** Words for the list of the day, at most 300 bytes. */
  readonly card?: Facts;
};

export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "again" }
  | { readonly kind: "repeated"; readonly entry: JournalRecord };

const REPEATED: unique symbol = Symbol("repeated");
type Planned = { readonly write: Write; readonly refusal: Refusal | typeof REPEATED };

/**
 * Collects writes and commits them once, together with one journal item which is audit entry, outbox event and guard
 * against repetition in one. Races of the store are retried with the same token and the same instant; a refused
 * condition is final.
 */
export class Unit {
  readonly #context: Context;
  readonly #operation: string;
  readonly #attempt: number;
  readonly #subject: string;
  readonly #writes: Planned[] = [];
  readonly #opened = new Set<string>();
  #entry: Entry | null = null;

  /** `subject` is the partition (without tenant) whose trail this belongs to, such as `report#rfk.2026-03.dinas-pu.1`. */
  constructor(context: Context, operation: string, subject: string, attempt = 1) {
    this.#context = context;
    this.#operation = operation;
    this.#subject = subject;
    this.#attempt = attempt;
  }

  /** Adds a write; `refusal` says what it means when its condition does not hold. */
  add(write: Write, refusal: Refusal = "again"): this {
    this.#writes.push({ write, refusal });
    if (write.opens && !this.#opened.has(write.partition)) {
      this.#opened.add(write.partition);
      const month = this.#context.now.toISOString().slice(0, 7);
      this.#writes.push({ write: Root.put({ month, partition: write.partition }), refusal: "again" });
    }
    return this;
  }

  /** Says what this unit means. Every unit says it exactly once. */
  tell(entry: Entry): this {
    if (this.#entry) throw new Error(`${this.#operation} told twice`);
    this.#entry = entry;
    return this;
  }

  get told(): Entry | null {
    return this.#entry;
  }

  get size(): number {
    return this.#writes.length;
  }

  /** Commits everything or nothing. Throws the failure of the first refused condition. */
  async commit(reply: unknown): Promise<Outcome> {
    const entry = this.#entry;
    if (!entry) throw new Error(`${this.#operation} wrote without telling what`);
    const journal = Journal.create(this.#journal(entry, reply));
    const writes: Planned[] = [...this.#writes, { write: journal, refusal: REPEATED }];
    if (writes.length > LIMITS.transactionWrites)
      throw new Error(`${this.#operation}: ${writes.length} writes in one unit`);
    // A later attempt of the same command carries other writes, so it needs a token of its own; the journal item
    // still lets the command happen only once.
    const token = this.#attempt === 1 ? this.#context.command : `${this.#context.command}-${this.#attempt}`;
    const request: TransactWriteCommandInput = {
      ClientRequestToken: token,
      TransactItems: writes.map(({ write }) => ({ [write.kind]: write.params })),
    };
    for (let tries = 1; ; tries += 1) {
      const reasons = await attempt(request);
      if (reasons === null) return { kind: "done" };
      const failed = reasons.flatMap((reason, i) => (reason === "ConditionalCheckFailed" ? [writes[i]?.refusal] : []));
      if (failed.includes(REPEATED)) {
        const repeated = await recall(this.#context, this.#operation, this.#subject);
        if (!repeated) throw repeatedDifferently({});
        return { kind: "repeated", entry: repeated };
      }
      // Looking again tells which refusal stands: what a neighbour's write moved on may only look like a decision.
      if (failed.includes("again")) return { kind: "again" };
      const [refusal] = failed;
      if (typeof refusal === "function") throw refusal();
      if (tries === LIMITS.transactionTries) throw busy({});
      await pause(tries);
    }
  }

  #journal(entry: Entry, reply: unknown): JournalRecord {
    const { now, command } = this.#context;
    const at = now.toISOString();
    const actor = journalActor(this.#context);
    return {
      subject: this.#subject,
      commandId: command,
      at,
      day: at.slice(0, 10),
      op: this.#operation,
      actor,
      changes: entry.changes,
      events: entry.events,
      reply,
      card: { op: this.#operation, at, by: actor.name, hat: actor.hat, subject: this.#subject, ...entry.card },
    };
  }
}

/**
 * The journal item of this very command, if it was done before by the same person. Throws when the id was used for
 * something else.
 */
export async function recall(here: Context, operation: string, subject: string): Promise<JournalRecord | null> {
  const entry = await Journal.get({ subject, commandId: here.command }, { strong: true });
  if (entry && (entry.op !== operation || entry.actor.id !== journalActor(here).id)) throw repeatedDifferently({});
  return entry;
}

function journalActor({ actor }: Context): JournalActor {
  if (actor.kind === "system") return { id: actor.job, name: "Sistem", hat: null };
  if (actor.kind !== "official") throw new Error(`A ${actor.kind} cannot write`);
  const [post] = actor.posts;
  return { id: actor.person, name: actor.name, hat: post ? post.title : null };
}

const PLAYED = new Set([
  "None",
  "ConditionalCheckFailed",
  "TransactionConflict",
  "ThrottlingError",
  "ProvisionedThroughputExceeded",
]);

/** Null when it was written; otherwise the reason per write, in their order. */
async function attempt(request: TransactWriteCommandInput): Promise<readonly string[] | null> {
  try {
    await documents.send(new TransactWriteCommand(request));
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === "IdempotentParameterMismatchException") throw repeatedDifferently({});
    if (error.name !== "TransactionCanceledException") throw error;
    const reasons =
      "CancellationReasons" in error && Array.isArray(error.CancellationReasons) ? error.CancellationReasons : [];
    const codes: readonly string[] = reasons.map((reason: { Code?: string }) => reason.Code ?? "None");
    // Only races of the store and refused conditions are part of the game; anything else is a defect and says so.
    if (codes.some((code) => !PLAYED.has(code))) throw error;
    return codes;
  }
}

/** Full jitter between tries, so that fifty writers who met once do not meet again. */
const pause = (tries: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, jitter() * Math.min(400, 10 * 2 ** tries));
  });
const jitter = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

/**
 * Creates many records that belong to something which does not exist yet, in whole transactions of a hundred. Records
 * that stand already are left as they are, so that a broken run can be run again.
 */
export async function createAhead(writes: readonly Write[]): Promise<void> {
  for (let from = 0; from < writes.length; from += LIMITS.transactionWrites) {
    let chunk = writes.slice(from, from + LIMITS.transactionWrites);
    while (chunk.length > 0) {
      const reasons = await attempt({ TransactItems: chunk.map((write) => ({ [write.kind]: write.params })) });
      if (reasons === null) break;
      // One that stands must not keep its neighbours from being created.
      const absent = chunk.filter((_, i) => reasons[i] !== "ConditionalCheckFailed");
      if (absent.length === chunk.length) throw busy({});
      chunk = absent;
    }
  }
}

/**
 * Creates records together or not at all, without a journal: what is derived and has its identity in its key. "standing"
 * when one of them stands already; however often and by however many it is tried, it happens once.
 */
export async function createOnce(writes: readonly Write[]): Promise<"created" | "standing"> {
  for (let tries = 1; tries <= LIMITS.transactionTries; tries += 1) {
    const reasons = await attempt({ TransactItems: writes.map((write) => ({ [write.kind]: write.params })) });
    if (reasons === null) return "created";
    if (reasons.includes("ConditionalCheckFailed")) return "standing";
    await pause(tries);
  }
  throw busy({});
}

/**
 * Writes one statement without a journal: for projections, whose source is the journal itself, and for counts. A single
 * conditional write, half the price of a transaction. What lies outside of all tenants is written `on` the function's own role.
 */
export async function writeQuietly(write: Write, on = documents): Promise<"written" | "older"> {
  const input = write.params as never;
  try {
    if (write.kind === "Put") await on.send(new PutCommand(input));
    else if (write.kind === "Update") await on.send(new UpdateCommand(input));
    else await on.send(new DeleteCommand(input));
    return "written";
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return "older";
    throw error;
  }
}
