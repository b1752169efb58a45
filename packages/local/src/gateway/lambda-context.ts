import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";

/**
 * The second argument of a Lambda function: who it is and how much time is left.
 *
 * @param timeoutMs the function's time limit in milliseconds, counted from now.
 */
export function lambdaContext(functionName: string, timeoutMs: number, requestId: string = randomUUID()): Context {
  const end = performance.now() + timeoutMs;
  const ignored = () => {};
  return {
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: "1024",
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(end - performance.now())),
    // Left over from the callback style; nothing of ours calls them, the type wants them.
    done: ignored,
    fail: ignored,
    succeed: ignored,
  };
}
