import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Between visitor and function stand the CDN and the gateway, and the gateway sees its own host name only. The CDN
 * therefore says in a header of ours which host was asked for, and proves with a key that it is the CDN: nobody else
 * may name a host.
 */
export const HOST_HEADER = "selaras-host";
export const EDGE_KEY_HEADER = "selaras-edge";
/** Keys that are accepted, with commas between them: two while one is exchanged. Absent on one machine: no CDN there. */
export const EDGE_KEYS = "SELARAS_EDGE_KEYS";

/** Gives a header of the request, name in lower case. */
type HeaderOf = (name: string) => string | undefined;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether the request came through the CDN. Always true where no keys are set. */
export function cameByEdge(header: HeaderOf): boolean {
  const keys = process.env[EDGE_KEYS];
  if (keys === undefined) return true;
  const shown = digest(header(EDGE_KEY_HEADER) ?? "");
  return keys.split(",").some((key) => key !== "" && timingSafeEqual(digest(key), shown));
}

/** The host that the visitor asked for; empty when a request went around the CDN. */
export function viewerHost(header: HeaderOf): string {
  if (process.env[EDGE_KEYS] === undefined) return header("host") ?? "";
  return cameByEdge(header) ? (header(HOST_HEADER) ?? "") : "";
}
