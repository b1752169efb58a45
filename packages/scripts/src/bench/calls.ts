import { handler as officials } from "@selaras/functions/api.ts";
import { ACTING_HEADER, COMMAND_HEADER, TENANT_HEADER } from "@selaras/functions/http/paths.ts";
import { handler as visitors } from "@selaras/functions/public.ts";
import { newId } from "@selaras/core/kernel/context.ts";
import { CLIENT, POOL } from "@selaras/local/accounts.ts";
import { actAs, REGION } from "@selaras/local/environment.ts";
import { createSigner, newKey, type Signer } from "@selaras/local/sign-in/signer.ts";
import { present, type Somebody } from "./world.ts";

/** Calls of the Lambda functions with the events that API Gateway makes (payload format 2.0). */
export type Caller = { readonly tenant: string; readonly who: Somebody };
export type Asking = { readonly method: "GET" | "POST"; readonly path: string; readonly body?: string };

let signer: Signer | undefined;

/** Prepares the production verifier for tokens of the sign-in stand-in. */
export async function prepareTokens(): Promise<void> {
  signer = createSigner(await newKey());
  Object.assign(process.env, {
    SELARAS_USER_POOL: POOL,
    SELARAS_USER_CLIENT: CLIENT,
    SELARAS_LOCAL_JWKS: JSON.stringify(signer.jwks),
  });
}

const tokens = new Map<string, string>();

/** An access token of a person; its times are real ones, because the verifier reads the machine's clock. */
function tokenOf(subject: string): string {
  if (!signer) throw new Error("prepareTokens comes first");
  const known = tokens.get(subject);
  if (known !== undefined) return known;
  const now = Math.floor(Date.now() / 1000);
  const made = signer.sign({
    sub: subject,
    username: subject,
    iss: `https://cognito-idp.${REGION}.amazonaws.com/${POOL}`,
    client_id: CLIENT,
    token_use: "access",
    auth_time: now,
    iat: now,
    exp: now + 3600,
  });
  tokens.set(subject, made);
  return made;
}

function eventOf(asking: Asking, host: string, headers: Readonly<Record<string, string>>) {
  const { method, path, body } = asking;
  const [rawPath = "", rawQueryString = ""] = path.split("?");
  const http = { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "ukur" };
  const event = {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    headers: { host, ...headers },
    requestContext: { http, domainName: host, routeKey: "$default", stage: "$default" },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
  return JSON.parse(JSON.stringify(event));
}

function bodyOf(path: string, answer: unknown): string {
  const { statusCode, body } = answer as { readonly statusCode: number; readonly body?: string };
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${(body ?? "").slice(0, 300)}`);
  return body ?? "";
}

/** A call of the officials' API, ready to be made: the event exists already when the clock starts. */
export function prepared({ tenant, who }: Caller, asking: Asking): () => Promise<string> {
  const [post] = who.posts;
  const event = eventOf(asking, "app.selaras.id", {
    authorization: `Bearer ${tokenOf(who.subject)}`,
    [TENANT_HEADER]: tenant,
    ...(post ? { [ACTING_HEADER]: `${post.kind}@${post.unit}` } : {}),
    ...(asking.method === "GET" ? {} : { [COMMAND_HEADER]: newId(present()), "content-type": "application/json" }),
  });
  return async () => bodyOf(asking.path, await actAs("api", () => officials(event)));
}

/** A page of a tenant's public site. */
export async function publicPage(tenant: string, path: string): Promise<string> {
  return bodyOf(
    path,
    await actAs("public", () => visitors(eventOf({ method: "GET", path }, `${tenant}.selaras.id`, {}))),
  );
}
