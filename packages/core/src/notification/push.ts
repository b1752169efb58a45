import webPush from "web-push";
import * as v from "valibot";
import { LIMITS } from "../kernel/limits.ts";
import { isPushService, localPushService } from "./endpoint.ts";
import type { DeviceRecord } from "./store.ts";

/** The key by which push services know this house (VAPID, RFC 8292), and whom they may write to about it. */
const Vapid = v.strictObject({
  publicKey: v.pipe(v.string(), v.length(87)),
  privateKey: v.pipe(v.string(), v.length(43)),
  /** `mailto:` or `https:`. */
  subject: v.pipe(v.string(), v.regex(/^(mailto:|https:)/)),
});

/** From the secret in `SELARAS_VAPID`; null when this house has none, and then no device can be told. */
function vapid(): v.InferOutput<typeof Vapid> | null {
  const secret = process.env["SELARAS_VAPID"];
  if (!secret || secret === "{}") return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Vapid), secret);
  // Its text must not reach a log, so the reasons stay away.
  if (!parsed.success) throw new Error("SELARAS_VAPID is no VAPID key");
  return parsed.output;
}

const GONE = [404, 410];

/**
 * The push channel: encrypts for the device (aes128gcm, RFC 8291), signs for its service (VAPID) and hands over. The library
 * makes the request; it is sent here, because it has to follow no redirect and end in time.
 */
export async function sendPush({ endpoint, keys }: DeviceRecord, payload: string): Promise<"sent" | "gone"> {
  const key = vapid();
  if (!key) throw new Error("This house has no VAPID key");
  // Checked again where it is called: what stands in the table is no reason to call anywhere.
  if (!isPushService(endpoint, localPushService())) return "gone";
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys }, payload, {
    vapidDetails: key,
    contentEncoding: "aes128gcm",
    TTL: LIMITS.pushKeptSeconds,
    urgency: "normal",
  });
  const answer = await fetch(endpoint, {
    method: "POST",
    // `fetch` says the length by itself.
    headers: Object.entries(headers).filter(([name]) => name.toLowerCase() !== "content-length"),
    body: new Uint8Array(body),
    redirect: "error",
    signal: AbortSignal.timeout(LIMITS.pushAnswerMilliseconds),
  });
  await answer.body?.cancel();
  if (GONE.includes(answer.status)) return "gone";
  if (!answer.ok) throw new Error(`The push service answered ${answer.status}`);
  return "sent";
}
