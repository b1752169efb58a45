import * as v from "valibot";
import type { Actor } from "../kernel/context.ts";
import { sha256 } from "../kernel/digest.ts";
import { failure, notFound } from "../kernel/failure.ts";
import { Revision } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { personById } from "../account/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { noticesOf } from "../tenant/schema.ts";
import { isPushService, localPushService } from "./endpoint.ts";
import { CHANNELS, DeviceId, DeviceView, NoticeId, NoticeView, Preferences, Subscription } from "./schema.ts";
import { Chosen, Deliveries, Devices, type NoticeRecord, Notices } from "./store.ts";
import { devicesOf, preferencesOf } from "./tell.ts";

export const changedElsewhere = failure(
  "notification.stale",
  "stale",
  () => "Pilihan pemberitahuan ini baru saja diubah dari tempat lain. Muat ulang, lalu ulangi perubahan Anda.",
);
export const strangeService = failure(
  "notification.push_service",
  "refused",
  () =>
    "Layanan pemberitahuan peramban ini tidak dikenal, jadi perangkat ini tidak dapat diberi tahu. Pakailah Chrome, Edge, Firefox, atau Safari terbaru.",
);
export const tooManyDevices = failure<{ most: number }>(
  "notification.devices",
  "refused",
  ({ most }) => `Paling banyak ${most} perangkat. Matikan pemberitahuan pada perangkat yang tidak dipakai lagi.`,
);

/** Everything here is about oneself: the person stands in every key, and comes from the actor. */
const own = everyOfficial("setiap pejabat, tentang pemberitahuannya sendiri");
const personOf = (actor: Actor): string => {
  if (actor.kind !== "official") throw notFound({});
  return actor.person;
};

/** What became of notices outside of the application. */
async function deliveriesOf(person: string, notices: readonly NoticeRecord[]) {
  const keys = notices.flatMap(({ noticeId }) => CHANNELS.map((channel) => ({ person, noticeId, channel })));
  const found = await Deliveries.getMany(keys);
  return (id: string) =>
    found.filter(({ noticeId }) => noticeId === id).map(({ channel, state }) => ({ channel, state }));
}

export const list = readOperation({
  name: "notification.list",
  summary: "Pemberitahuan saya, terbaru lebih dahulu, dengan keadaan pengirimannya.",
  input: v.strictObject({ cursor: v.optional(v.nullable(v.string()), null) }),
  output: v.strictObject({ notices: v.array(NoticeView), cursor: v.nullable(v.string()) }),
  load: async () => ({}),
  policy: own,
  run: async ({ input, actor }) => {
    const person = personOf(actor);
    const begins = { person, noticeId: "" };
    const limit = LIMITS.noticesPerPage;
    const page = await Notices.list({}, { begins, order: "desc", limit, cursor: input.cursor });
    const deliveries = await deliveriesOf(person, page.items);
    return {
      notices: page.items.map(({ noticeId: id, rule, title, body, path, at, unread }) => ({
        id,
        rule,
        title,
        body,
        path,
        at,
        read: unread === undefined,
        deliveries: deliveries(id),
      })),
      cursor: page.cursor,
    };
  },
});

export const unread = readOperation({
  name: "notification.unread",
  summary: "Berapa pemberitahuan saya yang belum dibaca; dihitung sampai 99.",
  input: v.strictObject({}),
  output: v.strictObject({ count: v.number(), more: v.boolean() }),
  load: async () => ({}),
  policy: own,
  run: async ({ actor }) => {
    const keys = { unread: personOf(actor) };
    const { items, cursor } = await Notices.list(keys, { index: "who", order: "desc", limit: LIMITS.unreadCounted });
    return { count: items.length, more: cursor !== null };
  },
});

/** The notices of a person by id, those that are still unread; ids of nobody's or of others are simply not there. */
const stillUnread = async (person: string, ids: readonly NoticeId[]): Promise<readonly NoticeRecord[]> => {
  const found = await Notices.getMany(
    [...new Set(ids)].map((noticeId) => ({ person, noticeId })),
    { strong: true },
  );
  return found.filter((each) => each.unread !== undefined);
};

export const markRead = writeOperation({
  name: "notification.markRead",
  summary: "Menandai pemberitahuan saya sudah dibaca.",
  input: v.strictObject({
    ids: v.pipe(v.array(NoticeId), v.minLength(1), v.maxLength(LIMITS.noticesReadAtOnce)),
  }),
  output: v.strictObject({ marked: v.number() }),
  subject: () => "notices",
  load: async () => ({}),
  policy: own,
  run: async ({ input, actor, unit, now }) => {
    const person = personOf(actor);
    const found = await stillUnread(person, input.ids);
    if (found.length === 0) return { marked: 0 };
    for (const { noticeId } of found) {
      // Read on another device in the same moment: it is read, which is all that was wanted.
      unit.add(Notices.patch({ person, noticeId }, { remove: ["unread", "card"] }, (a, o) => o.exists(a["unread"])));
    }
    unit.tell({ changes: { read: found.length }, events: [{ type: "NoticesRead", stamp: now.getTime() }] });
    return { marked: found.length };
  },
});

