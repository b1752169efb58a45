import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import type { Injection } from "@selaras/local/table/chaos.ts";
import { type Disturbance, useDisturbedEngines } from "./world.ts";

/** A process that dies at its n-th request to table or store: that one and everything after it never comes back. */
export type DyingLine = {
  /** Lets `alive` requests pass. `after`: the next one still arrives and only its answer is lost; else it never leaves. */
  readonly dieAfter: (alive: number, when: "before" | "after") => void;
  readonly live: () => void;
  /** Requests since the last call of `dieAfter` or `live`. */
  readonly count: () => number;
};

const DEAD: Injection = {
  kind: "answer",
  status: 400,
  body: { __type: "com.amazonaws.dynamodb.v20120810#ValidationException" },
};

/** Engines of which both, table and store, are reached over a line that can be cut at any request. */
export function useDyingLine(): DyingLine {
  const table: Disturbance = useDisturbedEngines();
  let left = Number.POSITIVE_INFINITY;
  let late = false;
  let seen = 0;
  let server: Server | undefined;

  /** `alive`, the one request whose answer is lost, or dead. */
  const fate = (): "alive" | "lost" | "dead" => {
    seen += 1;
    if (seen <= left) return "alive";
    return late && seen === left + 1 ? "lost" : "dead";
  };

  beforeAll(async () => {
    const target = new URL(process.env["AWS_ENDPOINT_URL_S3"] ?? "");
    server = createServer((incoming, outgoing) => {
      const end = fate();
      const refuse = (): void => {
        outgoing.writeHead(400, { "content-type": "application/xml" });
        outgoing.end("<Error><Code>InvalidRequest</Code><Message>The line is cut</Message></Error>");
      };
      if (end === "dead") {
        incoming.resume();
        incoming.on("end", refuse);
        return;
      }
      const { method, url, headers } = incoming;
      const forwarded = ask({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
        if (end === "lost") {
          answer.resume();
          answer.on("end", refuse);
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(forwarded);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    process.env["AWS_ENDPOINT_URL_S3"] = `http://127.0.0.1:${port}`;
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });

  const set = (alive: number, when: "before" | "after"): void => {
    left = alive;
    late = when === "after";
    seen = 0;
    table.inject(() => {
      const end = fate();
      if (end === "alive") return undefined;
      return end === "lost" ? { kind: "lost" } : DEAD;
    });
  };
  return {
    dieAfter: set,
    live: () => set(Number.POSITIVE_INFINITY, "before"),
    count: () => seen,
  };
}
