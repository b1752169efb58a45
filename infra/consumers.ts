import { LIMITS } from "../packages/core/src/kernel/limits.ts";
import { foundation } from "./foundation.ts";
import { functions } from "./functions.ts";
import { unfinished } from "./queues.ts";
import { functionRoles } from "./roles.ts";
import { isPersonal } from "./stage.ts";

/*
 * Who reads the stream of the table. A shard bears two readers, and these are two: a personal stage has none of its
 * own, because the stage `dev` keeps the projections of the table that they share.
 */
const DAY_SECONDS = 24 * 3600;

/** New entries of the journal, as `isNews` in packages/functions/src/stream.ts means it. */
const JOURNAL = { eventName: ["INSERT"], dynamodb: { NewImage: { __edb_e__: { S: ["journal"] } } } } as const;
/** Of these, what asks for an export. */
const EXPORTS = {
  ...JOURNAL,
  dynamodb: { NewImage: { ...JOURNAL.dynamodb.NewImage, op: { S: ["export.request"] } } },
} as const;

type Reading = {
  readonly filter: object;
  readonly batchSize: number;
  /** Batches of one shard that run side by side; records of one partition still follow each other. */
  readonly sideBySide: number;
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
  // Somebody waits for the board: no window. A record that fails is tried for as long as the stream keeps it, nearly:
  // what ends in the queue is put right by `npm run operate -- rebuild`.
  consumer("ProjectorReads", "projector", {
    filter: JOURNAL,
    batchSize: 50,
    sideBySide: 4,
    tries: 20,
    oldestSeconds: DAY_SECONDS / 2,
  });
  // An export takes minutes: one at a time per batch, and as often as the product itself would try.
  consumer("WorkerReads", "worker", {
    filter: EXPORTS,
    batchSize: 1,
    sideBySide: 2,
    tries: LIMITS.exportAttempts,
    oldestSeconds: LIMITS.exportWaitHours * 3_600,
  });
}
