import { once } from "node:events";
import type { Server } from "node:http";
import { FUNCTIONS, type FunctionName, type Holdings } from "@selaras/core/cloud/access.ts";
import type { Denial } from "./judgement.ts";
import { ADMIN, LOCAL_HOLDINGS, localRoles } from "./roles.ts";
import { type AccessKeys, keyRing, type Recognised } from "./sessions.ts";
import { createStsServer } from "./sts.ts";

/** Who is who in a local house, and what was refused to whom. Both gates and the sessions' service use it. */
export interface Access {
  /** `http://127.0.0.1:<port>`, for `AWS_ENDPOINT_URL_STS`. */
  readonly stsEndpoint: string;
  readonly holdings: Holdings;
  /** Keys that may do everything. The same in every house. */
  readonly adminCredentials: AccessKeys;
  /** Keys of a function on its own role. The same in every house. */
  credentialsOf(name: FunctionName): AccessKeys;
  principalOf(accessKeyId: string, token: string | undefined): Recognised;
  /** The last 50 requests that were refused, oldest first. */
  denials(): readonly Denial[];
  /** Notes a refusal and says it to the developer. */
  deny(denial: Denial): void;
  stop(): Promise<void>;
}

const KEPT_DENIALS = 50;
const keysNamed = (name: string): AccessKeys => ({
  accessKeyId: `LOCAL-${name}`,
  secretAccessKey: `secret-of-${name}-on-this-machine`,
});

/**
 * Starts the sessions' service of a local house on a free port of 127.0.0.1.
 *
 * @param options.holdings ARNs that the policies speak of; absent: those of the local house.
 * @param options.now milliseconds since 1970, for the end of sessions; absent: the machine's clock, not the house's, since
 *   the SDK compares with the machine's.
 * @param options.say where a refusal is told; absent: standard error.
 */
export async function startAccess(
  options: { holdings?: Holdings; now?: () => number; say?: (line: string) => void } = {},
): Promise<Access> {
  const { holdings = LOCAL_HOLDINGS, now = Date.now, say = (line) => console.error(line) } = options;
  const roles = localRoles(holdings);
  const keys = keyRing(now);
  const adminCredentials = keysNamed("admin");
  keys.add(adminCredentials, ADMIN);
  for (const name of FUNCTIONS) keys.add(keysNamed(name), roles.function(name));
  const denials: Denial[] = [];
  const deny = (denial: Denial): void => {
    denials.push(denial);
    if (denials.length > KEPT_DENIALS) denials.shift();
    const asked = denial.leadingKeys.length === 0 ? "" : ` [${denial.leadingKeys.join(", ")}]`;
    say(`Akses ditolak: ${denial.message}${asked}`);
  };
  const server = createStsServer({ roles, keys, onDenial: deny });
  const stsEndpoint = await listening(server);
  return {
    stsEndpoint,
    holdings,
    adminCredentials,
    credentialsOf: keysNamed,
    principalOf: (accessKeyId, token) => keys.find(accessKeyId, token),
    denials: () => [...denials],
    deny,
    stop: () => closed(server),
  };
}

/** Lets a server listen on a free port of 127.0.0.1, or on the one given, and gives its address. */
export async function listening(server: Server, port = 0): Promise<string> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  return `http://127.0.0.1:${address.port}`;
}

/** How long a stop waits for requests under way, in milliseconds. */
const STOP_PATIENCE_MS = 2000;

/** Answers what is under way, then closes. Safe to call twice. */
export async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const gone = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), STOP_PATIENCE_MS);
  await gone;
  clearTimeout(patience);
}
