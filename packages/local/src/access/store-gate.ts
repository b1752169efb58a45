import { type Callers, keyHolder, type StoreCaller } from "../store/callers.ts";
import { Refusal } from "../store/refusal.ts";
import type { Access } from "./access.ts";
import { judge } from "./judgement.ts";
import { listing } from "./store-request.ts";

/** What the store needs of a house's access. */
export type StoreAccess = Pick<Access, "principalOf" | "deny">;

/**
 * The callers of a store that obeys policies: functions, sessions and the admin of `access`. A key pair of the store's
 * own, when given, may do everything beside them.
 */
export function storeCallers(access: StoreAccess, own?: { accessKeyId: string; secretAccessKey: string }): Callers {
  const holder = own && keyHolder(own.accessKeyId, own.secretAccessKey);
  return {
    find(accessKeyId, token) {
      if (holder && accessKeyId === own?.accessKeyId) return holder.find(accessKeyId, token);
      const found = access.principalOf(accessKeyId, token);
      if (found.kind === "known") return callerOf(access, found);
      throw new Refusal(REFUSALS[found.kind]);
    },
  };
}

const REFUSALS = { expired: "ExpiredToken", "wrong token": "InvalidToken", unknown: "InvalidAccessKeyId" } as const;

type Known = Extract<ReturnType<Access["principalOf"]>, { kind: "known" }>;

const callerOf = (access: StoreAccess, { principal, secretAccessKey }: Known): StoreCaller => ({
  secretAccessKey,
  refusal(demands) {
    const denial = judge(principal, demands);
    if (denial === null) return null;
    access.deny(denial);
    return denial.message;
  },
  maySeeAbsence: (bucket) => judge(principal, [listing(bucket)]) === null,
});
