import type { Figure } from "./figure.ts";

/**
 * What an expression needs of methods and scales. The catalogues lie one row above and hand over what they keep in this
 * shape, so that formulas know how to ask and nothing of how it is stored.
 */

/** One version of a method of achievement. */
export type MethodInScope = {
  readonly id: string;
  readonly n: number;
  readonly label: string;
  readonly source: string;
  /** The inputs in their order, by name; all are numbers, or all are texts. */
  readonly parts: readonly string[];
  readonly answers: "number" | "text";
  /** The only texts that can be scored, when answers are texts. */
  readonly choices?: readonly string[];
  /** `assessed`: the reasoned score of an assessor, which counts only where the formula has no answer. */
  readonly achieve: (parts: readonly Figure[], assessed?: Figure) => Achieved;
  /** The formula with these words in place of its inputs; with figures, the branch that applies to them. */
  readonly write: (parts: readonly string[], figures?: readonly Figure[]) => string;
};

/** An achievement in percent: as computed, and as it counts after cap, floor and rounding. */
export type Achieved = {
  readonly raw: Figure;
  readonly counted: Figure;
  readonly limited: "cap" | "floor" | null;
  /** The cap or floor that took effect, in words: "batas atas 120". */
  readonly limit: string | null;
  readonly assessed: boolean;
};

/** One version of a scale. */
export type ScaleInScope = {
  readonly id: string;
  readonly n: number;
  readonly label: string;
  readonly source: string;
  /** The names of its classes. */
  readonly classes: readonly string[];
  /** `parts`: what the figure was made of, for classes that every part must reach. */
  readonly classify: (figure: Figure, parts: readonly Figure[]) => Classified;
};

/** The class as a text figure, or the state that stood in its way. */
export type Classified = {
  readonly figure: Figure;
  /** Bounds of the class in words: "lebih dari 70 sampai dengan 80". */
  readonly range: string | null;
  readonly tone: string | null;
};
