/** What went wrong, in the terms of the house: the kind decides the HTTP status, the code names the reason. */
export const FAILURE_KINDS = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "refused",
  "stale",
  "limited",
  "internal",
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export type Facts = Readonly<Record<string, string | number | boolean | null>>;
export type FieldFailure = { readonly path: string; readonly message: string };

/** The one error that operations throw. `facts` are safe to show; nothing personal, no foreign ids. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly facts: Facts;
  readonly fields: readonly FieldFailure[];

  constructor(
    kind: FailureKind,
    code: string,
    message: string,
    facts: Facts = {},
    fields: readonly FieldFailure[] = [],
  ) {
    super(message);
    this.name = "Failure";
    this.kind = kind;
    this.code = code;
    this.facts = facts;
    this.fields = fields;
  }
}

const catalogue = new Map<string, FailureKind>();

/**
 * Declares a failure once: its code (`<module>.<reason>`), kind and Indonesian sentence (what, why, what next).
 * Every declared code has a page in the handbook; a test compares the two lists.
 */
export function failure<F extends Facts>(
  code: string,
  kind: FailureKind,
  sentence: (facts: F) => string,
): (facts: F) => Failure {
  catalogue.set(code, kind);
  return (facts) => new Failure(kind, code, sentence(facts), facts);
}

/** All declared codes with their kinds, for the handbook test and the API document. */
export const declaredFailures = (): ReadonlyMap<string, FailureKind> => catalogue;

export const notFound = failure(
  "kernel.not_found",
  "not_found",
  () => "Tidak ditemukan. Mungkin alamatnya keliru atau bukan bagian dari tugas Anda.",
);
export const invalid = failure(
  "kernel.invalid",
  "invalid",
  () => "Isian belum benar. Periksa bagian yang ditandai, lalu kirim kembali.",
);
export const forbidden = failure<{ act: string }>(
  "kernel.forbidden",
  "forbidden",
  ({ act }) => `Jabatan Anda saat ini tidak berwenang untuk ${act}.`,
);
export const unauthenticated = failure(
  "kernel.unauthenticated",
  "unauthenticated",
  () => "Anda belum masuk atau waktu masuk Anda sudah habis. Silakan masuk kembali.",
);
export const busy = failure(
  "kernel.busy",
  "limited",
  () => "Layanan sedang ramai. Isian Anda belum tersimpan; coba lagi beberapa detik lagi.",
);
export const internal = failure(
  "kernel.internal",
  "internal",
  () =>
    "Terjadi gangguan di sisi kami. Isian Anda belum tersimpan; coba lagi, dan laporkan nomor permintaan bila berulang.",
);
export const repeatedDifferently = failure(
  "kernel.command_reused",
  "invalid",
  () => "Nomor perintah ini sudah dipakai untuk perintah lain. Muat ulang halaman, lalu ulangi.",
);
export const badCursor = failure(
  "kernel.cursor",
  "invalid",
  () => "Penanda halaman tidak cocok dengan daftar ini. Muat ulang daftar dari awal.",
);

/** An `invalid` failure with its fields. */
export const invalidFields = (fields: readonly FieldFailure[]): Failure => {
  const base = invalid({});
  return new Failure(base.kind, base.code, base.message, {}, fields);
};
