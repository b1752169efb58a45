/** What the first bytes of a file say it is. Only kinds that officials attach are known; the rest is refused. */
export const EVIDENCE_TYPES = {
  "application/pdf": { extensions: ["pdf"], label: "PDF" },
  "image/jpeg": { extensions: ["jpg", "jpeg"], label: "JPEG" },
  "image/png": { extensions: ["png"], label: "PNG" },
  "image/webp": { extensions: ["webp"], label: "WebP" },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": { extensions: ["xlsx"], label: "XLSX" },
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": { extensions: ["docx"], label: "DOCX" },
} as const;
export type EvidenceType = keyof typeof EVIDENCE_TYPES;
export const evidenceTypes = Object.keys(EVIDENCE_TYPES) as readonly EvidenceType[];

const SIGNATURES: Readonly<Record<EvidenceType, readonly number[]>> = {
  "application/pdf": [0x25, 0x50, 0x44, 0x46, 0x2d],
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  "image/webp": [0x52, 0x49, 0x46, 0x46],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [0x50, 0x4b, 0x03, 0x04],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": [0x50, 0x4b, 0x03, 0x04],
};
const WEBP = [0x57, 0x45, 0x42, 0x50];

const begins = (bytes: Uint8Array, signature: readonly number[], from = 0): boolean =>
  signature.every((byte, i) => bytes[from + i] === byte);

/** Whether the first bytes fit the type that was announced. */
export function fits(type: EvidenceType, first: Uint8Array): boolean {
  return begins(first, SIGNATURES[type]) && (type !== "image/webp" || begins(first, WEBP, 8));
}
