import { EVIDENCE_TYPES, type EvidenceType, evidenceTypes } from "@selaras/core/evidence/sniff.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { EvidenceView } from "@selaras/core/report/schema.ts";
import { api } from "../../api/client.ts";
import { words } from "./words.ts";

/** The kinds that are accepted, for the file dialog. */
export const ACCEPTED = evidenceTypes
  .flatMap((type) => EVIDENCE_TYPES[type].extensions.map((extension) => `.${extension}`))
  .join(",");

/** The kind of a file by its name: browsers leave the type of office files empty on some systems. */
export function evidenceType(name: string): EvidenceType | null {
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return (
    evidenceTypes.find((type) => (EVIDENCE_TYPES[type].extensions as readonly string[]).includes(extension)) ?? null
  );
}

/** Why a file cannot be evidence, before anything is sent; null when it can. */
export function objectionTo(file: { readonly name: string; readonly size: number }): string | null {
  if (evidenceType(file.name) === null) return words.evidence.badType;
  if (file.size === 0) return words.evidence.empty;
  return file.size > LIMITS.evidenceBytes ? words.evidence.tooBig : null;
}

/** SHA-256 of a file in lower-case hex. */
export async function fileHash(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends the file to the address the API gave. XMLHttpRequest because fetch tells nothing of the way out. */
function put(
  file: Blob,
  url: string,
  headers: Readonly<Record<string, string>>,
  progress: (percent: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    // The browser sets the length by itself and refuses to be told.
    for (const [name, value] of Object.entries(headers))
      if (name.toLowerCase() !== "content-length") request.setRequestHeader(name, value);
    request.upload.addEventListener(
      "progress",
      (event) => event.lengthComputable && progress(Math.round((event.loaded / event.total) * 100)),
    );
    request.addEventListener("load", () =>
      request.status < 300 ? resolve() : reject(new Error(words.evidence.storeRefused(request.status))),
    );
    request.addEventListener("error", () => reject(new Error(words.evidence.noRoad)));
    request.addEventListener("abort", () => reject(new Error(words.evidence.noRoad)));
    request.send(file);
  });
}

/** Announces, uploads and confirms one file. @throws ApiFailure or Error with a sentence ready to be shown. */
export async function upload(
  file: File,
  to: { readonly report: string; readonly rowKey: string | null; readonly kind: string | null },
  progress: (percent: number) => void,
): Promise<EvidenceView> {
  const type = evidenceType(file.name);
  if (type === null) throw new Error(words.evidence.badType);
  const sha256 = await fileHash(file);
  const name = file.name.normalize("NFC").slice(-LIMITS.evidenceNameCharacters);
  const meant = to.kind === null ? {} : { requirement: to.kind };
  const announced = { id: to.report, name, type, bytes: file.size, sha256, rowKey: to.rowKey, ...meant };
  const address = await api("evidence.announce", announced);
  await put(file, address.url, address.headers, progress);
  return api("evidence.confirm", announced);
}
