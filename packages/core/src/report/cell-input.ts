import { FIRST_YEAR, isReportDate, LAST_YEAR } from "../kernel/date-input.ts";
import { decimal, fractionDigits, isDecimalText, isNegative, isZero, text, wholeDigits } from "../kernel/decimal.ts";
import { LIMITS } from "../kernel/limits.ts";
import { asDocument, fromPlain, isBlank, lengthOf, writeRich } from "../narrative/reading.ts";
import { withTypedTokens } from "../narrative/tokens.ts";
import type { EntryField } from "../template/schema.ts";
import { isNumeric } from "../kernel/field-type.ts";
import type { CellInput } from "./schema.ts";

/** What is written into a cell, or why not. */
export type Accepted = {
  readonly s: "value" | "nil" | "na" | "missing";
  readonly v: string | null;
  readonly r?: string;
};
export type CellCheck =
  | { readonly ok: true; readonly cell: Accepted }
  | { readonly ok: false; readonly code: string; readonly message: string };

const no = (code: string, message: string): CellCheck => ({ ok: false, code, message });

function checkNumber(field: EntryField, value: string): CellCheck {
  if (!isDecimalText(value))
    return no("report.cell_number", `${field.label}: bukan angka. Tulis misalnya 2.475.300,25.`);
  const amount = decimal(value);
  if (isNegative(amount) && !field.negative)
    return no("report.cell_negative", `${field.label}: tidak boleh kurang dari nol.`);
  if (fractionDigits(amount) > (field.decimals ?? 0)) {
    return no("report.cell_decimals", `${field.label}: paling banyak ${field.decimals ?? 0} angka di belakang koma.`);
  }
  if (wholeDigits(amount) > 15) return no("report.cell_large", `${field.label}: angka terlalu besar.`);
  if (isZero(amount) && field.zeroNeedsReason) {
    return no("report.cell_zero", `${field.label}: nol harus diisi sebagai Nihil dengan alasan.`);
  }
  return { ok: true, cell: { s: "value", v: text(amount) } };
}

/**
 * A rich text is taken as the closed tree that it must be; anything else is words, never markup (the server reads HTML
 * before it gets here). What looks like a document and is none is refused: guessing could lose what somebody wrote.
 */
function checkRich(field: EntryField, value: string): CellCheck {
  const document = asDocument(value) ?? (value.startsWith('{"rich"') ? null : withTypedTokens(fromPlain(value)));
  if (document === null) {
    return no("report.cell_rich", `${field.label}: bentuk uraian tidak dikenal. Muat ulang halaman, lalu ulangi.`);
  }
  if (isBlank(document)) return { ok: true, cell: { s: "missing", v: null } };
  const most = field.length ?? LIMITS.richCharacters;
  const stored = writeRich(document);
  if (lengthOf(document) > most) return no("report.cell_long", `${field.label}: paling banyak ${most} huruf.`);
  if (stored.length > LIMITS.richStoredCharacters) {
    return no("report.cell_long", `${field.label}: tabel, daftar dan gaya huruf terlalu banyak. Bagi atau ringkas.`);
  }
  return { ok: true, cell: { s: "value", v: stored } };
}

/** A date arrives as it is kept, year first: whoever types it writes it in another way, and the screen reads that. */
const checkDate = (field: EntryField, value: string): CellCheck =>
  isReportDate(value)
    ? { ok: true, cell: { s: "value", v: value } }
    : no(
        "report.cell_date",
        `${field.label}: bukan tanggal yang ada pada tahun ${FIRST_YEAR} sampai ${LAST_YEAR}. Tulis misalnya 31/03/2026.`,
      );

/** Checks an input against its field. Numbers arrive as canonical decimal text and are never scaled; dates as `2026-03-31`. */
export function checkCell(field: EntryField, input: CellInput): CellCheck {
  switch (input.kind) {
    case "clear":
      return { ok: true, cell: { s: "missing", v: null } };
    case "nil":
      if (!isNumeric(field.type)) {
        return no("report.cell_nil", `${field.label}: Nihil hanya untuk isian angka.`);
      }
      return { ok: true, cell: { s: "nil", v: null, r: input.reason } };
    case "na":
      return { ok: true, cell: { s: "na", v: null, r: input.reason } };
    case "value": {
      if (field.type === "choice") {
        return field.choices?.includes(input.value)
          ? { ok: true, cell: { s: "value", v: input.value } }
          : no("report.cell_choice", `${field.label}: pilih salah satu dari daftar.`);
      }
      if (field.type === "date") return checkDate(field, input.value);
      if (field.type === "text" && field.rich) return checkRich(field, input.value);
      if (field.type === "text") {
        const most = field.length ?? LIMITS.textCharacters;
        return input.value.length <= most
          ? { ok: true, cell: { s: "value", v: input.value } }
          : no("report.cell_long", `${field.label}: paling banyak ${most} huruf.`);
      }
      return checkNumber(field, input.value);
    }
    default:
      return input satisfies never;
  }
}
