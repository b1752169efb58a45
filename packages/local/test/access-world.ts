import { readFileSync } from "node:fs";
import { FUNCTIONS, type FunctionName, SCOPES, TENANT_VARIABLE, tenantPolicy } from "@selaras/core/cloud/access.ts";
import * as v from "valibot";
import type { RequestContext } from "../src/access/condition.ts";
import type { Demand } from "../src/access/demand.ts";
import { type Denial, judge, judgeTableRequest } from "../src/access/judgement.ts";
import { readPolicy } from "../src/access/policy.ts";
import { type Principal, tagKey } from "../src/access/principal.ts";
import { functionDocument, LOCAL_HOLDINGS } from "../src/access/roles.ts";
import { storeDemands } from "../src/access/store-request.ts";
import { tableNames } from "../src/access/table-names.ts";
import { tableDemands } from "../src/access/table-request.ts";

const Scope = v.picklist(SCOPES);
const Document = v.record(v.string(), v.unknown());
const Who = v.union([
  // A function on its own role, or "official of kukar": an ordinary session of a tenant.
  v.string(),
  v.strictObject({ scope: Scope, tag: v.optional(v.string()), sessionOf: v.optional(v.string()) }),
  v.strictObject({ role: Document, session: v.optional(Document), tag: v.optional(v.string()) }),
]);
const Ask = v.union([
  v.strictObject({ operation: v.string(), service: v.optional(v.string()), body: Document }),
  v.strictObject({
    method: v.string(),
    path: v.string(),
    source: v.optional(v.strictObject({ bucket: v.string(), key: v.string() })),
  }),
  v.strictObject({
    action: v.string(),
    resource: v.string(),
    context: v.optional(v.record(v.string(), v.union([v.string(), v.array(v.string())])), {}),
  }),
]);
const Outcome = v.picklist(["allow", "deny"]);
const Vector = v.strictObject({
  name: v.string(),
  who: Who,
  ask: Ask,
  expected: Outcome,
  /** What IAM itself would say, where the gate asks more. */
  iam: v.optional(Outcome),
  /** A part of the denial's reason. */
  because: v.optional(v.string()),
});
export type Who = v.InferOutput<typeof Who>;
export type Ask = v.InferOutput<typeof Ask>;

/** Cases in plain words, with answers found by hand: the contract of the gate. */
export const VECTORS = v.parse(
  v.array(Vector),
  JSON.parse(readFileSync(new URL("access-vectors.json", import.meta.url), "utf8")),
);

/** The documents behind somebody, with the session tag. */
export interface Documents {
  readonly role: unknown;
  readonly session: unknown;
  readonly tag: string | undefined;
}

/** The product's own documents for a function or a session; or those given. */
export function documentsOf(who: Who): Documents {
  if (typeof who !== "string") {
    if ("role" in who) return { role: who.role, session: who.session, tag: who.tag };
    const session = who.sessionOf === undefined ? undefined : tenantPolicy(who.scope, who.sessionOf, LOCAL_HOLDINGS);
    return { role: tenantPolicy(who.scope, TENANT_VARIABLE, LOCAL_HOLDINGS), session, tag: who.tag };
  }
  const [scope, tenant] = who.split(" of ");
  if (tenant !== undefined) return documentsOf({ scope: v.parse(Scope, scope), tag: tenant, sessionOf: tenant });
  const name: FunctionName = v.parse(v.picklist(FUNCTIONS), who);
  return { role: functionDocument(name, LOCAL_HOLDINGS), session: undefined, tag: undefined };
}

/** Somebody as the gates know it. */
export function principalFor(who: Who): Principal {
  const { role, session, tag } = documentsOf(who);
  return {
    arn: "arn:aws:sts::000000000000:assumed-role/vector/vector",
    rolePolicy: readPolicy(role),
    sessionPolicy: session === undefined ? null : readPolicy(session),
    context: tag === undefined ? {} : { [tagKey("tenant")]: tag },
  };
}

const NAMES = tableNames(LOCAL_HOLDINGS.table);

const targetOf = ({ service = "DynamoDB_20120810", operation }: { service?: string | undefined; operation: string }) =>
  `${service}.${operation}`;

function storeAsk({ method, path, source }: Extract<Ask, { path: string }>) {
  const [address = "", query = ""] = path.split("?");
  const [, bucket = "", ...rest] = address.split("/");
  const copied = source && { ...source, versionId: undefined };
  const ask = {
    method,
    bucket,
    key: rest.join("/"),
    query: new URLSearchParams(query),
    terms: new Map<string, string>(),
  };
  return { ...ask, ...(copied ? { source: copied } : {}) };
}

const lowered = (context: Record<string, string | readonly string[]>): RequestContext =>
  Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));

/** What is asked for, in the words of policies. Raises Unreadable. */
export function demandsOf(ask: Ask): readonly Demand[] {
  if ("operation" in ask) return tableDemands(targetOf(ask), ask.body, NAMES);
  if ("path" in ask) return storeDemands(storeAsk(ask));
  return [{ action: ask.action, resource: ask.resource, context: lowered(ask.context) }];
}

/** What the gates say. */
export function judged(principal: Principal, ask: Ask): Denial | null {
  if ("operation" in ask) return judgeTableRequest(principal, { target: targetOf(ask), body: ask.body }, NAMES);
  return judge(principal, demandsOf(ask));
}
