import { gunzipSync, gzipSync } from "node:zlib";
import { tenantId } from "../kernel/context.ts";
import { canonical } from "../kernel/canonical.ts";
import { sha256 } from "../kernel/digest.ts";
import { tenantEntity } from "./entity.ts";
import type { Write } from "./write.ts";

type FrozenRecord = { readonly hash: string; readonly body: Uint8Array };

const Frozen = tenantEntity<FrozenRecord>({
  entity: "frozen",
  attributes: { hash: "string", body: "any" },
  key: { pk: "${tenant}#frozen#${hash}", sk: "a" },
});

/** Things that never change, by tenant and hash: a warm function reads each of them once. */
const kept = new Map<string, unknown>();
const KEPT_MOST = 500;

/** A write that stores content under its hash (gzip); repeating it is harmless. Not for content over 300 KB packed. */
export function freeze(content: unknown): { readonly hash: string; readonly write: Write } {
  const text = canonical(content);
  const hash = sha256(text);
  const write = Frozen.put({ hash, body: gzipSync(text) });
  return { hash, write: { ...write, opens: true, partition: `frozen#${hash}` } };
}

/** The content of a hash; null when this tenant has none. */
export async function thaw<T>(hash: string): Promise<T | null> {
  const key = `${tenantId()}#${hash}`;
  if (!kept.has(key)) {
    const found = await Frozen.get({ hash });
    if (!found) return null;
    if (kept.size >= KEPT_MOST) kept.clear();
    kept.set(key, JSON.parse(gunzipSync(found.body).toString("utf8")));
  }
  return kept.get(key) as T;
}
