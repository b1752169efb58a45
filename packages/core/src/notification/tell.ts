import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { LIMITS } from "../kernel/limits.ts";
import { createOnce } from "../db/unit.ts";
import { personById } from "../account/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { noticesOf } from "../tenant/schema.ts";
import { CHANNELS, type Channel, NoticeId, type Preferences, type Rule } from "./schema.ts";
import { Chosen, Deliveries, Devices, type Message, Notices, OUTGOING } from "./store.ts";
import type { Words } from "./words.ts";

const SECONDS_PER_DAY = 86_400;
export const expiry = (now: Date): number => Math.floor(now.getTime() / 1000) + LIMITS.noticeDays * SECONDS_PER_DAY;

/** `<date>~<subject>~<task>~<rule>`: who is told the same thing of the same day twice is told once. */
export const noticeId = (date: string, subject: string, task: string, rule: Rule): NoticeId =>
  v.parse(NoticeId, `${date}~${subject}~${task}~${rule}`);

/** What a person chose, or the regency's default. */
export async function preferencesOf(person: string): Promise<Preferences & { readonly rev: number }> {
  const [chosen, tenant] = await Promise.all([Chosen.get({ person }), currentTenant()]);
  const { email, push, digest } = chosen ?? noticesOf(tenant);
  return { email, push, digest, rev: chosen?.rev ?? 0 };
}

/** The devices of a person. */
export async function devicesOf(person: string) {
  const begins = { person, deviceId: "" };
  const { items } = await Devices.list({}, { begins, limit: LIMITS.pushDevicesPerPerson * 2, strong: true });
  return items;
}

/** On which ways a person is reached now. */
async function waysTo(person: string): Promise<readonly Channel[]> {
  const [known, wants] = await Promise.all([personById(person), preferencesOf(person)]);
  if (!known?.active) return [];
  const devices = wants.push ? await devicesOf(person) : [];
  const open: Readonly<Record<Channel, boolean>> = { email: wants.email, push: devices.length > 0 };
  return CHANNELS.filter((channel) => open[channel]);
}

/** A delivery that waits for its first try. */
export function delivery(person: string, id: NoticeId, channel: Channel, message: Message) {
  const { now } = context();
  return Deliveries.create({
    person,
    noticeId: id,
    channel,
    state: "waiting",
    attempts: 0,
    trouble: null,
    message,
    watch: OUTGOING,
    wake: now.toISOString(),
    card: { person, noticeId: id, channel },
    expires: expiry(now),
  });
}

/**
 * Tells a person something, once: the notice and its deliveries are created together on the condition that the notice does not
 * stand yet. Its key is its identity, so repeating it, in parallel or after a crash, changes nothing.
 */
export async function tell(person: string, id: NoticeId, rule: Rule, words: Words): Promise<void> {
  const { now } = context();
  const at = now.toISOString();
  const { title, body, path } = words;
  const notice = Notices.create({
    person,
    noticeId: id,
    rule,
    title,
    body,
    path,
    at,
    unread: person,
    card: { at },
    expires: expiry(now),
  });
  const ways = await waysTo(person);
  const message = { subject: title, lines: [body], path };
  await createOnce([notice, ...ways.map((channel) => delivery(person, id, channel, message))]);
}
