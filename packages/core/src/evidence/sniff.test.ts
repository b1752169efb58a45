import { describe, expect, it } from "vitest";
import { EVIDENCE_TYPES, type EvidenceType, evidenceTypes, fits } from "./sniff.ts";

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : [part])));
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SAMPLES: Readonly<Record<EvidenceType, Uint8Array>> = {
  "application/pdf": bytes("%PDF-1.7\n"),
  "image/jpeg": bytes(0xff, 0xd8, 0xff, 0xe0, "JFIF"),
  "image/png": bytes(0x89, "PNG\r\n", 0x1a, "\n"),
  "image/webp": bytes("RIFF", 1, 2, 3, 4, "WEBPVP8 "),
  [XLSX]: bytes("PK", 3, 4, 20, 0),
  [DOCX]: bytes("PK", 3, 4, 20, 0),
};

describe("the first bytes of a file", () => {
  it("fit their own type and, except for the two office packages, no other", () => {
    for (const announced of evidenceTypes) {
      for (const real of evidenceTypes) {
        const office = [XLSX, DOCX].includes(announced) && [XLSX, DOCX].includes(real);
        expect(fits(announced, SAMPLES[real]), `${real} as ${announced}`).toBe(announced === real || office);
      }
    }
  });

  it.each([
    ["nothing", bytes()],
    ["a page that a browser would run", bytes("<html><script>")],
    ["a picture with a script in it", bytes("<svg xmlns=")],
    ["a program", bytes("MZ", 0x90)],
    ["a PDF that begins late", bytes("x%PDF-1.7")],
    ["a RIFF sound", bytes("RIFF", 1, 2, 3, 4, "WAVEfmt ")],
    ["half a signature", bytes("%PD")],
    ["a zip that holds nothing", bytes("PK", 5, 6)],
  ])("of %s fit no type", (_, first) => {
    expect(evidenceTypes.filter((type) => fits(type, first))).toEqual([]);
  });

  it("know a name for every type", () => {
    expect(evidenceTypes.map((type) => EVIDENCE_TYPES[type].label)).toEqual([
      "PDF",
      "JPEG",
      "PNG",
      "WebP",
      "XLSX",
      "DOCX",
    ]);
  });
});
