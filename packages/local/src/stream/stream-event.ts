import { createHash } from "node:crypto";
import type { _Record as StreamRecord, AttributeValue } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";

type EventImage = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;
type EventValue = EventImage[string];

/**
 * A record as GetRecords returns it -> the record a Lambda function gets: binary values in base64, the instant in
 * whole seconds, the name of the stream, and an event id that is unique over tables (the engine only counts).
 */
export function toEventRecord(record: StreamRecord, arn: string, region: string): DynamoDBRecord {
  const change = record.dynamodb ?? {};
  const sequence = change.SequenceNumber ?? "";
  return {
    eventID: createHash("sha256").update(`${arn} ${sequence}`).digest("hex").slice(0, 32),
    eventVersion: record.eventVersion ?? "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: region,
    eventSourceARN: arn,
    ...(record.eventName === undefined ? {} : { eventName: record.eventName }),
    ...(record.userIdentity === undefined ? {} : { userIdentity: record.userIdentity }),
    dynamodb: {
      SequenceNumber: sequence,
      ...(change.ApproximateCreationDateTime === undefined
        ? {}
        : { ApproximateCreationDateTime: Math.floor(change.ApproximateCreationDateTime.getTime() / 1000) }),
      ...(change.Keys === undefined ? {} : { Keys: toImage(change.Keys) }),
      ...(change.NewImage === undefined ? {} : { NewImage: toImage(change.NewImage) }),
      ...(change.OldImage === undefined ? {} : { OldImage: toImage(change.OldImage) }),
      ...(change.SizeBytes === undefined ? {} : { SizeBytes: change.SizeBytes }),
      ...(change.StreamViewType === undefined ? {} : { StreamViewType: change.StreamViewType }),
    },
  };
}

function toImage(image: Record<string, AttributeValue>): EventImage {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, toValue(value)]));
}

function toValue(value: AttributeValue): EventValue {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(toValue) };
  if (value.M !== undefined) return { M: toImage(value.M) };
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: value.N };
  if (value.SS !== undefined) return { SS: value.SS };
  if (value.NS !== undefined) return { NS: value.NS };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  return { NULL: true };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
