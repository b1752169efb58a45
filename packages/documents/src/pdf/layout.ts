/** Version of the layout, printed into the file: a later layout never changes what was made before. */
export const LAYOUT = 3;

/** Paper in points (1/72 inch), upright: F4 is 215 x 330 mm, the folio of Indonesian offices. */
export const PAPERS = { A4: [595.28, 841.89], F4: [609.45, 935.43] } as const;
export type PaperName = keyof typeof PAPERS;

/** Points. The left margin is wider, for the holes of a folder. */
export const MARGIN = { top: 42, right: 42, bottom: 40, left: 54 } as const;
/** Room above the lower margin for the number of the page and the short hash. */
export const FOOT = 26;

/** Points in a millimetre. */
export const MILLIMETRE = 72 / 25.4;

export const INK = "#14171a";
export const SOFT = "#4d545b";
export const LINE = "#9aa1a8";
export const SHADE = "#e9edf0";
export const PALE = "#f5f7f8";

/** Height of a line, as a share of the size of its letters; and where in it the letters stand. */
export const LEADING = 1.28;
export const BASELINE = 0.99;
