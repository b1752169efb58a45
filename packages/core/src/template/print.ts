import * as v from "valibot";
import { FieldId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { PAPERS } from "../tenant/schema.ts";

/*
 * How a version is printed. It belongs to the version and is frozen with it, so the document of a signed report keeps the
 * layout it was signed under. Everything is optional: what a version does not say follows its tables and the regency.
 */

export const ORIENTATIONS = ["portrait", "landscape"] as const;
export type Orientation = (typeof ORIENTATIONS)[number];
export const SIDES = ["left", "right"] as const;
/** How place and date are written: "Tenggarong, 9 Februari 2026", or "Ditetapkan di ... pada tanggal ...". */
export const PLACE_WORDS = ["comma", "stated"] as const;
/**
 * Whose block it is: the official who signs, the author, whoever decided in a step of that kind, or a place for a
 * signature by hand. Kinds and not steps, because the chain is chosen only when the version is released.
 */
export const SIGNER_ROLES = ["signer", "author", "review", "verify", "apip-review", "acknowledge", "by-hand"] as const;
export type SignerRole = (typeof SIGNER_ROLES)[number];

const Line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));

const SignerBlock = v.strictObject({
  side: v.picklist(SIDES),
  who: v.picklist(SIGNER_ROLES),
  /** Above the post, such as "Mengetahui,". */
  above: v.optional(Line),
  /** In place of the post that the official acts in; of a signature by hand the only one there is. */
  post: v.optional(Line),
});
export type SignerBlock = v.InferOutput<typeof SignerBlock>;

/** How one version as a whole is printed. */
export const PrintLayout = v.strictObject({
  /** Absent = the paper of the regency. */
  paper: v.optional(v.picklist(PAPERS)),
  /** Absent = across as soon as there is a table. */
  orientation: v.optional(v.picklist(ORIENTATIONS)),
  /** Lines in place of the name of the template; the period stands below them. */
  title: v.optional(v.pipe(v.array(Line), v.minLength(1), v.maxLength(LIMITS.printTitleLines))),
  /** `false`: for paper on which the letterhead is printed already, and for annexes. */
  letterhead: v.optional(v.boolean()),
  place: v.optional(v.picklist(PLACE_WORDS)),
  /** Absent = the signer alone, on the right. */
  signers: v.optional(v.pipe(v.array(SignerBlock), v.minLength(1), v.maxLength(LIMITS.printSigners))),
  /** Where the files are listed: in the report, or as an annex behind the signatures. */
  evidence: v.optional(v.picklist(["body", "annex"])),
});
export type PrintLayout = v.InferOutput<typeof PrintLayout>;

/** A column of a table by the name of its field, formula or row value. */
const PrintColumn = v.strictObject({
  id: FieldId,
  hidden: v.optional(v.boolean()),
  /** Millimetres; a number that is wider is never cut. */
  width: v.optional(v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(150))),
});
export type PrintColumn = v.InferOutput<typeof PrintColumn>;

/** How one section is printed. */
export const SectionPrint = v.strictObject({
  hidden: v.optional(v.boolean()),
  /** Absent = as the whole, but across where its table would not fit otherwise. */
  orientation: v.optional(v.picklist(ORIENTATIONS)),
  pageBreak: v.optional(v.boolean()),
  /** In place of the label of the section. */
  heading: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))),
  /** Heading of the column in which the rows are named. */
  rowHeading: v.optional(Line),
  /** Columns in their order on paper; one that is not named keeps its place. */
  columns: v.optional(v.pipe(v.array(PrintColumn), v.maxLength(LIMITS.printColumns))),
});
export type SectionPrint = v.InferOutput<typeof SectionPrint>;

/** The blocks of a version that says nothing: the signer on the right half of the page, as in official letters. */
export const DEFAULT_SIGNERS: readonly SignerBlock[] = [{ side: "right", who: "signer" }];

/**
 * Columns as they are printed. Those that the layout names take the places of one another in its order; the others stay
 * where they are, so that a field that is added later is printed without anybody touching the layout.
 */
export function printedColumns<C extends { readonly id: string }>(
  columns: readonly C[],
  layout: SectionPrint | undefined,
): { readonly shown: readonly C[]; readonly hidden: readonly C[] } {
  const named = layout?.columns ?? [];
  const settingOf = (id: string): PrintColumn | undefined => named.find((each) => each.id === id);
  const queue = named.flatMap(({ id }) => columns.find((each) => each.id === id) ?? []);
  const ordered = columns.flatMap((column) => (settingOf(column.id) ? (queue.shift() ?? []) : [column]));
  const isHidden = ({ id }: C): boolean => settingOf(id)?.hidden === true;
  return { shown: ordered.filter((each) => !isHidden(each)), hidden: ordered.filter(isHidden) };
}

type Laid = {
  readonly print?: PrintLayout | undefined;
  readonly sections: readonly { readonly id: string; readonly print?: SectionPrint | undefined }[];
};
export type PrintProblem = { readonly section: string | null; readonly problem: string };

/** Posts that sign once: a block that stands twice would look like a second signature. */
function signersProblem(signers: readonly SignerBlock[]): string | null {
  const signing = signers.filter(({ who }) => who === "signer").length;
  if (signing !== 1) return "Blok penanda tangan laporan harus ada, tepat satu.";
  const twice = signers.find(({ who }, i) => who !== "by-hand" && signers.findIndex((each) => each.who === who) !== i);
  if (twice) return "Satu pejabat hanya mempunyai satu blok tanda tangan.";
  const nameless = signers.some(({ who, post }) => who === "by-hand" && post === undefined);
  return nameless ? "Blok tanda tangan basah memerlukan nama jabatan." : null;
}

/** The first thing that is wrong with how a version is printed; null when nothing is. */
export function printProblem({ print, sections }: Laid): PrintProblem | null {
  const signers = print?.signers ? signersProblem(print.signers) : null;
  if (signers !== null) return { section: null, problem: signers };
  if (sections.length > 0 && sections.every((section) => section.print?.hidden === true)) {
    return { section: null, problem: "Semua bagian disembunyikan dari cetakan; cetaklah sedikitnya satu." };
  }
  const twice = sections.find((section) => {
    const ids = (section.print?.columns ?? []).map(({ id }) => id);
    return new Set(ids).size !== ids.length;
  });
  return twice ? { section: twice.id, problem: "Satu kolom diatur dua kali pada tata cetak." } : null;
}
