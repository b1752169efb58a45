import { expect, it } from "vitest";
import { PATHS } from "../../packages/functions/src/http/paths.ts";
import { SCHEDULE } from "../../packages/functions/src/schedule.ts";
import { isNews } from "../../packages/functions/src/journal-news.ts";
import { WORKER_OPERATIONS } from "../../packages/functions/src/worker-operations.ts";
import { isWorkerWork } from "../../packages/functions/src/worker-work.ts";
import { ACCOUNT, type Fields, type Plain, REGION } from "./evaluation.ts";
import { at, documentIn, isFields, listAt, ofType, STAGE_NAMES, type Stages, textAt, theOne } from "./found.ts";
import { homeValues } from "./parameters.ts";

const READER = "aws:lambda/eventSourceMapping:EventSourceMapping";
const BUCKET = "aws:s3/bucket:Bucket";
const queueArn = (of: string): string => `arn:aws:sqs:${REGION}:${ACCOUNT}:selaras-production-${of}-dead-letters`;

/** Whether a record passes a filter: every list holds the value at its place. */
function passes(pattern: Plain, value: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((each) => each === value);
  if (!isFields(pattern)) return false;
  const found: Readonly<Record<string, unknown>> = typeof value === "object" && value !== null ? { ...value } : {};
  return Object.entries(pattern).every(([name, part]) => passes(part, found[name]));
}

type DynamoDBRecord = Parameters<typeof isNews>[0];
const image = (entity: string, op: string) => ({
  NewImage: {
    __edb_e__: { S: entity },
    op: { S: op },
    events: { L: op === "export.request" ? [{ M: { type: { S: "ExportRequested" } } }] : [] },
  },
});
const RECORDS: Readonly<Record<string, DynamoDBRecord>> = {
  news: { eventName: "INSERT", dynamodb: image("journal", "report.save") },
  "news of an export": { eventName: "INSERT", dynamodb: image("journal", "export.request") },
  "a change of the journal": { eventName: "MODIFY", dynamodb: image("journal", "export.request") },
  "another item": { eventName: "INSERT", dynamodb: image("report", "export.request") },
  "what was deleted": { eventName: "REMOVE", dynamodb: {} },
};

const filterOf = (inputs: Fields): Plain => {
  const [only, ...more] = listAt(inputs, "filterCriteria", "filters");
  expect(more).toEqual([]);
  // A filter is text that holds JSON.
  return JSON.parse(textAt(only ?? null, "pattern")) as Plain;
};