const Settings = v.strictObject({
  chosen: Preferences,
  rev: Revision,
  /** What applies as long as somebody chose nothing, and when the morning's list goes out. */
  usual: Preferences,
  digestAt: v.string(),
  email: v.nullable(v.string()),
  devices: v.array(DeviceView),
  /** The key under which a browser subscribes; null = this house cannot tell devices. */
  pushKey: v.nullable(v.string()),
});

export const settings = readOperation({
  name: "notification.settings",
  summary: "Ke mana saya diberi tahu: surel, perangkat, dan ringkasan pagi.",
  input: v.strictObject({}),
  output: Settings,
  load: async () => ({}),
  policy: own,
  run: async ({ actor }) => {
    const person = personOf(actor);
    const [tenant, known, { rev, ...chosen }, devices] = await Promise.all([
      currentTenant(),
      personById(person),
      preferencesOf(person),
      devicesOf(person),
    ]);
    const { digestAt, ...usual } = noticesOf(tenant);
    return {
      chosen,
      rev,
      usual,
      digestAt,
      email: known?.email ?? null,
      devices: devices.map(({ deviceId, name, since }) => ({ id: v.parse(DeviceId, deviceId), name, since })),
      pushKey: process.env["SELARAS_VAPID_PUBLIC"] || null,
    };
  },
});

export const choose = writeOperation({
  name: "notification.choose",
  summary: "Memilih ke mana saya diberi tahu. Pemberitahuan di dalam aplikasi selalu ada.",
  input: v.strictObject({ ...Preferences.entries, rev: Revision }),
  output: v.strictObject({ rev: v.number() }),
  subject: () => "notices",
  load: async () => ({}),
  policy: own,
  run: async ({ input, actor, unit, now }) => {
    const { rev, ...chosen } = input;
    const next = { ...chosen, person: personOf(actor), rev: rev + 1 };
    unit.add(
      Chosen.put(next, (a, o) => (rev === 0 ? o.notExists(a["rev"]) : o.eq(a["rev"], rev))),
      () => changedElsewhere({}),
    );
    unit.tell({ changes: chosen, events: [{ type: "NoticesChosen", stamp: now.getTime() }] });
    return { rev: next.rev };
  },
});

const DEVICE_CHARACTERS = 32;
const deviceIdOf = (endpoint: string) =>
  v.parse(DeviceId, sha256(new TextEncoder().encode(endpoint)).slice(0, DEVICE_CHARACTERS));

export const subscribe = writeOperation({
  name: "notification.subscribe",
  summary: "Mengaktifkan pemberitahuan pada perangkat ini.",
  input: v.strictObject({
    ...Subscription.entries,
    /** What the browser calls itself, for the list of devices. */
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  }),
  output: DeviceView,
  subject: () => "notices",
  load: async () => ({}),
  policy: own,
  run: async ({ input, actor, unit, now }) => {
    const person = personOf(actor);
    const { endpoint, keys, name } = input;
    if (!isPushService(endpoint, localPushService())) throw strangeService({});
    const deviceId = deviceIdOf(endpoint);
    const devices = await devicesOf(person);
    const known = devices.find((each) => each.deviceId === deviceId);
    if (!known && devices.length >= LIMITS.pushDevicesPerPerson)
      throw tooManyDevices({ most: LIMITS.pushDevicesPerPerson });
    const since = known?.since ?? now.toISOString();
    unit.add(Devices.put({ person, deviceId, name, since, endpoint, keys }));
    unit.tell({ changes: { device: deviceId }, events: [{ type: "DeviceSubscribed", stamp: now.getTime() }] });
    return { id: deviceId, name, since };
  },
});

export const unsubscribe = writeOperation({
  name: "notification.unsubscribe",
  summary: "Mematikan pemberitahuan pada satu perangkat.",
  input: v.strictObject({ id: DeviceId }),
  output: v.strictObject({ removed: v.boolean() }),
  subject: () => "notices",
  load: ({ id }) => Promise.resolve({ id }),
  policy: own,
  run: async ({ input, actor, unit, now }) => {
    const person = personOf(actor);
    const known = await Devices.get({ person, deviceId: input.id }, { strong: true });
    if (!known) return { removed: false };
    unit.add(Devices.remove({ person, deviceId: input.id }));
    unit.tell({ changes: { device: input.id }, events: [{ type: "DeviceRemoved", stamp: now.getTime() }] });
    return { removed: true };
  },
});
