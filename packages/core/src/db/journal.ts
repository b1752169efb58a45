import { tenantEntity } from "./entity.ts";
import type { Facts } from "../kernel/failure.ts";

export type JournalActor = { readonly id: string; readonly name: string; readonly hat: string | null };

/**
 * One item per command: audit entry, outbox event and idempotency guard in one. Its key is the command's id, so a
 * command can be written down once only; the stream carries it to the consumers.
 */
export type JournalRecord = {
  readonly subject: string;
  readonly commandId: string;
  readonly at: string;
  readonly day: string;
  readonly op: string;
  readonly actor: JournalActor;
  readonly changes: unknown;
  readonly events: readonly ({ readonly type: string; readonly stamp: number } & Facts)[];
  readonly reply: unknown;
  readonly card: Facts;
};

export const Journal = tenantEntity<JournalRecord>({
  entity: "journal",
  attributes: {
    subject: "string",
    commandId: "string",
    at: "string",
    day: "string",
    op: "string",
    actor: "any",
    changes: "any",
    events: "any",
    reply: "any",
    card: "any",
  },
  key: { pk: "${tenant}#${subject}", sk: "log#${commandId}" },
  indexes: { when: { index: "gsi2", pk: "${tenant}#day#${day}", sk: "${at}#${commandId}" } },
  composed: ["subject"],
});

/** Every partition of the tenant by the month of its birth: the list from which export and deletion work. */
export type RootRecord = { readonly month: string; readonly partition: string };
export const Root = tenantEntity<RootRecord>({
  entity: "root",
  attributes: { month: "string", partition: "string" },
  key: { pk: "${tenant}#root#${month}", sk: "${partition}" },
  composed: ["partition"],
});
