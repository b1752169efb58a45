import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { sha256 } from "../src/kernel/digest.ts";

/** A certificate of nobody ("Segel Contoh", serial 1234ABCD), made with openssl for these tests. */
const CERTIFICATE =
  "MIIBrzCCAVSgAwIBAgIEEjSrzTAKBggqhkjOPQQDAjA1MQswCQYDVQQGEwJJRDEPMA0GA1UECgwGQ29udG9oMRUwEwYDVQQDDAxTZWdlbCBDb250" +
  "b2gwIBcNMjYxMTI5MDY1NTA4WhgPMjEyNjExMDUwNjU1MDhaMDUxCzAJBgNVBAYTAklEMQ8wDQYDVQQKDAZDb250b2gxFTATBgNVBAMMDFNlZ2Vs" +
  "IENvbnRvaDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNUzu37vfyU1kAjg4T8tEVoCEvBxSuJ2afO5+nnuZrTn0JyLQLFYGNqbA4Zqa+uR3Jxm" +
  "6VFttqoRLtc7Iw5oiuyjUDBOMB0GA1UdDgQWBBRLK9zOYGStbbRG6rjrqKktmsfOjzAfBgNVHSMEGDAWgBRLK9zOYGStbbRG6rjrqKktmsfOjzAM" +
  "BgNVHRMBAf8EAjAAMAoGCCqGSM49BAMCA0kAMEYCIQCtt/Qg+jgN8X/OASKR+OQGw/i1008NLHih4ZxaQlWO5wIhANyAVxn55B1cs/kwRhzQ0qyT" +
  "QQsIkhWMzXhwbRK0Ak2X";

const PLACE_CHARACTERS = 2_000;

/** A PDF with a signature over all of it, as an increment of the one given; `lying` names the digest of something else. */
export function sealedCopy(pdf: Buffer, lying = false): Buffer {
  const text = pdf.toString("latin1");
  const before = `${text}6 0 obj\n<< /Type /Sig /ByteRange [0 0000000000 0000000000 0000000000] /Contents `;
  const after = " >>\nendobj\n%%EOF\n";
  const start = before.length;
  const end = start + PLACE_CHARACTERS + 2;
  const number = (n: number): string => String(n).padStart(10, "0");
  const head = before.replace(
    "[0 0000000000 0000000000 0000000000]",
    `[0 ${number(start)} ${number(end)} ${number(after.length)}]`,
  );
  const digest = sha256(lying ? "anything" : Buffer.from(head + after, "latin1"));
  const hex = Buffer.from(CERTIFICATE, "base64").toString("hex") + digest;
  return Buffer.from(`${head}<${hex.padEnd(PLACE_CHARACTERS, "0")}>${after}`, "latin1");
}

export type Asked = { readonly path: string; readonly authorization: string; readonly body: Record<string, unknown> };
/** What the service answers to a request: status and text, or nothing at all. */
export type Manner = (asked: Asked) => { readonly status: number; readonly text: string } | "silence";

const json = (status: number, content: object) => ({ status, text: JSON.stringify(content) });

/** The service as it should be. */
export const behaving: Manner = ({ path, body }) => {
  if (path === "/api/v2/seal/get/totp")
    return json(200, { message: "ok", totp: "222222", expires: "besok", result: true });
  const [file] = body["file"] as readonly string[];
  return json(200, { time: 12, file: [sealedCopy(Buffer.from(file ?? "", "base64")).toString("base64")] });
};

async function read(incoming: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  return JSON.parse(Buffer.concat(pieces).toString("utf8")) as Record<string, unknown>;
}

/** A service of BSrE on this machine, whose manners a test chooses. */
export async function bsreService() {
  let manner: Manner = behaving;
  const asked: Asked[] = [];
  const server = createServer((incoming, outgoing) => {
    void read(incoming).then((body) => {
      const one = { path: incoming.url ?? "", authorization: incoming.headers.authorization ?? "", body };
      asked.push(one);
      const said = manner(one);
      if (said !== "silence") outgoing.writeHead(said.status, { location: "http://127.0.0.1:1/" }).end(said.text);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    asked,
    behave: (next: Manner) => {
      manner = next;
      asked.length = 0;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
