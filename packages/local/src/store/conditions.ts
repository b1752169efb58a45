import { Refusal } from "./refusal.ts";
import type { Content, FullVersion } from "./versions.ts";

/** Conditions on the object that a write or delete would replace. */
export interface WriteConditions {
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
}

/** The write conditions of a request. Raises NotImplemented for what S3 does not offer on writes. */
export function writeConditions(headers: ReadonlyMap<string, string>): WriteConditions {
  const ifMatch = headers.get("if-match");
  const ifNoneMatch = headers.get("if-none-match");
  if ((ifNoneMatch ?? "*") !== "*" || (ifMatch !== undefined && ifNoneMatch !== undefined)) {
    throw new Refusal("NotImplemented");
  }
  return { ...(ifMatch === undefined ? {} : { ifMatch }), ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }) };
}

/** Raises PreconditionFailed, or NoSuchKey when If-Match meets an absent object, as S3 does. */
export function requireWritable(current: FullVersion | undefined, conditions: WriteConditions): void {
  if (conditions.ifNoneMatch !== undefined && current !== undefined) throw new Refusal("PreconditionFailed");
  if (conditions.ifMatch === undefined) return;
  if (current === undefined) throw new Refusal("NoSuchKey");
  if (!matches(conditions.ifMatch, current.content.etag)) throw new Refusal("PreconditionFailed");
}

/** Whether a read may go ahead: `unchanged` means 304. Raises PreconditionFailed. Source: RFC 9110, section 13.2.2. */
export function readCondition(
  headers: ReadonlyMap<string, string>,
  content: Content,
  writtenAt: string,
): "read" | "unchanged" {
  const ifMatch = headers.get("if-match");
  const ifNoneMatch = headers.get("if-none-match");
  // HTTP dates know whole seconds only.
  const writtenSecond = Math.floor(Date.parse(writtenAt) / 1000);
  const second = (name: string): number => Math.floor(Date.parse(headers.get(name) ?? "") / 1000);
  if (ifMatch !== undefined && !matches(ifMatch, content.etag)) throw new Refusal("PreconditionFailed");
  if (ifMatch === undefined && writtenSecond > second("if-unmodified-since")) throw new Refusal("PreconditionFailed");
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, content.etag) ? "unchanged" : "read";
  return writtenSecond <= second("if-modified-since") ? "unchanged" : "read";
}

/** Raises PreconditionFailed when the source of a copy is not the one the caller read. */
export function requireCopySource(headers: ReadonlyMap<string, string>, content: Content): void {
  const ifMatch = headers.get("x-amz-copy-source-if-match");
  const ifNoneMatch = headers.get("x-amz-copy-source-if-none-match");
  if (ifMatch !== undefined && !matches(ifMatch, content.etag)) throw new Refusal("PreconditionFailed");
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, content.etag)) throw new Refusal("PreconditionFailed");
}

function matches(list: string, etag: string): boolean {
  return list.split(",").some((item) => {
    const wanted = item.trim().replace(/^W\//, "").replaceAll('"', "");
    return wanted === "*" || wanted === etag;
  });
}
