import { createServer } from "node:http";
import { closed, listening } from "./access.ts";
import type { AccessKeys } from "./sessions.ts";

/** Longer than anybody lets a local house run. */
const LIFE_MS = 365 * 24 * 3_600_000;

/**
 * A sessions' service that passes the same keys on to everybody, for engines that the environment brought: they know
 * nothing of our sessions, so there is nothing to fence with.
 */
export async function startOpenSts(keys: AccessKeys): Promise<{ endpoint: string; stop: () => Promise<void> }> {
  const given = `<AccessKeyId>${keys.accessKeyId}</AccessKeyId><SecretAccessKey>${keys.secretAccessKey}</SecretAccessKey>`;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const until = new Date(Date.now() + LIFE_MS).toISOString();
      response.writeHead(200, { "content-type": "text/xml" });
      response.end(
        `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>${given}` +
          `<SessionToken></SessionToken><Expiration>${until}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      );
    });
  });
  return { endpoint: await listening(server), stop: () => closed(server) };
}
