import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { StreamItem } from "./stream-reader.ts";

/** The function under a stream; its answer may name the record from which the batch must come again. */
export type StreamConsumer = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | void>;

/** How a batch was received: wholly, or up to (excluding) the record at `index`. */
export type Outcome =
  | { kind: "received" }
  | { kind: "failed"; index: number; reason: string /** The consumer itself named the record. */; named: boolean };

/**
 * Hands records to the consumer once, as Lambda does: a copy that passed through JSON, one batch at a time. Of several
 * reported failures the first record counts; an identifier that is not in the batch fails the whole batch, as does
 * an exception.
 *
 * Source: AWS Lambda, "Configuring partial batch response with DynamoDB and Lambda".
 */
export async function offer(consumer: StreamConsumer, records: readonly DynamoDBRecord[]): Promise<Outcome> {
  const event: DynamoDBStreamEvent = JSON.parse(JSON.stringify({ Records: records }));
  let answer: DynamoDBBatchResponse | void;
  try {
    answer = await consumer(event);
  } catch (cause) {
    return { kind: "failed", index: 0, reason: String(cause), named: records.length === 1 };
  }
  const failures = answer?.batchItemFailures ?? [];
  if (failures.length === 0) return { kind: "received" };
  const places = failures.map(({ itemIdentifier }) =>
    records.findIndex((record) => record.dynamodb?.SequenceNumber === itemIdentifier),
  );
  if (places.includes(-1)) {
    return { kind: "failed", index: 0, reason: "The consumer named a record that is not in the batch.", named: false };
  }
  return { kind: "failed", index: Math.min(...places), reason: "The consumer reported this record.", named: true };
}

/** How a batch is delivered, and who is told about its progress. */
export interface DeliveryPlan {
  consumer: StreamConsumer;
  /** Repetitions after a first failure. */
  retries: number;
  /** Before the first repetition, doubled for each further one. */
  retryPauseMs: number;
  stopped: AbortSignal;
  received(items: readonly StreamItem[]): void;
  retrying(): void;
  gaveUp(items: readonly StreamItem[], reason: string): void;
}

/**
 * Delivers a batch to its end: what comes before a failing record is received, the failing record comes again with
 * all behind it, and after the last repetition it is given up: alone when the consumer named it, with the rest of the
 * batch when the consumer only threw. Ends early, without giving anything up, when stopped.
 */
export async function deliver(batch: readonly StreamItem[], plan: DeliveryPlan): Promise<void> {
  let rest = batch;
  let attempts = 0;
  while (rest.length > 0 && !plan.stopped.aborted) {
    const records = rest.map(({ record }) => record);
    const outcome = await offer(plan.consumer, records);
    if (outcome.kind === "received") {
      plan.received(rest);
      return;
    }
    if (outcome.index > 0) {
      plan.received(rest.slice(0, outcome.index));
      rest = rest.slice(outcome.index);
      attempts = 0;
    }
    attempts += 1;
    if (attempts <= plan.retries) {
      plan.retrying();
      await pauseUnlessStopped(plan.retryPauseMs * 2 ** (attempts - 1), plan.stopped);
      continue;
    }
    const dead = outcome.named ? rest.slice(0, 1) : rest;
    plan.gaveUp(dead, outcome.reason);
    rest = rest.slice(dead.length);
    attempts = 0;
  }
}

function pauseUnlessStopped(ms: number, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stopped.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    stopped.addEventListener("abort", end);
  });
}
