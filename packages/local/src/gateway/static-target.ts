import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { compressible, contentTypeOf } from "./content-types.ts";
import type { PlainAnswer, RequestTarget } from "./lambda-event.ts";
import { refusal, send } from "./lambda-target.ts";

const SMALLEST_WORTH_COMPRESSING_BYTES = 1024;

/** A folder of built files behind the front, as the content delivery network serves it. */
export interface StaticTarget {
  kind: "static";
  folder: string;
  /** Answers paths that name no file, for a site that finds its pages by itself. */
  fallback?: "index.html";
  /** Added to every answer: security headers and the like. */
  headers: Readonly<Record<string, string>>;
}

type Encoding = "br" | "gzip" | "identity";

interface KeptFile {
  /** Size and instant of the last change: another stamp is another file. */
  stamp: string;
  etag: string;
  bodies: Map<Encoding, Promise<Buffer>>;
}

/** Makes the answering function of a folder; it keeps what it has read and compressed until a file changes. */
export function staticSite(site: StaticTarget) {
  const kept = new Map<string, KeptFile>();
  return async (target: RequestTarget, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const add = (answer: PlainAnswer) => send(response, { ...answer, headers: { ...site.headers, ...answer.headers } });
    if (target.method !== "GET" && target.method !== "HEAD") {
      const refused = refusal(405, "Method Not Allowed");
      return add({ ...refused, headers: { ...refused.headers, allow: "GET, HEAD" } });
    }
    const file = await findFile(site, target);
    if (file === undefined) return add(refusal(404, "Not Found"));
    add(await fileAnswer(file, target.path, request, kept));
  };
}

async function fileAnswer(
  file: string,
  urlPath: string,
  request: IncomingMessage,
  kept: Map<string, KeptFile>,
): Promise<PlainAnswer> {
  const known = await keep(file, kept);
  const type = contentTypeOf(file) ?? "application/octet-stream";
  const original = await bodyIn("identity", file, known);
  const encoding =
    compressible(type) && original.length >= SMALLEST_WORTH_COMPRESSING_BYTES
      ? bestEncoding(singleHeader(request, "accept-encoding"))
      : "identity";
  const etag = encoding === "identity" ? `"${known.etag}"` : `"${known.etag}-${encoding}"`;
  const headers: Record<string, string> = {
    etag,
    "cache-control": urlPath.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    ...(compressible(type) ? { vary: "accept-encoding" } : {}),
  };
  const seen = singleHeader(request, "if-none-match").split(/\s*,\s*/);
  if (seen.includes(etag) || seen.includes(`W/${etag}`)) return { status: 304, headers, body: Buffer.alloc(0) };
  headers["content-type"] = type;
  if (encoding !== "identity") headers["content-encoding"] = encoding;
  return { status: 200, headers, body: await bodyIn(encoding, file, known) };
}

/** The file a path names, its folder's index, or the fallback; nothing outside the folder, ever. */
async function findFile(site: StaticTarget, target: RequestTarget): Promise<string | undefined> {
  const parts = decodeURIComponent(target.escapedPath).split("/").slice(1);
  // Also `..`: the check of the real path below would catch it too, but need not be the only one.
  if (parts.some((part) => part.startsWith(".") && part !== ".well-known")) return undefined;
  const named = path.join(site.folder, ...parts);
  const found =
    (await fileInside(site.folder, named)) ?? (await fileInside(site.folder, path.join(named, "index.html")));
  if (found !== undefined || site.fallback === undefined) return found;
  // A missing script must not be answered with a page: the browser would report a syntax error in it.
  if (target.path.startsWith("/assets/") || contentTypeOf(target.path) !== undefined) return undefined;
  return fileInside(site.folder, path.join(site.folder, site.fallback));
}

/** Links are followed first, so that none leads outside. */
async function fileInside(folder: string, file: string): Promise<string | undefined> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(file)]);
    if (!real.startsWith(root + path.sep)) return undefined;
    return (await stat(real)).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}

async function keep(file: string, kept: Map<string, KeptFile>): Promise<KeptFile> {
  const { size, mtimeMs } = await stat(file);
  const stamp = `${size} ${mtimeMs}`;
  const before = kept.get(file);
  if (before?.stamp === stamp) return before;
  const content = await readFile(file);
  const etag = createHash("sha256").update(content).digest("base64url").slice(0, 22);
  const fresh: KeptFile = { stamp, etag, bodies: new Map([["identity", Promise.resolve(content)]]) };
  kept.set(file, fresh);
  return fresh;
}

function bodyIn(encoding: Encoding, file: string, known: KeptFile): Promise<Buffer> {
  const before = known.bodies.get(encoding);
  if (before !== undefined) return before;
  const made = encoding === "identity" ? readFile(file) : compressed(encoding, file, known);
  known.bodies.set(encoding, made);
  return made;
}

/** The build's own compressed copy beside the file where it is at least as new, otherwise one made here. */
async function compressed(encoding: "br" | "gzip", file: string, known: KeptFile): Promise<Buffer> {
  const beside = `${file}${encoding === "br" ? ".br" : ".gz"}`;
  const [copy, original] = await Promise.all([stat(beside).catch(() => undefined), stat(file)]);
  if (copy !== undefined && copy.mtimeMs >= original.mtimeMs) return readFile(beside);
  const content = await bodyIn("identity", file, known);
  if (encoding === "gzip") return promisify(gzip)(content);
  return promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
}

function bestEncoding(accepted: string): Encoding {
  const names = new Set<string>();
  for (const part of accepted.toLowerCase().split(",")) {
    const [name = "", weight = ""] = part.split(";");
    if (!/^\s*q=0(\.0*)?\s*$/.test(weight)) names.add(name.trim());
  }
  if (names.has("br")) return "br";
  return names.has("gzip") ? "gzip" : "identity";
}

function singleHeader(request: IncomingMessage, name: "accept-encoding" | "if-none-match"): string {
  const value: string | string[] | undefined = request.headers[name];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}
