import { LIMITS } from "../kernel/limits.ts";
import { evidenceBytes } from "../db/files.ts";
import { picturesOf } from "../narrative/reading.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import type { Row } from "./schema.ts";
import { type FileRecord, Files } from "./store.ts";
import { richTexts } from "./telling.ts";

const PRINTED: readonly string[] = ["image/jpeg", "image/png"];
/** Whether a text can show a file: a kind that can be printed, not too large, and still there. */
export const isPicture = ({ type, bytes, removed }: Pick<FileRecord, "type" | "bytes" | "removed">): boolean =>
  removed === null && PRINTED.includes(type) && bytes <= LIMITS.pictureBytes;

/** Bytes of the pictures that the texts of a report show, by their hash. A report without any asks for nothing. */
export async function picturesFor(
  reportId: string,
  definition: TemplateDefinition,
  rows: readonly Row[],
): Promise<Readonly<Record<string, Uint8Array>>> {
  const wanted = new Set(richTexts(definition, rows).flatMap(({ text }) => picturesOf(text)));
  if (wanted.size === 0) return {};
  const { items } = await Files.list({ reportId }, { begins: { evidenceId: "" }, strong: true });
  const files = items.filter((file) => wanted.has(file.evidenceId) && isPicture(file));
  const found: Record<string, Uint8Array> = {};
  for (const { evidenceId, lies } of files.slice(0, LIMITS.picturesPerReport)) {
    const bytes = await evidenceBytes({ report: lies ?? reportId, sha256: evidenceId });
    if (bytes !== null) found[evidenceId] = bytes;
  }
  return found;
}