export function workSuite(stages: () => Stages): void {
  it.each(["Projector", "Worker"])("lets %s fail by the record, and give up into a queue of its own", (name) => {
    const { inputs, after } = theOne(stages().production, READER, `${name}Reads`);
    expect(inputs).toMatchObject({
      eventSourceArn: homeValues("production").streamArn,
      functionName: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:selaras-production-${name.toLowerCase()}`,
      functionResponseTypes: ["ReportBatchItemFailures"],
      bisectBatchOnFunctionError: true,
      destinationConfig: { onFailure: { destinationArn: queueArn(name.toLowerCase()) } },
    });
    expect(Number(inputs["maximumRetryAttempts"])).not.toBe(0);
    // A stream keeps its records for a day: a record must be given up, and be seen, before it is lost.
    expect(Number(inputs["maximumRecordAgeInSeconds"])).toBeLessThan(24 * 3600);
    expect(after.filter((urn) => urn.includes(`::${name}Data`) || urn.includes(`::${name}Running`))).toHaveLength(2);
  });

  it("tries a projection through an outage of an hour, however often, and holds nobody up for longer than three", () => {
    const { inputs } = theOne(stages().production, READER, "ProjectorReads");
    expect([inputs["maximumRetryAttempts"], inputs["maximumRecordAgeInSeconds"]]).toEqual([-1, 10_800]);
  });

  it("passes to the projector what the projector calls news", () => {
    const pattern = filterOf(theOne(stages().production, READER, "ProjectorReads").inputs);
    for (const [what, record] of Object.entries(RECORDS)) {
      expect([what, passes(pattern, record)]).toEqual([what, isNews(record)]);
    }
  });

  it("passes to the worker what gives it something to do, and nothing else", () => {
    const pattern = filterOf(theOne(stages().production, READER, "WorkerReads").inputs);
    for (const [what, record] of Object.entries(RECORDS)) {
      expect([what, passes(pattern, record)]).toEqual([what, isWorkerWork(record)]);
    }
    expect(isWorkerWork(RECORDS["news of an export"] ?? {})).toBe(true);
    // The filter goes by the operation's name; renaming it must be noticed here.
    // Publications are what the product does by itself and nobody can ask for.
    const known = [...Object.keys(PATHS), "report.publish", "template.publish"];
    for (const operation of WORKER_OPERATIONS) expect(known).toContain(operation);
  });

  it("runs every job as often as the functions say, and gives up into a queue", () => {
    const { production } = stages();
    const found = ofType(production, "aws:scheduler/schedule:Schedule");
    const expressions = found.map(({ inputs }) => [inputs["name"], inputs["scheduleExpression"]]);
    expect(Object.fromEntries(expressions)).toMatchObject({
      "open-periods": "rate(60 minutes)",
      "publish-signed": "rate(5 minutes)",
    });
    expect(found.map(({ inputs }) => inputs["name"])).toEqual(Object.keys(SCHEDULE));
    for (const { inputs } of found) {
      expect(at(inputs, "target")).toMatchObject({
        arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:selaras-production-jobs`,
        roleArn: `arn:aws:iam::${ACCOUNT}:role/selaras-production-scheduler`,
        input: JSON.stringify({ job: inputs["name"] }),
        deadLetterConfig: { arn: queueArn("jobs") },
      });
    }
    const async = theOne(production, "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "JobsGiveUp");
    expect(at(async.inputs, "destinationConfig", "onFailure", "destination")).toBe(queueArn("jobs"));
  });

  it("lets the scheduler call the jobs and nothing else", () => {
    const { production } = stages();
    const { Statement } = documentIn(theOne(production, "aws:iam/rolePolicy:RolePolicy", "SchedulerCalls"), "policy");
    expect(Statement[0]).toMatchObject({
      Action: ["lambda:InvokeFunction"],
      Resource: [`arn:aws:lambda:${REGION}:${ACCOUNT}:function:selaras-production-jobs`],
    });
    const trust = documentIn(theOne(production, "aws:iam/role:Role", "SchedulerRole"), "assumeRolePolicy").Statement;
    expect(trust).toEqual([
      {
        Effect: "Allow",
        Action: ["sts:AssumeRole"],
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      },
    ]);
  });

  it("reads no stream and keeps no schedule on a personal stage: dev does, on the table that they share", () => {
    const { personal } = stages();
    expect(ofType(personal, READER)).toEqual([]);
    expect(ofType(personal, "aws:scheduler/schedule:Schedule")).toEqual([]);
  });

  it("keeps what was given up for a fortnight, encrypted and never in the clear", () => {
    const queues = ofType(stages().production, "aws:sqs/queue:Queue");
    expect(queues).toHaveLength(3);
    for (const { inputs } of queues) {
      expect([inputs["messageRetentionSeconds"], inputs["kmsMasterKeyId"]]).toEqual([
        14 * 24 * 3600,
        homeValues("production").logKeyArn,
      ]);
    }
    for (const found of ofType(stages().production, "aws:sqs/queuePolicy:QueuePolicy")) {
      const [only, ...more] = documentIn(found, "policy").Statement;
      expect(only).toMatchObject({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
      expect(more).toEqual([]);
    }
  });

  it.each(STAGE_NAMES)("leaves nothing in a bucket of %s open to the world", (stage) => {
    const evaluation = stages()[stage];
    const buckets = ofType(evaluation, BUCKET).map(({ name }) => name);
    expect(buckets.sort()).toEqual(["AccessLogs", "PortalAssets", "Web", "Work"]);
    for (const name of buckets) {
      const access = theOne(evaluation, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", `${name}Access`);
      const shut = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
      expect(shut.map((each) => access.inputs[each])).toEqual([true, true, true, true]);
      const { Statement } = documentIn(
        theOne(evaluation, "aws:s3/bucketPolicy:BucketPolicy", `${name}Policy`),
        "policy",
      );
      expect(Statement[0]).toMatchObject({
        Effect: "Deny",
        Principal: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
      const open = Statement.filter(
        ({ Effect, Principal }) => Effect === "Allow" && JSON.stringify(Principal).includes("*"),
      );
      expect(open).toEqual([]);
    }
  });

  it("keeps work files for a week, under the data key, for the officials' pages alone", () => {
    const { production } = stages();
    const encryption = theOne(
      production,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "WorkEncryption",
    );
    expect(at(encryption.inputs, "rules", 0, "applyServerSideEncryptionByDefault")).toEqual({
      sseAlgorithm: "aws:kms",
      kmsMasterKeyId: homeValues("production").dataKeyArn,
    });
    const lifecycle = theOne(
      production,
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "WorkLifecycle",
    );
    expect(at(lifecycle.inputs, "rules", 0)).toMatchObject({ status: "Enabled", expiration: { days: 7 } });
    expect(ofType(production, "aws:s3/bucketVersioning:BucketVersioning")).toEqual([]);
    const cors = ofType(production, "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration");
    expect(cors.map(({ inputs }) => [inputs["bucket"], listAt(inputs, "corsRules")])).toEqual([
      [
        `selaras-production-work-${ACCOUNT}`,
        [
          {
            allowedOrigins: ["https://app.selaras.example"],
            allowedMethods: ["GET"],
            maxAgeSeconds: 600,
          },
        ],
      ],
    ]);
  });
}
