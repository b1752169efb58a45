import { react } from "@selaras/core/projection/react.ts";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { type Consumer, eachEntry } from "./batch.ts";
import { isNews } from "./journal-news.ts";
import { observed } from "./observe.ts";

/** What a projection says is stamped, so it may be said again and out of order. */
const PROJECTOR: Consumer = {
  job: "proyeksi",
  broken: "projection failed",
  work: async (entry) => {
    await react(entry);
  },
};

/** Lambda entry: keeps the projections after the journal. */
export const handler = (
  event: DynamoDBStreamEvent,
  context?: { readonly awsRequestId: string },
): Promise<DynamoDBBatchResponse> => {
  const news = event.Records.filter(isNews);
  const beginning = { function: "projector", event: "batch", operation: "projection" } as const;
  return observed({ ...beginning, awsRequestId: context?.awsRequestId }, (here) => {
    here.actor = "system";
    here.records = news.length;
    return eachEntry(news, here, PROJECTOR);
  });
};
