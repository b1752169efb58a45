import { context } from "../kernel/context.ts";
import { LIMITS } from "../kernel/limits.ts";
import { writeQuietly } from "../db/unit.ts";
import { personById } from "../account/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { pauseAfter } from "./rules.ts";
import { CHANNELS, type Channel, type DeliveryState } from "./schema.ts";
import { Deliveries, type DeliveryRecord, Devices, type DeviceRecord, type Message, OUTGOING } from "./store.ts";
import { devicesOf } from "./tell.ts";

/** A mail as the channel takes it. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };
/** What the channels do; null where a house has none. Both throw what may pass by itself. `gone`: the device gave its subscription up. */
export type Channels = {
  readonly mail: ((mail: Mail) => Promise<void>) | null;
  readonly push: ((device: DeviceRecord, payload: string) => Promise<"sent" | "gone">) | null;
};

const MINUTE_MS = 60_000;
const keysOf = ({ person, noticeId, channel }: Pick<DeliveryRecord, "person" | "noticeId" | "channel">) => ({
  person,
  noticeId,
  channel,
});

/** The officials' site, without a slash at the end. */
function officialsSite(): string {
  const site = process.env["SELARAS_APP_SITE"];
  if (!site) throw new Error("SELARAS_APP_SITE is not set");
  return site;
}

const mailOf = async (to: string, { subject, lines, path }: Message): Promise<Mail> => {
  const { short, demo } = await currentTenant();
  const text = [
    ...lines,
    "",
    `Buka di Selaras (Anda akan diminta masuk): ${officialsSite()}${path}`,
    "",
    `Selaras, ${short}${demo ? " (data contoh)" : ""}. Surat ini dikirim otomatis; jangan dibalas.`,
    `Atur pemberitahuan: ${officialsSite()}/akun/pemberitahuan`,
  ];
  return { to, subject, text: text.join("\n") };
};

const payloadOf = ({ subject, lines, path }: Message): string =>
  JSON.stringify({ title: subject, body: lines.join(" "), path });

/** Brings a message to every device of a person; those that gave up their subscription are forgotten. */
async function pushAll(
  { person, message }: DeliveryRecord,
  push: NonNullable<Channels["push"]>,
): Promise<DeliveryState> {
  let sent = 0;
  const troubles: unknown[] = [];
  for (const device of await devicesOf(person)) {
    try {
      const outcome = await push(device, payloadOf(message));
      if (outcome === "sent") sent += 1;
      else await writeQuietly(Devices.remove({ person, deviceId: device.deviceId }));
    } catch (error) {
      troubles.push(error);
    }
  }
  // One device that was reached is enough; a second try would ring there again.
  if (sent > 0) return "sent";
  if (troubles.length > 0) throw troubles[0];
  return "dropped";
}

async function bring(record: DeliveryRecord, channels: Channels): Promise<DeliveryState> {
  const { mail, push } = channels;
  if (record.channel === "push") return push === null ? "dropped" : pushAll(record, push);
  const person = await personById(record.person);
  if (!person?.active || mail === null) return "dropped";
  await mail(await mailOf(person.email, record.message));
  return "sent";
}

const settled = (record: DeliveryRecord, attempts: number, state: DeliveryState, trouble: string | null) =>
  writeQuietly(
    Deliveries.patch(
      keysOf(record),
      { set: { state, trouble }, remove: ["watch", "wake", "card"] },
      (a, o) => `${o.eq(a["attempts"], attempts)} AND ${o.eq(a["state"], "waiting")}`,
    ),
  );

type Ended = { readonly state: DeliveryState; readonly because: unknown };

/**
 * One try. It is counted, and the next one set, before anything leaves the house: two runs at once do not both send, and one
 * that dies in the middle is followed by the next try. A mail may so come twice when a run dies between the answer of the
 * service and the note of it; it never gets lost.
 */
async function attempt(record: DeliveryRecord, channels: Channels): Promise<Ended | null> {
  const { now } = context();
  const attempts = record.attempts + 1;
  const pause = pauseAfter(attempts);
  const wake = new Date(now.getTime() + (pause ?? 0) * MINUTE_MS).toISOString();
  const taken = Deliveries.patch(
    keysOf(record),
    { set: { attempts, wake } },
    (a, o) => `${o.eq(a["attempts"], record.attempts)} AND ${o.eq(a["state"], "waiting")}`,
  );
  if ((await writeQuietly(taken)) === "older") return null;
  try {
    const state = await bring(record, channels);
    await settled(record, attempts, state, null);
    return { state, because: null };
  } catch (error) {
    const trouble = error instanceof Error ? error.name : "Error";
    if (pause === null) {
      await settled(record, attempts, "failed", trouble);
      return { state: "failed", because: error };
    }
    await writeQuietly(Deliveries.patch(keysOf(record), { set: { trouble } }, (a, o) => o.eq(a["attempts"], attempts)));
    return { state: "waiting", because: error };
  }
}

export type Delivered = Readonly<Record<DeliveryState, number>>;

/** Every delivery that is due for a try, by the index; each is read strongly before it is taken. */
async function eachDue(work: (record: DeliveryRecord) => Promise<void>): Promise<void> {
  const { now } = context();
  const before = { wake: new Date(now.getTime() + 1).toISOString() };
  let cursor: string | null = null;
  for (let pages = 0; pages < LIMITS.deliveryPagesPerRun; pages += 1) {
    const page: Awaited<ReturnType<typeof Deliveries.list>> = await Deliveries.list(
      { watch: OUTGOING },
      { index: "when", before, limit: LIMITS.deliveriesPerPage, cursor },
    );
    for (const { card } of page.items) {
      const record = card && (await Deliveries.get(keysOf(card), { strong: true }));
      if (record?.state === "waiting" && (record.wake ?? "") <= now.toISOString()) await work(record);
    }
    cursor = page.cursor;
    if (cursor === null) return;
  }
}

/**
 * Brings out what is due. Throws at the end when a channel reached nobody in this run, or when something was given up: the
 * operator is to know that a channel is down. Nothing is lost by it: the notice stands in the application, and what may pass
 * is tried again.
 */
export async function deliverDue(channels: Channels): Promise<Delivered> {
  const counts: Record<DeliveryState, number> = { waiting: 0, sent: 0, failed: 0, dropped: 0 };
  const reached = new Set<Channel>();
  const troubles = new Map<Channel, unknown>();
  await eachDue(async (record) => {
    const ended = await attempt(record, channels);
    if (!ended) return;
    counts[ended.state] += 1;
    if (ended.state === "sent") reached.add(record.channel);
    if (ended.because !== null) troubles.set(record.channel, ended.because);
  });
  const down = CHANNELS.filter((channel) => troubles.has(channel) && !reached.has(channel));
  const [first] = down.map((channel) => troubles.get(channel));
  if (down.length > 0 || counts.failed > 0) {
    throw new Error(`Deliveries failed: ${down.join(", ") || "given up"}`, { cause: first });
  }
  return counts;
}
