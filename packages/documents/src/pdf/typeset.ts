import { drawnBy, type Face, fontBytes } from "./fonts.ts";
import { BASELINE, INK, LEADING } from "./layout.ts";

/** How letters look. `figures`: digits of one width, so that columns of numbers stand under each other. */
export type Style = {
  readonly size: number;
  readonly face?: Face;
  readonly colour?: string;
  readonly figures?: boolean;
  /** Drawn aslant: the face has no italics of its own. */
  readonly slanted?: boolean;
  readonly underlined?: boolean;
};
export type Align = "left" | "center" | "right";

type Run = { readonly face: Face; readonly text: string };

/** Text as it can be set: composed letters, no control characters but the line break. */
const settable = (text: string): string =>
  text
    .normalize("NFC")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\S\n]+/gu, " ")
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\n" ? sign : ""));

/** A word may end a line after a dash or a slash. */
const pieces = (word: string): readonly string[] => word.split(/(?<=[-/])(?=[\p{L}\d])/u);

/**
 * Digits of one width. Contextual forms stay off: they take two thirds of the time and change nothing in a number. The
 * types know only the list form, which cannot switch anything off; the library writes into what it is given.
 */
function figureForms() {
  const forms: Record<string, boolean> = { tnum: true, calt: false };
  return { features: forms as never };
}

export const lineHeight = ({ size }: Style): number => size * LEADING;

/**
 * Measures text, breaks it into lines and sets them. A word that is wider than its column is broken, so that nothing is ever
 * cut off or runs over its neighbour.
 */
export class Typesetter {
  readonly #doc: PDFKit.PDFDocument;
  /** Width of a piece at size 1000. */
  readonly #widths = new Map<string, number>();
  readonly #registered = new Set<Face>();

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
  }

  #use(face: Face): void {
    if (!this.#registered.has(face)) {
      this.#doc.registerFont(face, fontBytes(face));
      this.#registered.add(face);
    }
    this.#doc.font(face);
  }

  /** The same text in stretches that one face can draw. */
  #runs(text: string, face: Face): readonly Run[] {
    const own = drawnBy(face);
    if (Array.from(text).every((sign) => own.has(sign.codePointAt(0) ?? 0))) return [{ face, text }];
    const runs: { face: Face; text: string }[] = [];
    for (const sign of text) {
      const fitting = sign === " " || own.has(sign.codePointAt(0) ?? 0) ? face : "spare";
      const last = runs.at(-1);
      if (last && (last.face === fitting || sign === " ")) last.text += sign;
      else runs.push({ face: fitting, text: sign });
    }
    return runs;
  }

  /** Width in points of text that stands on one line. */
  width(text: string, { size, face = "plain", figures = false }: Style): number {
    const key = `${face}${figures ? "#" : " "}${text}`;
    let known = this.#widths.get(key);
    if (known === undefined) {
      known = 0;
      for (const run of this.#runs(text, face)) {
        this.#use(run.face);
        this.#doc.fontSize(1000);
        known += this.#doc.widthOfString(run.text, figures ? figureForms() : {});
      }
      this.#widths.set(key, known);
    }
    return (known * size) / 1000;
  }

  /** Width of the widest part that should not be broken. */
  least(text: string, style: Style): number {
    const words = settable(text).split(/[ \n]+/);
    return Math.max(0, ...words.flatMap(pieces).map((piece) => this.width(piece, style)));
  }

  /** Width of the text without breaking any line but its own. */
  natural(text: string, style: Style): number {
    return Math.max(
      0,
      ...settable(text)
        .split("\n")
        .map((line) => this.#length(line, style)),
    );
  }

  #length(line: string, style: Style): number {
    const words = line.split(" ");
    return words.reduce((sum, word) => sum + this.width(word, style), (words.length - 1) * this.width(" ", style));
  }

  /** The lines of a text in a column of this width; an empty text is one empty line. */
  lines(text: string, width: number, style: Style): readonly string[] {
    return settable(text)
      .split("\n")
      .flatMap((line) => this.#broken(line, width, style));
  }

  #broken(line: string, width: number, style: Style): readonly string[] {
    const room = width + 0.01;
    const lines: string[] = [];
    let now = "";
    let filled = 0;
    for (const word of line.trim().split(" ")) {
      for (const [index, piece] of pieces(word).entries()) {
        const gap = index === 0 && now !== "" ? " " : "";
        const more = this.width(piece, style) + (gap === "" ? 0 : this.width(" ", style));
        if (filled + more <= room) {
          now += gap + piece;
          filled += more;
          continue;
        }
        if (now !== "") lines.push(now);
        const parts = this.#torn(piece, room, style);
        lines.push(...parts.slice(0, -1));
        now = parts.at(-1) ?? "";
        filled = this.width(now, style);
      }
    }
    return [...lines, now];
  }

  /** A word in parts that fit. */
  #torn(piece: string, room: number, style: Style): readonly string[] {
    if (this.width(piece, style) <= room) return [piece];
    const parts: string[] = [];
    let part = "";
    for (const sign of piece) {
      if (part !== "" && this.width(part + sign, style) > room) {
        parts.push(part);
        part = "";
      }
      part += sign;
    }
    return [...parts, part];
  }

  /** The narrowest column in which a text takes no more lines: a heading then has lines of about one length. */
  balanced(text: string, width: number, style: Style): number {
    const count = this.lines(text, width, style).length;
    let [low, high] = [width / (count + 1), width];
    for (let i = 0; i < 12; i += 1) {
      const middle = (low + high) / 2;
      if (this.lines(text, middle, style).length > count) low = middle;
      else high = middle;
    }
    return high;
  }

  /** Sets lines below each other from `y` on; gives where the next line would stand. */
  set(lines: readonly string[], x: number, y: number, width: number, style: Style, align: Align = "left"): number {
    const height = lineHeight(style);
    for (const [index, line] of lines.entries()) {
      if (line === "") continue;
      const free = align === "left" ? 0 : (width - this.#length(line, style)) * (align === "right" ? 1 : 0.5);
      let at = x + free;
      const base = y + index * height + style.size * BASELINE;
      for (const run of this.#runs(line, style.face ?? "plain")) {
        this.#use(run.face);
        this.#doc.fontSize(style.size).fillColor(style.colour ?? INK);
        const given = style.figures === true ? figureForms() : {};
        const slant = style.slanted === true ? { oblique: true } : {};
        this.#doc.text(run.text, at, base, { lineBreak: false, baseline: "alphabetic", ...slant, ...given });
        at += this.width(run.text, { ...style, face: run.face });
      }
    }
    return y + lines.length * height;
  }
}
