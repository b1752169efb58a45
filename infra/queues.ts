import { foundation } from "./foundation.ts";
import { named } from "./stage.ts";

const KEPT_SECONDS = 14 * 24 * 3600;

/** Where work ends that failed as often as it may. Somebody looks at it, so nothing else reads it; watch.ts rings. */
function deadLetters(name: string, what: string): aws.sqs.Queue {
  const queue = new aws.sqs.Queue(name, {
    name: named(`${what}-dead-letters`),
    messageRetentionSeconds: KEPT_SECONDS,
    kmsMasterKeyId: foundation.logKeyArn,
  });
  new aws.sqs.QueuePolicy(`${name}Policy`, {
    queueUrl: queue.url,
    policy: queue.arn.apply((arn) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: ["sqs:*"],
            Resource: [arn],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      }),
    ),
  });
  return queue;
}

/** One per function that works without anybody waiting for its answer. */
export const unfinished = {
  projector: deadLetters("ProjectorUnfinished", "projector"),
  worker: deadLetters("WorkerUnfinished", "worker"),
  jobs: deadLetters("JobsUnfinished", "jobs"),
} as const;
