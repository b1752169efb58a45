import PdfKit from "pdfkit";
import { fontBytes } from "./fonts.ts";
import { FOOT, INK, MARGIN, PAPERS, type PaperName, SOFT } from "./layout.ts";
import { type Align, lineHeight, type Style, Typesetter } from "./typeset.ts";

type Info = Readonly<Record<string, string | Date>>;
const ROW: Described = { scope: "Row" };
type Structure = ReturnType<PDFKit.PDFDocument["struct"]>;

/** What a picture shows, in words; what a label in a table is the label of. */
type Described = { readonly alt?: string; readonly scope?: "Column" | "Row" };

export type Paragraph = Style & {
  readonly align?: Align;
  /** Room below, in points. */
  readonly gap?: number;
  /** What it is for a reader that reads aloud. */
  readonly tag?: "P" | "H1" | "H2" | "H3" | "H4" | "Note";
  readonly x?: number;
  readonly width?: number;
};

/**
 * A document that flows over pages. The same calls give the same bytes: nothing here asks for the time or for chance.
 * Everything with a meaning is tagged, everything else is marked as ornament.
 */
export class Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly type: Typesetter;
  readonly #root: Structure;
  readonly #chunks: Buffer[] = [];
  readonly #sheet: readonly [short: number, long: number];
  #landscape: boolean;
  readonly #done: Promise<Uint8Array>;
  /** Where the next thing begins, in points from the top of the page. */
  y: number = MARGIN.top;

  constructor(paper: PaperName, landscape: boolean, info: Info) {
    this.#sheet = PAPERS[paper];
    this.#landscape = landscape;
    this.doc = new PdfKit({
      size: this.#size,
      // Nothing is left to the flow of the library: it would begin pages of its own.
      margin: 0,
      bufferPages: true,
      tagged: true,
      lang: "id-ID",
      displayTitle: true,
      pdfVersion: "1.7",
      // The standard fonts are not read: a bundled function does not have them. The types know only names.
      font: fontBytes("plain") as never,
      info,
    });
    this.type = new Typesetter(this.doc);
    this.#root = this.doc.struct("Document");
    this.doc.addStructure(this.#root);
    this.#done = new Promise((resolve) => {
      this.doc.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
      this.doc.on("end", () => resolve(new Uint8Array(Buffer.concat(this.#chunks))));
    });
  }

  readonly left = MARGIN.left;
  get width(): number {
    return this.doc.page.width - MARGIN.left - MARGIN.right;
  }
  get isLandscape(): boolean {
    return this.#landscape;
  }
  /** Width between the margins of a page in this direction. */
  widthOf(landscape: boolean): number {
    return this.#sheet[landscape ? 1 : 0] - MARGIN.left - MARGIN.right;
  }
  get #size(): [width: number, height: number] {
    const [short, long] = this.#sheet;
    return this.#landscape ? [long, short] : [short, long];
  }
  get bottom(): number {
    return this.doc.page.height - MARGIN.bottom - FOOT;
  }
  /** Height that one page holds. */
  get whole(): number {
    return this.bottom - MARGIN.top;
  }
  get isAtTop(): boolean {
    return this.y <= MARGIN.top;
  }

  turn(): void {
    this.doc.addPage({ size: this.#size, margin: 0 });
    this.y = MARGIN.top;
  }

  /** Goes on in a direction of the paper: on a new page when it is another one, or when a `fresh` page is asked for. */
  face(landscape: boolean, fresh = false): void {
    const isAnother = landscape !== this.#landscape;
    this.#landscape = landscape;
    if (isAnother || (fresh && !this.isAtTop)) this.turn();
  }

  /** Begins a new page when so much does not fit any more. */
  ensure(height: number): void {
    if (this.y + height > this.bottom && !this.isAtTop) this.turn();
  }

  /** An element below another, or at the top of the document. What `draw` sets belongs to it. */
  element(tag: string, draw: () => void, within: Structure = this.#root, more: Described = {}): void {
    within.add(this.doc.struct(tag, more, [draw]));
  }

  /** A picture with the words that say what it shows. */
  figure(alt: string, draw: () => void): void {
    this.element("Figure", draw, this.#root, { alt });
  }

  /** An element that holds others; to be ended when they are there. */
  holder(tag: string, within: Structure = this.#root): Structure {
    const made = this.doc.struct(tag);
    within.add(made);
    return made;
  }

  /** Lines, shades and whatever is repeated: no part of what the document says. */
  ornament(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.doc.markContent("Artifact", { type });
    draw();
    this.doc.endMarkedContent();
  }

  heightOf(text: string, style: Style, width = this.width): number {
    return this.type.lines(text, width, style).length * lineHeight(style);
  }

  /** A paragraph; a short one is not torn, a long one flows over pages, never with a single line alone. */
  text(text: string, style: Paragraph): void {
    const { align = "left", gap = 3, tag = "P", x = this.left, width = this.width } = style;
    const height = lineHeight(style);
    let rest = this.type.lines(text, width, style);
    if (rest.length <= 6) this.ensure(rest.length * height);
    const element = this.holder(tag);
    while (rest.length > 0) {
      const room = Math.max(1, Math.floor((this.bottom - this.y + 0.01) / height));
      if (room < 2 && rest.length > room && !this.isAtTop) {
        this.turn();
        continue;
      }
      // The last line of a paragraph does not stand alone on the next page.
      const count = rest.length - room === 1 && room > 2 ? room - 1 : room;
      const now = rest.slice(0, count);
      element.add(() => {
        this.y = this.type.set(now, x, this.y, width, style, align);
      });
      rest = rest.slice(count);
      if (rest.length > 0) this.turn();
    }
    element.end();
    this.y += gap;
  }

  /** A heading, never alone at the foot of a page: `keep` is what has to stand below it, in points. */
  heading(text: string, keep = 40, tag: "H2" | "H3" | "H4" = "H2"): void {
    const style: Style = { size: tag === "H2" ? 10.5 : 9, face: tag === "H4" ? "strong" : "bold" };
    if (!this.isAtTop) this.y += tag === "H2" ? 9 : 5;
    this.ensure(this.heightOf(text, style) + 4 + keep);
    this.text(text, { ...style, tag, gap: 4 });
  }

  rule(y: number, weight: number): void {
    this.ornament(() => {
      this.doc.moveTo(this.left, y);
      this.doc
        .lineTo(this.left + this.width, y)
        .lineWidth(weight)
        .strokeColor(INK)
        .stroke();
    });
  }

  /** Pairs of name and value below each other. */
  pairs(list: readonly (readonly [name: string, value: string])[], share = 0.3, style: Style = { size: 8.5 }): void {
    const nameWidth = this.width * share;
    const width = this.width - nameWidth - 10;
    const table = this.holder("Table");
    for (const [name, value] of list) {
      const names = this.type.lines(name, nameWidth, style);
      let rest = this.type.lines(value, width, style);
      const height = lineHeight(style);
      if (rest.length <= 6) this.ensure(Math.max(names.length, rest.length) * height + 2);
      const row = this.holder("TR", table);
      let first = true;
      while (rest.length > 0) {
        const room = Math.max(1, Math.floor((this.bottom - this.y + 0.01) / height));
        const now = rest.slice(0, room);
        const top = this.y;
        if (first) {
          const { colour = SOFT } = style;
          this.element("TH", () => this.type.set(names, this.left, top, nameWidth, { ...style, colour }), row, ROW);
        }
        this.element("TD", () => this.type.set(now, this.left + nameWidth + 10, top, width, style), row);
        this.y = top + Math.max(first ? names.length : 0, now.length) * height + 2;
        first = false;
        rest = rest.slice(room);
        if (rest.length > 0) this.turn();
      }
      row.end();
    }
    table.end();
    this.y += 2;
  }

  /** What stands on every page: number, foot, and the watermark of what is not published. Called once, at the end. */
  finish(foot: readonly string[], watermark: string | null): Promise<Uint8Array> {
    this.#root.end();
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.doc.switchToPage(page);
      this.ornament(() => this.#foot(foot, `Halaman ${page - start + 1} dari ${count}`), "Pagination");
      if (watermark !== null) this.ornament(() => this.#watermark(watermark), "Pagination");
    }
    this.doc.end();
    return this.#done;
  }

  #foot(foot: readonly string[], number: string): void {
    const y = this.doc.page.height - MARGIN.bottom - FOOT + 8;
    this.doc
      .moveTo(this.left, y)
      .lineTo(this.left + this.width, y)
      .lineWidth(0.5)
      .strokeColor(SOFT)
      .stroke();
    const style: Style = { size: 6.8, colour: SOFT, figures: true };
    const own = this.type.width(number, style) + 16;
    const lines = foot.flatMap((line) => this.type.lines(line, this.width - own, style));
    this.type.set(lines, this.left, y + 4, this.width, style);
    this.type.set([number], this.left, y + 4, this.width, { ...style, colour: INK }, "right");
  }

  #watermark(word: string): void {
    const { width, height } = this.doc.page;
    this.doc.save();
    this.doc.rotate((-Math.atan2(height, width) * 180) / Math.PI, { origin: [width / 2, height / 2] });
    this.doc.fillOpacity(0.13);
    const size = Math.min(width, height) / 3.6;
    this.type.set([word], 0, height / 2 - size * 0.62, width, { size, face: "bold", colour: "#5b6168" }, "center");
    this.doc.restore();
  }
}
