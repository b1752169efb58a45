import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { officialsApp } from "./http/app.ts";

const answer = handle(officialsApp());

/** A question has no body; one that brings it all the same could not even be made into a Request. */
function withoutBody(event: LambdaEvent): LambdaEvent {
  const asks = "rawPath" in event && ["GET", "HEAD"].includes(event.requestContext.http.method);
  return asks ? { ...event, body: null } : event;
}

/** Lambda entry: the officials' API. */
export const handler = (event: LambdaEvent, context?: LambdaContext) => answer(withoutBody(event), context);
