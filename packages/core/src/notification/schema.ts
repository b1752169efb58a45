import * as v from "valibot";
import { LIMITS } from "../kernel/limits.ts";

/** What a notice is about. The word stands in its id, so that nobody is told the same twice. */
export const RULES = [
  "tiba",
  "menjelang",
  "tenggat",
  "lewat",
  "atasan",
  "kosong",
  "kembali",
  "rantai",
  "templat",
  "koreksi",
  "terbit",
  "periode-menjelang",
  "periode-tenggat",
  "periode-kunci",
  "ringkasan",
] as const;
export type Rule = (typeof RULES)[number];

/** Ways on which a notice leaves the application; in the application it always stands. */
export const CHANNELS = ["email", "push"] as const;
export type Channel = (typeof CHANNELS)[number];

/** `<local date>~<report or subject>~<task>~<rule>`: the identity {task, rule, date}, sorted by day. */
export const NoticeId = v.pipe(
  v.string(),
  // The longest report, task and rule that there can be, within what a key takes.
  v.maxLength(200),
  v.regex(/^20\d\d-\d\d-\d\d~[A-Za-z0-9._-]*~[A-Za-z0-9._~-]*~[a-z-]+$/),
  v.brand("NoticeId"),
);
export type NoticeId = v.InferOutput<typeof NoticeId>;

/** waiting = tried again by itself; sent; failed = given up; dropped = nobody to bring it to any more. */
export const DELIVERY_STATES = ["waiting", "sent", "failed", "dropped"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const NoticeView = v.strictObject({
  id: NoticeId,
  rule: v.picklist(RULES),
  title: v.string(),
  body: v.string(),
  /** Address inside the application. */
  path: v.string(),
  at: v.string(),
  read: v.boolean(),
  /** What became of it outside of the application. */
  deliveries: v.array(v.strictObject({ channel: v.picklist(CHANNELS), state: v.picklist(DELIVERY_STATES) })),
});
export type NoticeView = v.InferOutput<typeof NoticeView>;

/** What a person chose; the application itself is not a choice, so that no task can get lost. */
export const Preferences = v.strictObject({
  email: v.boolean(),
  push: v.boolean(),
  /** A list of the open tasks by mail, on the morning of every working day. */
  digest: v.boolean(),
});
export type Preferences = v.InferOutput<typeof Preferences>;

const BASE64URL = /^[A-Za-z0-9_-]+$/;
/** What the browser says about a device that wants to be told. Lengths are those of RFC 8291: a point of P-256, 16 bytes. */
export const Subscription = v.strictObject({
  endpoint: v.pipe(v.string(), v.regex(/^https?:\/\//), v.maxLength(LIMITS.pushEndpointCharacters)),
  keys: v.strictObject({
    p256dh: v.pipe(v.string(), v.length(87), v.regex(BASE64URL)),
    auth: v.pipe(v.string(), v.length(22), v.regex(BASE64URL)),
  }),
});
export type Subscription = v.InferOutput<typeof Subscription>;

/** The first letters of the hash of its address. */
export const DeviceId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/), v.brand("DeviceId"));
export type DeviceId = v.InferOutput<typeof DeviceId>;

export const DeviceView = v.strictObject({ id: DeviceId, name: v.string(), since: v.string() });
