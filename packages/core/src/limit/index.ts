import { context } from "../kernel/context.ts";
import { failure } from "../kernel/failure.ts";
import { currentTenant } from "../tenant/index.ts";
import type { RequestLimits } from "../tenant/schema.ts";
import { Draws, type Source } from "./draws.ts";
import { type Allowance, atFirst, personAllowance, tenantAllowance } from "./rules.ts";
import { draw, type Owner } from "./store.ts";

type Wait = { readonly retryAfterSeconds: number };

export const tooManyOfPerson = failure<Wait>(
  "limit.person",
  "limited",
  ({ retryAfterSeconds }) =>
    `Permintaan ini belum dikerjakan karena terlalu banyak permintaan dari akun Anda dalam waktu singkat. Tunggu ${retryAfterSeconds} detik, lalu kirim lagi.`,
);
export const tooManyOfTenant = failure<Wait>(
  "limit.tenant",
  "limited",
  ({ retryAfterSeconds }) =>
    `Permintaan ini belum dikerjakan karena terlalu banyak permintaan dari daerah Anda dalam waktu singkat. Tunggu ${retryAfterSeconds} detik, lalu kirim lagi.`,
);

/**
 * `uncounted`: the table did not answer, and the request passes all the same. `error` is what it said, given to the one
 * request that met it; the others of the next seconds have null.
 */
export type Admission = { readonly kind: "counted" } | { readonly kind: "uncounted"; readonly error: unknown };
const COUNTED: Admission = { kind: "counted" };

const warm = new Draws();

/** The tenant's settings are read with a draw only: they may be as old as the draw. */
const from =
  (owner: Owner, allowanceOf: (limits: RequestLimits | undefined) => Allowance, now: number): Source =>
  async (first) => {
    const { settings } = await currentTenant();
    const usual = allowanceOf(settings.limits);
    const allowance = first ? atFirst(usual) : usual;
    return { draw: await draw(owner, allowance, now), allowance };
  };

const waiting = (waitMs: number): Wait => ({ retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) });

/**
 * Counts one request of the acting official, before anything of it is done. The person's own limit comes first and the
 * tenant's is touched only when the person's gave a token: a script that runs wild empties its own bucket and nobody
 * else's. Costs no table request but one draw in ten to twenty requests.
 * @throws limit.person, limit.tenant (429) with the seconds to wait
 */
export async function admit(draws: Draws = warm): Promise<Admission> {
  const { actor, now: instant } = context();
  if (actor.kind !== "official") return COUNTED;
  const now = instant.getTime();
  const own: Owner = `person/${actor.person}`;
  const [ownKey, wholeKey] = [`${actor.tenant}#${own}`, `${actor.tenant}#tenant`];
  const known = draws.waitOf(ownKey, now) === 0 ? draws.waitOf(wholeKey, now) : 0;
  // A tenant that is known to be out costs no writes of its people.
  if (known > 0) throw tooManyOfTenant(waiting(known));
  const mine = await draws.take(ownKey, now, from(own, personAllowance, now));
  if (mine.kind === "refused") throw tooManyOfPerson(waiting(mine.waitMs));
  const whole = await draws.take(wholeKey, now, from("tenant", tenantAllowance, now));
  if (whole.kind === "refused") {
    if (mine.kind === "taken") draws.giveBack(ownKey);
    throw tooManyOfTenant(waiting(whole.waitMs));
  }
  if (mine.kind === "taken" && whole.kind === "taken") return COUNTED;
  const errors = [mine, whole].flatMap((each) => (each.kind === "uncounted" ? [each.error] : []));
  return { kind: "uncounted", error: errors.find((each) => each !== null) ?? null };
}
