import { membershipsOf } from "@selaras/core/account/index.ts";
import { canReach } from "@selaras/core/db/files.ts";
import { hasKeys } from "./token.ts";

type Part = "siap" | "tidak siap";
type Parts = { readonly table: Part; readonly store: Part; readonly signIn: Part };

const part = (fine: boolean): Part => (fine ? "siap" : "tidak siap");

async function tableAnswers(): Promise<boolean> {
  try {
    // Read where this function may read before anybody signed in; nobody has this subject.
    await membershipsOf("kesehatan");
    return true;
  } catch {
    return false;
  }
}

/** Whether the parts that every request needs answer now: table, store and the keys that tokens are checked with. */
export async function health(): Promise<{ readonly healthy: boolean; readonly parts: Parts }> {
  const [table, store] = await Promise.all([tableAnswers(), canReach()]);
  const signIn = hasKeys();
  return { healthy: table && store && signIn, parts: { table: part(table), store: part(store), signIn: part(signIn) } };
}
