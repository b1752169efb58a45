import { type Principal, watchClients } from "@selaras/core/db/principal.ts";
import type { WireItem } from "./item-size.ts";

/** Beginning and end of a call in milliseconds of `performance.now()`. */
export type Span = readonly [from: number, to: number];
/** One item that a call wrote. */
export type Written = {
  readonly kind: "Put" | "Update" | "Delete";
  readonly key: WireItem;
  readonly inTransaction: boolean;
};
/** What the product's table client did while something ran. */
export type Watched = { readonly calls: string[]; readonly spans: Span[]; readonly written: Written[] };

type Requests = Readonly<Record<string, { readonly Item?: WireItem; readonly Key?: WireItem } | undefined>>;
type Body = {
  readonly TransactItems?: readonly Requests[];
  readonly RequestItems?: Readonly<Record<string, readonly Requests[]>>;
  readonly Item?: WireItem;
  readonly Key?: WireItem;
};

const keyOf = (item: WireItem): WireItem => ({ pk: item["pk"] ?? {}, sk: item["sk"] ?? {} });
const KINDS = { PutItem: "Put", UpdateItem: "Update", DeleteItem: "Delete" } as const;

function writesOf(requests: Requests, inTransaction: boolean): Written[] {
  return (["Put", "Update", "Delete"] as const).flatMap((kind) => {
    const request = requests[kind] ?? requests[`${kind}Request`];
    const item = request?.Item ?? request?.Key;
    return item ? [{ kind, key: keyOf(item), inTransaction }] : [];
  });
}

function writtenBy(operation: string, body: Body): readonly Written[] {
  if (body.TransactItems) return body.TransactItems.flatMap((each) => writesOf(each, true));
  if (operation === "BatchWriteItem")
    return Object.values(body.RequestItems ?? {}).flatMap((each) => each.flatMap((one) => writesOf(one, false)));
  const item = body.Item ?? body.Key;
  const kind = Object.entries(KINDS).find(([name]) => name === operation)?.[1];
  return kind && item ? [{ kind, key: keyOf(item), inTransaction: false }] : [];
}

/** The body of a request as it is sent: bytes or text, according to the version of the SDK. */
function bodyOf(request: unknown): Body {
  if (typeof request !== "object" || request === null || !("body" in request)) return {};
  const { body } = request;
  return JSON.parse(body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body));
}

let current: Watched | null = null;
let installed = false;

/** Outermost: the span of a call covers everything the SDK does for it. Next to the wire: its body as it is sent. */
function install(): void {
  if (installed) return;
  installed = true;
  const named = (name: string | undefined): string => (name ?? "").replace(/Command$/, "");
  watchClients((documents) => watchOne(documents, named));
}

function watchOne(documents: Principal["documents"], named: (name: string | undefined) => string): void {
  documents.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        const began = performance.now();
        try {
          return await next(request);
        } finally {
          current?.spans.push([began, performance.now()]);
          current?.calls.push(named(commandName));
        }
      },
    { step: "initialize", priority: "high", name: "watchSpans" },
  );
  documents.middlewareStack.add(
    (next, { commandName }) =>
      async (built) => {
        const { request } = built;
        const answer = await next(built);
        if (current) current.written.push(...writtenBy(named(commandName), bodyOf(request)));
        return answer;
      },
    { step: "build", priority: "low", name: "watchWrites" },
  );
}

/** Runs some work and tells which calls it made. One work at a time. */
export async function watching<T>(work: () => Promise<T>): Promise<Watched & { readonly result: T }> {
  install();
  if (current) throw new Error("Somebody is watching already");
  const mine: Watched = { calls: [], spans: [], written: [] };
  current = mine;
  try {
    return { result: await work(), ...mine };
  } finally {
    current = null;
  }
}

/** Milliseconds in which at least one call was under way. */
export function busyTime(spans: readonly Span[]): number {
  let busy = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    busy += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return busy;
}
