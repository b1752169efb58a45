import { Refusal } from "./refusal.ts";
import { childrenOf, readXml, textOf, type XmlNode } from "./xml.ts";

export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAgeSeconds?: number;
}

/** Rules from a `CORSConfiguration` document. Raises MalformedXML or InvalidRequest. */
export function corsRules(document: string): readonly CorsRule[] {
  const rules = childrenOf(readXml(document, "CORSConfiguration"), "CORSRule").map(readRule);
  if (rules.length === 0) throw new Refusal("MalformedXML");
  for (const rule of rules) requireSound(rule);
  return rules;
}

function readRule(rule: XmlNode): CorsRule {
  const all = (name: string) => childrenOf(rule, name).map((node) => node.text.trim());
  const maxAge = textOf(rule, "MaxAgeSeconds");
  const lists = {
    origins: all("AllowedOrigin"),
    methods: all("AllowedMethod"),
    headers: all("AllowedHeader"),
    exposed: all("ExposeHeader"),
  };
  if (maxAge === undefined) return lists;
  if (!/^\d{1,9}$/.test(maxAge)) throw new Refusal("MalformedXML");
  return { ...lists, maxAgeSeconds: Number(maxAge) };
}

const METHODS = new Set(["GET", "PUT", "POST", "DELETE", "HEAD"]);

function requireSound(rule: CorsRule): void {
  const strangeMethod = rule.methods.find((method) => !METHODS.has(method));
  if (strangeMethod !== undefined || rule.methods.length === 0 || rule.origins.length === 0) {
    throw new Refusal(
      "InvalidRequest",
      "A CORS rule needs an origin and only the methods GET, PUT, POST, DELETE, HEAD.",
    );
  }
  const twice = [...rule.origins, ...rule.headers].find((pattern) => pattern.split("*").length > 2);
  if (twice !== undefined) throw new Refusal("InvalidRequest", `"${twice}" can not have more than one wildcard.`);
  const strange = rule.exposed.find((name) => !/^[\w-]+$/.test(name));
  if (strange !== undefined) throw new Refusal("InvalidRequest", "ExposeHeader contains an invalid name.");
}

/**
 * The CORS headers for a request or preflight, from the first rule that allows origin, method and headers; undefined
 * when none does or the request names no origin.
 */
export function corsHeaders(
  rules: readonly CorsRule[],
  method: string,
  headers: ReadonlyMap<string, string>,
): Record<string, string> | undefined {
  const origin = headers.get("origin");
  if (origin === undefined) return undefined;
  const wantedMethod = headers.get("access-control-request-method") ?? method;
  const wantedHeaders = (headers.get("access-control-request-headers") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  const rule = rules.find(
    (candidate) =>
      candidate.origins.some((pattern) => fits(pattern, origin)) &&
      candidate.methods.includes(wantedMethod) &&
      wantedHeaders.every((name) => candidate.headers.some((pattern) => fits(pattern.toLowerCase(), name))),
  );
  if (rule === undefined) return undefined;
  const anyone = rule.origins.includes("*");
  return {
    "access-control-allow-origin": anyone ? "*" : origin,
    "access-control-allow-methods": rule.methods.join(", "),
    ...(anyone ? {} : { "access-control-allow-credentials": "true" }),
    ...(wantedHeaders.length > 0 ? { "access-control-allow-headers": wantedHeaders.join(", ") } : {}),
    ...(rule.exposed.length > 0 ? { "access-control-expose-headers": rule.exposed.join(", ") } : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { "access-control-max-age": String(rule.maxAgeSeconds) }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

/** Whether a text fits a pattern with at most one `*`. */
function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
