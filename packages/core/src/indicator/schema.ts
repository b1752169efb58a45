import * as v from "valibot";
import { compare, decimal, isDecimalText } from "../kernel/decimal.ts";
import { LIMITS } from "../kernel/limits.ts";

/**
 * Methods of achievement and scales are data of a regency: named, with their source, in versions that never change. A
 * template keeps the versions it uses inside itself, so that an old figure is never judged by a newer rule.
 */
const Label = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.indicatorLabelCharacters));
const Source = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.indicatorSourceCharacters));
/** A number as canonical decimal text: "66.5", never a float. */
const Amount = v.pipe(v.string(), v.maxLength(40), v.check(isDecimalText, "Angka ini tidak dapat dibaca."));
const Places = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6));

/** How formulas name a method or a scale. */
const CatalogueId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/));
/** Number of a version, counted from 1. */
const VersionNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.indicatorVersions));

const isAmount = (written: string | null): written is string => written !== null && isDecimalText(written);
const METHOD_PARTS = {
  id: CatalogueId,
  n: VersionNumber,
  label: Label,
  /** Most and least that counts, in percent; null = as it comes. What lies beyond stays visible beside it. */
  cap: v.nullable(Amount),
  floor: v.nullable(Amount),
  /** Decimals with which it is printed. */
  decimals: Places,
  /** Whether the rounded value also counts further on; otherwise rounding is for the eye only. */
  rounded: v.boolean(),
  source: Source,
};
/** Over what quality is averaged: over every item, or over the means of its tables. */
export const MEAN_THROUGH = ["butir", "tabel"] as const;
const Score = v.strictObject({ answer: Label, score: Amount });

/** How a realisation is set against its target, or items of quality against each other. The formulas stand in `methods.ts`. */
export const Method = v.pipe(
  v.variant("kind", [
    v.strictObject({
      ...METHOD_PARTS,
      kind: v.picklist(["naik", "turun-permenpan", "turun-rasio", "baseline-turun", "stabil"]),
    }),
    /** Outside the band the direction of the indicator picks the formula. */
    v.strictObject({ ...METHOD_PARTS, kind: v.literal("rentang"), direction: v.picklist(["naik", "turun"]) }),
    /** The mean of the items of two tables, such as goods and staff of a service: its two readings differ. */
    v.strictObject({ ...METHOD_PARTS, kind: v.literal("rata"), through: v.picklist(MEAN_THROUGH) }),
    /** Answers in words, each with its score. */
    v.strictObject({
      ...METHOD_PARTS,
      kind: v.literal("ordinal"),
      scores: v.pipe(
        v.array(Score),
        v.minLength(2),
        v.maxLength(LIMITS.classesPerScale),
        v.check(
          (scores) => new Set(scores.map((each) => each.answer)).size === scores.length,
          "Setiap jawaban ditulis satu kali.",
        ),
      ),
    }),
  ]),
  v.check(
    // The amounts may be faulty themselves, which has its own message.
    ({ cap, floor }) => !isAmount(cap) || !isAmount(floor) || compare(decimal(floor), decimal(cap)) <= 0,
    "Batas bawah tidak boleh lebih tinggi dari batas atas.",
  ),
);
export type Method = v.InferOutput<typeof Method>;
export const METHOD_KINDS = [
  "naik",
  "turun-permenpan",
  "turun-rasio",
  "baseline-turun",
  "rentang",
  "ordinal",
  "stabil",
  "rata",
] as const satisfies readonly Method["kind"][];

/** One end of a class; an inclusive one belongs to the class. */
const Edge = v.strictObject({ value: Amount, inclusive: v.boolean() });
export type Edge = v.InferOutput<typeof Edge>;

export const SCALE_TONES = ["positive", "info", "warning", "danger", "neutral"] as const;

export const ScaleClass = v.strictObject({
  label: Label,
  tone: v.picklist(SCALE_TONES),
  /** null = without end. */
  from: v.nullable(Edge),
  to: v.nullable(Edge),
  /** The class is given only when every part of the figure lies in it as well; otherwise the class below. */
  everyPart: v.boolean(),
});
export type ScaleClass = v.InferOutput<typeof ScaleClass>;

/** Classes over the whole line of numbers. Whether they leave gaps or overlap, `scaleProblems` says (`scale-problems.ts`). */
export const Scale = v.strictObject({
  id: CatalogueId,
  n: VersionNumber,
  label: Label,
  source: Source,
  /** Decimals to which a figure is rounded (half up) before it is classified; null = the unrounded figure. */
  rounding: v.nullable(Places),
  classes: v.pipe(v.array(ScaleClass), v.minLength(1), v.maxLength(LIMITS.classesPerScale)),
});
export type Scale = v.InferOutput<typeof Scale>;
