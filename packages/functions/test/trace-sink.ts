import { createSocket, type Socket } from "node:dgram";
import { afterAll, beforeAll } from "vitest";

/** A part of a trace as the X-Ray daemon gets it. */
export type Part = {
  readonly name: string;
  readonly trace_id: string;
  readonly parent_id?: string;
  readonly id: string;
  readonly namespace?: string;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly aws?: Readonly<Record<string, unknown>>;
  readonly fault?: boolean;
  readonly error?: boolean;
};

export type TraceSink = {
  /** Everything that arrived, as it came over the wire. */
  readonly packets: readonly string[];
  readonly parts: () => readonly Part[];
  /** Resolves when a part arrived that fits. */
  readonly arrived: (fits: (part: Part) => boolean) => Promise<Part>;
};

const partOf = (packet: string): Part => JSON.parse(packet.slice(packet.indexOf("\n") + 1));

/** What makes a process look like Lambda to the tracer. */
const LAMBDA = { LAMBDA_TASK_ROOT: "/var/task", AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" } as const;

/** Stands for the X-Ray daemon beside a Lambda function: the tracer sends to it what it would send there. */
export function useTraceSink(): TraceSink {
  const packets: string[] = [];
  const waiting = new Set<() => void>();
  let socket: Socket | undefined;
  beforeAll(async () => {
    const sink = createSocket("udp4", (message) => {
      packets.push(message.toString("utf8"));
      for (const look of waiting) look();
    });
    socket = sink;
    await new Promise<void>((resolve) => sink.bind(0, "127.0.0.1", resolve));
    const daemon = { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${sink.address().port}` };
    Object.assign(process.env, LAMBDA, daemon);
  });
  afterAll(async () => {
    for (const name of [...Object.keys(LAMBDA), "AWS_XRAY_DAEMON_ADDRESS", "_X_AMZN_TRACE_ID"])
      delete process.env[name];
    await new Promise<void>((resolve) => (socket ? socket.close(() => resolve()) : resolve()));
  });
  const parts = (): readonly Part[] => packets.map(partOf);
  const arrived = (fits: (part: Part) => boolean): Promise<Part> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = parts().find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { packets, parts, arrived };
}

/** The trace of the requests that follow, as Lambda tells a function; its id. */
export function trace(n: number, sampled = true): string {
  const id = `1-65f00000-${String(n).padStart(24, "0")}`;
  process.env["_X_AMZN_TRACE_ID"] = `Root=${id};Parent=53995c3f42cd8ad8;Sampled=${sampled ? 1 : 0}`;
  return id;
}
