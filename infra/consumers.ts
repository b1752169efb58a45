import { LIMITS } from "../packages/core/src/kernel/limits.ts";
import { WORKER_OPERATIONS } from "../packages/functions/src/worker-operations.ts";
import { foundation } from "./foundation.ts";
import { functions } from "./functions.ts";
import { unfinished } from "./queues.ts";
import { functionRoles } from "./roles.ts";
import { isPersonal } from "./stage.ts";

/*
 * Who reads the stream of the table. A shard bears two readers, and these are two: a personal stage has none of its
 * own, because the stage `dev` keeps the projections of the table that they share.
 */
const HOUR_SECONDS = 3600;
/** No number of tries is right: Lambda does not say how long it waits between two, so only age can mean a time. */
const AS_LONG_AS_YOUNG = -1;

/** New entries of the journal, as `isNews` in packages/functions/src/stream.ts means it. */
const JOURNAL = { eventName: ["INSERT"], dynamodb: { NewImage: { __edb_e__: { S: ["journal"] } } } } as const;
/** Of these, what gives the worker something to do, as `isWorkerWork` means it. */
const WORK = {
  ...JOURNAL,
  dynamodb: { NewImage: { ...JOURNAL.dynamodb.NewImage, op: { S: [...WORKER_OPERATIONS] } } },
} as const;

type Reading = {
  readonly filter: object;
  readonly batchSize: number;
  /** Batches of one shard that run side by side; records of one partition still follow each other. */
  readonly sideBySide: number;
  /** Repetitions after the first try; -1: until it is too old. */
  readonly tries: number;
  readonly oldestSeconds: number;
};

function consumer(name: string, reader: "projector" | "worker", reading: Reading): void {
  new aws.lambda.EventSourceMapping(
    name,
    {
      eventSourceArn: foundation.streamArn,
      functionName: functions[reader].arn,
      startingPosition: "TRIM_HORIZON",
      filterCriteria: { filters: [{ pattern: JSON.stringify(reading.filter) }] },
      batchSize: reading.batchSize,
      maximumBatchingWindowInSeconds: 0,
      parallelizationFactor: reading.sideBySide,
      functionResponseTypes: ["ReportBatchItemFailures"],
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: reading.tries,
      maximumRecordAgeInSeconds: reading.oldestSeconds,
      destinationConfig: { onFailure: { destinationArn: unfinished[reader].arn } },
    },
    { dependsOn: [...functionRoles[reader].policies] },
  );
}

if (!isPersonal) {
  // Somebody waits for the board: no window. A record that fails is tried until it is three hours old: an outage of an
  // hour loses nothing, catching up included. Not for longer, because a record that can never be projected holds up those
  // that come after its batch in the same lane of the shard, other regencies' among them. What is given up lies in the
  // queue and is put right by `npm run operate -- rebuild`.
  consumer("ProjectorReads", "projector", {
    filter: JOURNAL,
    batchSize: 50,
    sideBySide: 4,
    tries: AS_LONG_AS_YOUNG,
    oldestSeconds: 3 * HOUR_SECONDS,
  });
  // An export takes minutes: one at a time per batch, and as often as the product itself would try.
  consumer("WorkerReads", "worker", {
    filter: WORK,
    batchSize: 1,
    sideBySide: 2,
    tries: LIMITS.exportAttempts,
    oldestSeconds: LIMITS.exportWaitHours * HOUR_SECONDS,
  });
}
