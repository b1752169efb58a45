import type { IncomingMessage } from "node:http";

const CREDENTIAL = /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\//;

/** Whose keys a signed request names: access key and session token; undefined when it is not signed in the header. */
export function keysNamed(
  incoming: IncomingMessage,
): { readonly accessKeyId: string; readonly token: string | undefined } | undefined {
  const accessKeyId = CREDENTIAL.exec(incoming.headers.authorization ?? "")?.[1];
  if (accessKeyId === undefined) return undefined;
  const token = incoming.headers["x-amz-security-token"];
  return { accessKeyId, token: typeof token === "string" ? token : undefined };
}

/** Reads a body whole; undefined when it is larger than `limitBytes` or its sender went away. */
export async function bodyOf(incoming: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  return await new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let sizeBytes = 0;
    incoming.on("data", (piece: Buffer) => {
      sizeBytes += piece.length;
      if (sizeBytes <= limitBytes) pieces.push(piece);
      else pieces.length = 0;
    });
    incoming.on("end", () => resolve(sizeBytes <= limitBytes ? Buffer.concat(pieces) : undefined));
    incoming.on("close", () => resolve(undefined));
    incoming.on("error", () => resolve(undefined));
  });
}
