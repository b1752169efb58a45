import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** The parts of a zipped file by their names, read from its own directory. */
export function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || file.readUInt32LE(end) !== END) throw new Error("no zip");
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (file.readUInt32LE(at) !== ENTRY) throw new Error("a broken directory");
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => file.readUInt16LE(at + place));
    const local = file.readUInt32LE(at + 42);
    const name = file.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(from, from + size);
    parts.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString("utf8"));
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return parts;
}

const TOKEN = /<\?[^>]*\?>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*="[^"<]*")*)\s*(\/?)>|[^<]+/gy;
const STRAY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)|(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/u;

/** What keeps a text from being well-formed XML; empty when nothing does. */
export function faultsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const faults: string[] = [];
  let roots = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const from = TOKEN.lastIndex;
    const token = TOKEN.exec(xml);
    if (!token) return [...faults, `unreadable at ${from}: ${xml.slice(from, from + 60)}`];
    const [whole, closing, name, attributes = "", alone] = token;
    if (STRAY.test(name === undefined ? whole : attributes)) faults.push(`stray sign in ${whole.slice(0, 60)}`);
    if (name === undefined) continue;
    const names = [...attributes.matchAll(/([\w.:-]+)="/g)].map((match) => match[1]);
    if (new Set(names).size !== names.length) faults.push(`an attribute twice in ${whole.slice(0, 60)}`);
    if (closing === "/" && open.pop() !== name) faults.push(`${name} closes another`);
    if (closing === "" && open.length === 0) roots += 1;
    if (closing === "" && alone === "") open.push(name);
  }
  if (open.length > 0 || roots !== 1) faults.push(`${open.length} left open, ${roots} roots`);
  return faults;
}
