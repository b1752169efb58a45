import { decimal, text } from "./decimal.ts";

export type TypedNumberReason =
  | "empty"
  | "too-long"
  | "letters"
  | "exponent"
  | "foreign-grouping"
  | "decimal-point"
  | "misplaced-thousands"
  | "incomplete-decimals"
  | "too-many-decimals"
  | "negative"
  | "not-a-number";

export type TypedNumber =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: TypedNumberReason; readonly message: string };

/** How many decimals the field takes and whether it may be below zero. */
export type TypedNumberRule = { readonly decimals: number; readonly negative: boolean };

/** Longest text that is looked at, in characters. */
export const MAX_TYPED_CHARACTERS = 64;
/** Digits before the comma: 10^18, as for money. */
export const MAX_TYPED_WHOLE_DIGITS = 18;

// Ordinary, no-break, narrow no-break, figure and thin spaces: what Excel, PDF readers and phones paste.
const spaces = "[ \\t\\r\\n\\u00a0\\u202f\\u2007\\u2009]*";
const outer = new RegExp(`^${spaces}|${spaces}$`, "g");
const currency = new RegExp(`^rp\\.?${spaces}`, "i");
const grouped = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/;
const plain = /^\d+(?:,\d+)?$/;

/**
 * Reads a number as Indonesians type it: dot for thousands, comma for decimals. Never scales, never guesses.
 * @returns the canonical decimal text ("2475300.25"), or a reason with a message for the screen.
 */
export function parseTyped(typed: string, rule: TypedNumberRule): TypedNumber {
  if (typed.length > MAX_TYPED_CHARACTERS) return refuse("too-long", "Isian terlalu panjang untuk sebuah angka.");
  const { body, negative } = stripSign(typed);
  if (body === "") return refuse("empty", "Isian masih kosong; tulis angkanya, misalnya 2.475.300,25.");
  if (!grouped.test(body) && !plain.test(body)) return explain(body);

  const [whole = "", fraction = ""] = body.replaceAll(".", "").split(",");
  const digits = whole.replace(/^0+(?=\d)/, "");
  if (digits.length > MAX_TYPED_WHOLE_DIGITS) {
    return refuse("too-long", `Angka paling banyak ${MAX_TYPED_WHOLE_DIGITS} digit di depan koma.`);
  }
  if (fraction.length > rule.decimals) return tooManyDecimals(whole, fraction, rule.decimals);
  const canonical = text(decimal(fraction === "" ? digits : `${digits}.${fraction}`));
  if (!negative || canonical === "0") return { ok: true, text: canonical };
  if (!rule.negative) return refuse("negative", "Angka di bawah nol tidak diterima di sini.");
  return { ok: true, text: `-${canonical}` };
}

function stripSign(typed: string): { body: string; negative: boolean } {
  const trimmed = bare(typed);
  const enclosed = /^\((.*)\)$/s.exec(trimmed);
  if (enclosed !== null) return { body: bare(enclosed[1] ?? ""), negative: true };
  const signed = /^[-\u2212](.*)$/s.exec(trimmed);
  if (signed !== null) return { body: bare(signed[1] ?? ""), negative: true };
  // "Rp-5" is written as often as "-Rp5".
  const inner = /^rp\.?[-\u2212](.*)$/is.exec(typed.replace(outer, ""));
  if (inner !== null) return { body: (inner[1] ?? "").replace(outer, ""), negative: true };
  return { body: trimmed, negative: false };
}

function bare(typed: string): string {
  return typed.replace(outer, "").replace(currency, "");
}

function explain(body: string): TypedNumber {
  if (/^[\d.,]+e[-+]?\d+$/i.test(body)) {
    return refuse("exponent", "Bentuk pangkat seperti 1e6 tidak diterima; tulis angkanya lengkap.");
  }
  if (/\p{L}/u.test(body)) return refuse("letters", "Isian memuat huruf; tulis angkanya saja, tanpa satuan.");
  if (!/^[\d.,]+$/.test(body)) {
    return refuse("not-a-number", "Isian ini bukan angka; tulis angkanya saja, misalnya 2.475.300,25.");
  }
  const commas = body.split(",").length - 1;
  const firstComma = body.indexOf(",");
  if (commas > 1 || (commas === 1 && body.indexOf(".", firstComma) > firstComma)) {
    return refuse("foreign-grouping", `Koma adalah tanda desimal dan titik pemisah ribuan${example(body)}.`);
  }
  if (/^,|,$/.test(body)) {
    return refuse("incomplete-decimals", "Tulis angka di depan dan di belakang koma, misalnya 0,5.");
  }
  const point = /^(\d+)\.(\d+)$/.exec(body);
  if (point !== null && isDecimalPoint(point[1] ?? "", point[2] ?? "")) {
    return refuse("decimal-point", `Titik adalah pemisah ribuan; tulis ${point[1]},${point[2]}.`);
  }
  const digits = (body.split(",")[0] ?? "").replaceAll(".", "");
  return refuse("misplaced-thousands", `Titik pemisah ribuan salah tempat; tulis ${group(digits)} atau ${digits}.`);
}

// "0.012" would pass as grouping by its shape, and "1234.567" can be meant either way: only the latter is about thousands.
function isDecimalPoint(whole: string, fraction: string): boolean {
  return fraction.length !== 3 || whole.startsWith("0");
}

function example(body: string): string {
  const american = /^(\d{1,3}(?:,\d{3})*)(?:\.(\d+))?$/.exec(body);
  if (american === null) return ", misalnya 2.475.300,25";
  const whole = (american[1] ?? "").replaceAll(",", ".");
  return `; tulis ${american[2] === undefined ? whole : `${whole},${american[2]}`}`;
}

function tooManyDecimals(whole: string, fraction: string, decimals: number): TypedNumber {
  const allowed =
    decimals === 0 ? "Hanya bilangan bulat yang diterima" : `Paling banyak ${decimals} angka di belakang koma`;
  const thousands = fraction.length === 3 && whole.length <= 3 && !whole.startsWith("0");
  const hint = thousands ? `; bila yang dimaksud ribuan, tulis ${whole}.${fraction}` : "";
  return refuse("too-many-decimals", `${allowed}${hint}.`);
}

function group(digits: string): string {
  return digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(?:\d{3})+$)/g, ".");
}

function refuse(reason: TypedNumberReason, message: string): TypedNumber {
  return { ok: false, reason, message };
}
