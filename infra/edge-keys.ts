import { RandomPassword } from "@pulumi/random";

/*
 * With the key the CDN proves to the functions that a request came through it, so that it may name the host. To
 * exchange it put a new name first and deploy; the old one goes with the next deployment.
 */
const NAMES = ["EdgeKey1"] as const;
const LENGTH = 48;

const keys = NAMES.map((name) => new RandomPassword(name, { length: LENGTH, special: false }).result);

export const edgeKeys = {
  /** What the CDN sends. */
  sent: $resolve(keys).apply(([first = ""]) => first),
  /** What the functions accept, with commas between. */
  accepted: $resolve(keys).apply((all) => all.join(",")),
} as const;
