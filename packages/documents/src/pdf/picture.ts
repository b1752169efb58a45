import { inflateSync } from "node:zlib";

/** Pictures of more points than this are not printed: they would not fit into the memory that makes the document. */
const MOST_POINTS = 16_000_000;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const JPEG_FRAMES = [0xc0, 0xc1, 0xc2];

type Chunk = { readonly name: string; readonly data: Buffer };
function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    if (at + 12 + length > png.length) return [];
    chunks.push({ name: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

/** Width and height in points. */
export type Size = readonly [width: number, height: number];

/** The size of a PNG that holds exactly the points that it announces. The library unpacks some kinds where nobody could catch it. */
function sizeOfPng(png: Buffer): Size | null {
  const chunks = chunksOf(png);
  const head = chunks.find(({ name }) => name === "IHDR")?.data;
  if (head?.length !== 13 || chunks.at(-1)?.name !== "IEND") return null;
  const [width, height, depth, colour] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8] ?? 0, head[9] ?? 0];
  const channels = CHANNELS[colour];
  const isPlain = depth === 8 && head[12] === 0 && (colour !== 3 || chunks.some(({ name }) => name === "PLTE"));
  if (channels === undefined || !isPlain || width * height === 0 || width * height > MOST_POINTS) return null;
  const whole = height * (1 + width * channels);
  const packed = Buffer.concat(chunks.filter(({ name }) => name === "IDAT").map(({ data }) => data));
  try {
    return inflateSync(packed, { maxOutputLength: whole + 1 }).length === whole ? [width, height] : null;
  } catch {
    return null;
  }
}

/** The size of a JPEG whose frame is of a kind that can be printed. */
function sizeOfJpeg(jpeg: Buffer): Size | null {
  for (let at = 2; at + 9 < jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1] ?? 0;
    if (JPEG_FRAMES.includes(marker)) {
      const [height, width] = [jpeg.readUInt16BE(at + 5), jpeg.readUInt16BE(at + 7)];
      return width * height > 0 && jpeg[at + 4] === 8 ? [width, height] : null;
    }
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  return null;
}

/** Size of a picture that can be printed; null = it is named in words: it must never hold up a publication. */
export function printableSize(bytes: Uint8Array): Size | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data[0] === 0xff) return sizeOfJpeg(data);
  return data.toString("latin1", 1, 4) === "PNG" ? sizeOfPng(data) : null;
}
