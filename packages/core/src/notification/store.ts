import { tenantEntity } from "../db/entity.ts";
import type { Channel, DeliveryState, NoticeId, Preferences, Rule, Subscription } from "./schema.ts";

/*
 * Everything lies in one partition of the regency, with the person in front: nobody else's notices can even be asked for.
 * Notices and deliveries end by themselves (`expires`), so the partition stays bounded.
 */
const PARTITION = "${tenant}#notices";

/** What a person is told. Its key is its identity: {person, day, task, rule} is written once, however often it is tried. */
export type NoticeRecord = {
  readonly person: string;
  readonly noticeId: NoticeId;
  readonly rule: Rule;
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly at: string;
  /** The person, as long as it is unread: puts it into the index of unread notices. */
  readonly unread?: string;
  readonly card?: { readonly at: string };
  /** Seconds since 1970, for the table's own deletion. */
  readonly expires: number;
};
export const Notices = tenantEntity<NoticeRecord>({
  entity: "notice",
  attributes: {
    person: "string",
    noticeId: "string",
    rule: "string",
    title: "string",
    body: "string",
    path: "string",
    at: "string",
    unread: "string",
    card: "any",
    expires: "number",
  },
  key: { pk: PARTITION, sk: "notice#${person}#${noticeId}" },
  indexes: { who: { index: "gsi1", pk: "${tenant}#unread#${unread}", sk: "${noticeId}" } },
});

/** What leaves the application: without figures, see `words.ts`. */
export type Message = { readonly subject: string; readonly lines: readonly string[]; readonly path: string };

/** Where the deliveries stand that are still to be made, in the index by time. */
export const OUTGOING = "kabar";

/** One per notice and channel. Waiting = it has `watch` and `wake`, the instant of the next try. */
export type DeliveryRecord = {
  readonly person: string;
  readonly noticeId: NoticeId;
  readonly channel: Channel;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Why the last try failed, as a word; null while nothing failed. */
  readonly trouble: string | null;
  readonly message: Message;
  readonly watch?: string;
  readonly wake?: string;
  readonly card?: { readonly person: string; readonly noticeId: NoticeId; readonly channel: Channel };
  readonly expires: number;
};
export const Deliveries = tenantEntity<DeliveryRecord>({
  entity: "delivery",
  attributes: {
    person: "string",
    noticeId: "string",
    channel: "string",
    state: "string",
    attempts: "number",
    trouble: "any",
    message: "any",
    watch: "string",
    wake: "string",
    card: "any",
    expires: "number",
  },
  key: { pk: PARTITION, sk: "delivery#${person}#${noticeId}#${channel}" },
  indexes: { when: { index: "gsi2", pk: "${tenant}#watch#${watch}", sk: "${wake}#${person}#${noticeId}#${channel}" } },
});

export type StoredPreferences = Preferences & { readonly person: string; readonly rev: number };
/** What a person chose; absent = the regency's default. */
export const Chosen = tenantEntity<StoredPreferences>({
  entity: "noticechoice",
  attributes: { person: "string", email: "boolean", push: "boolean", digest: "boolean", rev: "number" },
  key: { pk: PARTITION, sk: "choice#${person}" },
});

/** A device that a person asked to be told on. */
export type DeviceRecord = Subscription & {
  readonly person: string;
  readonly deviceId: string;
  /** What the browser calls itself, shortened. */
  readonly name: string;
  readonly since: string;
};
export const Devices = tenantEntity<DeviceRecord>({
  entity: "pushdevice",
  attributes: {
    person: "string",
    deviceId: "string",
    name: "string",
    since: "string",
    endpoint: "string",
    keys: "any",
  },
  key: { pk: PARTITION, sk: "device#${person}#${deviceId}" },
});

/** That the morning of a day is done: authors reminded, digests laid out. */
export const Mornings = tenantEntity<{ readonly date: string; readonly at: string; readonly expires: number }>({
  entity: "noticemorning",
  attributes: { date: "string", at: "string", expires: "number" },
  key: { pk: PARTITION, sk: "morning#${date}" },
});
