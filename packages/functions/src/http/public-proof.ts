import { readCode } from "@selaras/core/portal/check.ts";
import * as Portal from "@selaras/core/portal/index.ts";
import { Failure, notFound } from "@selaras/core/kernel/failure.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { Context } from "hono";
import { noteFailure } from "../invocation.ts";
import type { Answer } from "./answer.ts";
import { asVisitor, PAGES } from "./page-address.ts";
import { portalServer } from "./portal-bundle.ts";
import type { PublicFile } from "./public-files.ts";

/** Time that only runs forward, in milliseconds, and a pause until a moment of it. */
export type Pace = { readonly now: () => number; readonly until: (moment: number) => Promise<void> };

const realPace: Pace = {
  now: () => performance.now(),
  until: (moment) => new Promise((go) => void setTimeout(go, Math.max(0, moment - performance.now()))),
};

/**
 * Answers with what `find` finds; what is not there is answered `leastMs` after the question, neither earlier nor by a
 * reckoning that depends on how far the search came. A failure of the house is passed on at once.
 */
export async function slowUnlessFound<T>(
  find: () => Promise<T | null>,
  leastMs: number = LIMITS.unknownCodeMilliseconds,
  pace: Pace = realPace,
): Promise<T | null> {
  const asked = pace.now();
  const found = await find();
  if (found === null) await pace.until(asked + leastMs);
  return found;
}

const ABSENT = new Set(["not_found", "invalid"]);

/** `find`, with null for whatever is not there: another region's, unpublished, malformed. */
async function orNull<T>(find: () => Promise<T>): Promise<T | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Failure && ABSENT.has(error.kind)) return null;
    throw error;
  }
}

const PREFIX = PAGES.proof.slice(0, -1);

/** What stands behind `/v/`, however it is written; never longer than a code can be. */
function codeAsked(c: Context): string {
  const text = new URL(c.req.url).pathname.slice(PREFIX.length).slice(0, LIMITS.codeCharacters);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Also nothing of a wrong code may be kept: it may be published within the minute. */
const UNKEPT = { "cache-control": "no-store" } as const;

/**
 * The verification page of the code in the address, or null when there is none: the caller answers that with
 * `unknownCode`, the same for every reason and every host.
 */
export const proofPage = (c: Context, host: string, requestId: string): Promise<PublicFile | null> =>
  slowUnlessFound(() =>
    orNull(() =>
      asVisitor(host, requestId, async () => {
        const proof = await Portal.verify({ code: codeAsked(c) });
        const { html, headers } = (await portalServer()).renderPage({ page: "proof", proof });
        return { body: html, headers };
      }),
    ),
  );

/** The answer to every code that proves nothing here. */
export async function unknownCode(): Promise<Answer> {
  noteFailure(notFound({}));
  const { status, html, headers } = (await portalServer()).renderPage({ page: "unknown-code" });
  return { status, body: html, headers: { ...headers, ...UNKEPT } };
}

/** Where somebody who typed a code is sent: its page, whether there is one or not. Null while nothing was typed. */
export function typedCode(c: Context): string | null {
  const typed = c.req.query("kode")?.trim().slice(0, LIMITS.codeCharacters) ?? "";
  if (typed === "") return null;
  return `${PREFIX}${readCode(typed) ?? encodeURIComponent(typed)}`;
}
