import type { DynamoDBRecord } from "aws-lambda";
import { isNews } from "./journal-news.ts";
import { WORKER_OPERATIONS } from "./worker-operations.ts";

/** What the worker's event source passes on, and nothing else. */
export function isWorkerWork(record: DynamoDBRecord): boolean {
  const operation = record.dynamodb?.NewImage?.["op"]?.S ?? "";
  return isNews(record) && WORKER_OPERATIONS.some((each) => each === operation);
}
