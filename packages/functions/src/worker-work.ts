import type { DynamoDBRecord } from "aws-lambda";
import { isNews } from "./journal-news.ts";

/**
 * Operations after which the worker has something to do: a file that was asked for, a signed report that may come out.
 * Apart from the worker, because the deployment reads it to make the filter of the event source.
 */
export const WORKER_OPERATIONS = [
  "export.request",
  "report.issue",
  "report.release",
  "report.sign",
  "report.verify",
] as const;

/** What the worker's event source passes on, and nothing else. */
export function isWorkerWork(record: DynamoDBRecord): boolean {
  const operation = record.dynamodb?.NewImage?.["op"]?.S ?? "";
  return isNews(record) && WORKER_OPERATIONS.some((each) => each === operation);
}
