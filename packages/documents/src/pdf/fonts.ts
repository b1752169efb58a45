import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { inflateSync } from "node:zlib";

/**
 * The faces of printed documents. Inter, as on the screen; its Latin subset holds everything that official Indonesian
 * needs. What else people write, such as "≥" or a name with foreign letters, is set in the spare face.
 */
export const FACES = {
  plain: "inter-latin-400-normal.woff",
  strong: "inter-latin-600-normal.woff",
  bold: "inter-latin-700-normal.woff",
  spare: "DejaVuSans.ttf",
} as const;
export type Face = keyof typeof FACES;

/** Folder beside a bundled function into which its build copies the fonts. */
export const FONT_FOLDER = "fonts";

/** Where a font file of its package lies: for the build, and for running from source. */
export const fontFile = (face: Face): string =>
  createRequire(import.meta.url).resolve(
    face === "spare" ? `dejavu-fonts-ttf/ttf/${FACES.spare}` : `@fontsource/inter/files/${FACES[face]}`,
  );

const HEADER = 12;
const ENTRY = 16;

/**
 * A WOFF 1.0 file unpacked to the plain font it holds; a plain font stays as it is. The reader of fonts would inflate a
 * table again at every look at it, which is nine tenths of the time that a document takes.
 * @see https://www.w3.org/TR/WOFF/
 */
export function unpacked(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") return woff;
  const count = woff.readUInt16BE(12);
  const power = Math.floor(Math.log2(count));
  const head = Buffer.alloc(HEADER + ENTRY * count);
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * (count - 2 ** power), 10);
  const parts: Uint8Array[] = [head];
  let at = head.length;
  for (let i = 0; i < count; i += 1) {
    const entry = 44 + 20 * i;
    const offset = woff.readUInt32BE(entry + 4);
    const packed = woff.readUInt32BE(entry + 8);
    const length = woff.readUInt32BE(entry + 12);
    const body = woff.subarray(offset, offset + packed);
    const table = packed < length ? inflateSync(body) : body;
    const own = HEADER + ENTRY * i;
    woff.copy(head, own, entry, entry + 4);
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), own + 4);
    head.writeUInt32BE(at, own + 8);
    head.writeUInt32BE(length, own + 12);
    const padding = Buffer.alloc((4 - (table.length % 4)) % 4);
    parts.push(table, padding);
    at += table.length + padding.length;
  }
  return Buffer.concat(parts);
}

const read = new Map<Face, Buffer>();

/** The bytes of a face, read once per process. */
export function fontBytes(face: Face): Buffer {
  const known = read.get(face);
  if (known) return known;
  const packed = join(import.meta.dirname, FONT_FOLDER, FACES[face]);
  const bytes = unpacked(readFileSync(existsSync(packed) ? packed : fontFile(face)));
  read.set(face, bytes);
  return bytes;
}

/** Where a table of a plain font begins. */
function tableAt(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i += 1) {
    const own = HEADER + ENTRY * i;
    if (font.toString("latin1", own, own + 4) === tag) return font.readUInt32BE(own + 8);
  }
  throw new Error(`a font without ${tag}`);
}

/** The segment map of the basic plane: every font has one. @see https://learn.microsoft.com/typography/opentype/spec/cmap */
function segmentsAt(font: Buffer): number {
  const cmap = tableAt(font, "cmap");
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i += 1) {
    const at = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4);
    if (font.readUInt16BE(at) === 4) return at;
  }
  throw new Error("a font without a map of its letters");
}

const drawn = new Map<Face, ReadonlySet<number>>();

/** The code points that a face can draw. */
export function drawnBy(face: Face): ReadonlySet<number> {
  const known = drawn.get(face);
  if (known) return known;
  const font = fontBytes(face);
  const at = segmentsAt(font);
  const double = font.readUInt16BE(at + 6);
  const found = new Set<number>();
  for (let segment = 0; segment < double; segment += 2) {
    const last = font.readUInt16BE(at + 14 + segment);
    const first = font.readUInt16BE(at + 16 + double + segment);
    if (first < 0xffff) for (let code = first; code <= last; code += 1) found.add(code);
  }
  drawn.set(face, found);
  return found;
}
