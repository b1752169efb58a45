import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { closed, listening } from "../access/access.ts";
import { bodyOf } from "../access/signed-request.ts";
import { isProven, opened, subscriber, type Subscriber } from "./sealed.ts";

/** A subscription as a browser hands it to the product. */
export interface PushSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** A message that arrived, opened as the browser would. */
export interface PushMessage {
  readonly endpoint: string;
  readonly text: string;
  readonly ttl: string | undefined;
}

/**
 * Push service and browser in one: gives subscriptions, takes messages for them, checks the sender's signature and opens what
 * was sealed. What does not prove itself is refused as the services do.
 */
export interface PushService {
  /** `http://127.0.0.1:<port>`, for `SELARAS_LOCAL_PUSH`. */
  readonly origin: string;
  /** A new device that subscribes under the public VAPID key given. */
  subscribe(publicKey: string): PushSubscription;
  /** The device takes its subscription back: from now on 410. */
  expire(endpoint: string): void;
  /** As long as a status is set every message is answered with it. */
  failWith(status: number | null): void;
  messages(): readonly PushMessage[];
  /** Why messages were refused, oldest first. */
  refusals(): readonly string[];
  stop(): Promise<void>;
}

/** RFC 8030 lets a service refuse what is larger. */
const MAX_BODY_BYTES = 4096;
const CREATED = 201;

type Device = Subscriber & { readonly under: string; gone: boolean };

/** Starts the service on a free port of 127.0.0.1. */
export async function startPushService(): Promise<PushService> {
  const devices = new Map<string, Device>();
  const messages: PushMessage[] = [];
  const refusals: string[] = [];
  let down: number | null = null;
  let origin = "";

  const refuse = (status: number, why: string): number => {
    refusals.push(why);
    return status;
  };
  const taken = async (incoming: IncomingMessage): Promise<number> => {
    const body = await bodyOf(incoming, MAX_BODY_BYTES);
    if (down !== null) return down;
    const endpoint = origin + (incoming.url ?? "");
    const device = devices.get(endpoint);
    if (!device) return refuse(404, "unknown");
    if (device.gone) return refuse(410, "gone");
    if (body === undefined) return refuse(413, "too large");
    const about = { origin, subscribedUnder: device.under, now: Date.now() };
    if (!isProven(incoming.headers.authorization ?? "", about)) return refuse(403, "not proven");
    if (incoming.headers["content-encoding"] !== "aes128gcm") return refuse(400, "not sealed");
    const { ttl } = incoming.headers;
    try {
      messages.push({ endpoint, text: opened(body, device), ttl: typeof ttl === "string" ? ttl : undefined });
    } catch {
      return refuse(400, "not for this device");
    }
    return CREATED;
  };
  const server = createServer((incoming, response) => {
    taken(incoming)
      .then((status) => response.writeHead(status).end())
      .catch(() => response.destroy());
  });
  origin = await listening(server);
  return {
    origin,
    subscribe: (publicKey) => {
      const made = subscriber(randomBytes(16));
      const endpoint = `${origin}/push/${randomUUID()}`;
      devices.set(endpoint, { ...made, under: publicKey, gone: false });
      const keys = { p256dh: made.publicKey.toString("base64url"), auth: made.auth.toString("base64url") };
      return { endpoint, keys };
    },
    expire: (endpoint) => {
      const device = devices.get(endpoint);
      if (device) device.gone = true;
    },
    failWith: (status) => {
      down = status;
    },
    messages: () => [...messages],
    refusals: () => [...refusals],
    stop: () => closed(server),
  };
}
