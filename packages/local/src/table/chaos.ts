import http from "node:http";

/** A request on its way to the engine, as the rule sees it. */
export interface TableRequest {
  /** For example `TransactWriteItems`. */
  operation: string;
  /** How many requests of this operation have come, this one included. */
  count: number;
  /** The parsed body; its shape is that of the operation's input. */
  body: unknown;
}

/** What happens instead of a plain answer. `lost` lets the engine do the work and cuts the line before the answer. */
export type Injection = { kind: "answer"; status: number; body: { __type: string } } | { kind: "lost" };

/** A proxy in front of the engine. */
export interface ChaosProxy {
  readonly endpoint: string;
  /** Requests seen so far, by operation, injected ones included. */
  readonly counts: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

const TYPE_PREFIX = "com.amazonaws.dynamodb.v20120810#";

/** The transaction loses against another one on the item at `position` of `items`. The SDK does not retry this. */
export function transactionConflict(position = 0, items = 1): Injection {
  const reasons = Array.from({ length: items }, (_, index) =>
    index === position
      ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" }
      : { Code: "None" },
  );
  const codes = reasons.map((reason) => reason.Code).join(", ");
  return failure(400, "TransactionCanceledException", {
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: reasons,
  });
}

/** The table refuses for the moment because of too many requests. The SDK retries this. */
export function throttled(): Injection {
  return failure(400, "ProvisionedThroughputExceededException", {
    message: "The level of configured provisioned throughput for the table was exceeded.",
  });
}

/** An internal error of the service, status 500. The SDK retries this. */
export function serverError(): Injection {
  return failure(500, "InternalServerError", { message: "The request processing has failed." });
}

/** The write happens, its answer never arrives: what a retry with the same token must survive. */
export function lostAnswer(): Injection {
  return { kind: "lost" };
}

/**
 * Starts an HTTP proxy before a table engine that lets a rule fail chosen requests, because the engine itself never
 * throttles and never reports a conflict. The rule returns nothing for a request that may pass.
 */
export async function startChaosProxy(
  target: string,
  rule: (request: TableRequest) => Injection | undefined,
): Promise<ChaosProxy> {
  const counts: Record<string, number> = {};
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
      const count = (counts[operation] ?? 0) + 1;
      counts[operation] = count;
      const injection = rule({ operation, count, body: parsed(body) });
      if (injection?.kind === "answer") answer(response, injection);
      else forward(target, agent, request, body, response, injection?.kind === "lost");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    counts,
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function failure(status: number, type: string, rest: Record<string, unknown>): Injection {
  return { kind: "answer", status, body: { __type: TYPE_PREFIX + type, ...rest } };
}

function answer(response: http.ServerResponse, { status, body }: { status: number; body: object }): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "injected" });
  response.end(JSON.stringify(body));
}

function forward(
  target: string,
  agent: http.Agent,
  request: http.IncomingMessage,
  body: Buffer,
  response: http.ServerResponse,
  loseAnswer: boolean,
): void {
  const onward = http.request(
    new URL(request.url ?? "/", target),
    { method: request.method, headers: request.headers, agent },
    (reply) => {
      if (loseAnswer) {
        reply.resume().once("end", () => response.destroy());
        return;
      }
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    },
  );
  onward.on("error", () => response.destroy());
  onward.end(body);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
