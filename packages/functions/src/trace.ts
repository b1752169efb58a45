import type { Tracer } from "@aws-lambda-powertools/tracer";
import type { Follower } from "@selaras/core/db/meter.ts";
import { allowed } from "./facts.ts";
import type { Invocation } from "./invocation.ts";

type Segment = NonNullable<ReturnType<Tracer["getSegment"]>>;
type Traces = { readonly tracer: Tracer; readonly root: Segment };

/*
 * Powertools' tracer brings the X-Ray SDK along: 130 KB, and async hooks that make every `await` of the process ten times
 * as slow (decision 0022). So it is loaded only when Lambda says that this very request is traced.
 */
let loaded: Promise<Traces | null> | undefined;

/** Whether Lambda traces the running request; `POWERTOOLS_TRACE_ENABLED=false` turns it off, sampled or not. */
const isTraced = (): boolean =>
  process.env["POWERTOOLS_TRACE_ENABLED"] !== "false" && /Sampled=1/.test(process.env["_X_AMZN_TRACE_ID"] ?? "");

async function load(): Promise<Traces | null> {
  const { Tracer } = await import("@aws-lambda-powertools/tracer");
  // Addresses of requests hold ids and queries: only the calls that are named below are told.
  const tracer = new Tracer({ serviceName: "selaras", captureHTTPsRequests: false });
  const root = tracer.getSegment();
  return tracer.isTracingEnabled() && root ? { tracer, root } : null;
}

/**
 * Lambda's own segment of the running request. The SDK keeps it in a context that began where the SDK was loaded and
 * that a later request does not descend from; so it is put into a context of this moment and asked for again, which
 * also makes it read the trace of this request.
 */
function segmentNow({ tracer, root }: Traces): Segment | undefined {
  return tracer.provider.getNamespace().runAndReturn(() => {
    tracer.setSegment(root);
    return tracer.getSegment();
  });
}

/** Every call of the table as a part of the whole: service and command, no keys and no content. */
const follows =
  (whole: Segment): Follower =>
  (command) => {
    const part = whole.addNewSubsegment("DynamoDB");
    part.namespace = "aws";
    part.addAttribute("aws", { operation: command, region: process.env["AWS_REGION"] ?? "" });
    return () => part.close();
  };

const TOLD = ["tenant", "operation", "actor", "coldStart", "code", "kind"] as const;

function annotate(whole: Segment, here: Invocation): void {
  const facts = allowed(Object.fromEntries(TOLD.map((name) => [name, here[name]])));
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === "string" || typeof value === "boolean") whole.addAnnotation(name, value);
  }
}

/**
 * Runs `work` as one part of the request's trace, annotated with what is known of the invocation at its end; runs it
 * plainly when the request is not traced. Errors of tracing never reach the request.
 */
export async function traced<T>(here: Invocation, work: (follower: Follower | null) => Promise<T>): Promise<T> {
  const whole = await begin(here);
  if (whole === null) return work(null);
  try {
    return await work(follows(whole));
  } finally {
    annotate(whole, here);
    if (here.kind === "internal" || here.failed > 0) whole.addFaultFlag();
    else if (here.kind !== null) whole.addErrorFlag();
    whole.close();
  }
}

async function begin({ operation }: Invocation): Promise<Segment | null> {
  if (!isTraced()) return null;
  try {
    const traces = await (loaded ??= load());
    return (traces && segmentNow(traces)?.addNewSubsegment(`## ${operation}`)) ?? null;
  } catch {
    return null;
  }
}
