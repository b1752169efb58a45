import type { Demand } from "./demand.ts";
import { type Principal, refusalOf, refusalSentence } from "./principal.ts";
import { LEADING_KEYS, tableDemands } from "./table-request.ts";
import type { TableNames } from "./table-names.ts";
import { Unreadable } from "./wire.ts";

/** A request that was refused, for whoever writes the program that sent it. Never leaves the machine. */
export interface Denial {
  /** ARN of who asked. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Partition keys that the request named, when it named any. */
  readonly leadingKeys: readonly string[];
  /** The end of the sentence: because of what. */
  readonly reason: string;
  /** The whole sentence, as the caller hears it. */
  readonly message: string;
}

/** The first demand that the principal may not make, or null: all or nothing, as in the cloud. */
export function judge(principal: Principal, demands: readonly Demand[]): Denial | null {
  for (const demand of demands) {
    const refused = demand.never ? "" : refusalOf(principal, demand);
    if (refused === null) continue;
    const reason = [demand.beyond, refused].filter(Boolean).join(" ");
    return denied(principal, demand, reason);
  }
  return null;
}

/**
 * Decides on a request to the table by its `X-Amz-Target` and parsed body. What cannot be understood is denied; the
 * admin's requests are not looked into.
 */
export function judgeTableRequest(
  principal: Principal,
  { target, body }: { readonly target: string; readonly body: unknown },
  names: TableNames,
): Denial | null {
  if (principal.rolePolicy === null) return null;
  try {
    return judge(principal, tableDemands(target, body, names));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const action = `dynamodb:${target.split(".")[1] ?? ""}`;
    const reason = `because the local gate does not understand it: ${error.message}`;
    return denied(principal, { action, resource: "*", context: {} }, reason);
  }
}

function denied(principal: Principal, { action, resource, context }: Demand, reason: string): Denial {
  const keys = context[LEADING_KEYS] ?? [];
  return {
    principal: principal.arn,
    action,
    resource,
    leadingKeys: typeof keys === "string" ? [keys] : keys,
    reason,
    message: refusalSentence(principal, { action, resource }, reason),
  };
}
