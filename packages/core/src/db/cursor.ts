import { createHash } from "node:crypto";
import { badCursor } from "../kernel/failure.ts";

/**
 * Where a list goes on. A cursor belongs to one tenant and one question: shown to another list or by another tenant
 * it is refused, and the position inside may only name keys that begin with the tenant.
 */
type Content = { readonly t: string; readonly q: string; readonly c: string };

const question = (parts: unknown): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 16);

export function sealCursor(position: string | null, tenant: string, asked: unknown): string | null {
  if (position === null) return null;
  const content: Content = { t: tenant, q: question(asked), c: position };
  return Buffer.from(JSON.stringify(content)).toString("base64url");
}

/** The position in a cursor. Throws `kernel.cursor` when it is not of this tenant and question. */
export function openCursor(cursor: string | null | undefined, tenant: string, asked: unknown): string | null {
  if (!cursor) return null;
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (isContent(content) && content.t === tenant && content.q === question(asked) && ofTenant(content.c, tenant)) {
      return content.c;
    }
  } catch {
    // fall through: whatever it was, it is not a cursor of ours
  }
  throw badCursor({});
}

const isContent = (x: unknown): x is Content =>
  typeof x === "object" && x !== null && "t" in x && "q" in x && "c" in x && typeof x.c === "string";

/** electrodb's cursor is the last key as base64url JSON: every partition key in it must be the tenant's. */
function ofTenant(position: string, tenant: string): boolean {
  const key: unknown = JSON.parse(Buffer.from(position, "base64url").toString("utf8"));
  if (typeof key !== "object" || key === null) return false;
  const partitions = Object.entries(key).filter(([name]) => name.endsWith("pk"));
  return (
    partitions.length > 0 &&
    partitions.every(([, value]) => typeof value === "string" && value.startsWith(`${tenant}#`))
  );
}
