import PdfKit from "pdfkit";
import { type Face, FACES, fontBytes } from "./fonts.ts";

/** Paper in points (1/72 inch): F4 is 215 x 330 mm, the folio of Indonesian offices. */
const PAPERS = { A4: [595.28, 841.89], F4: [609.45, 935.43] } as const;
export type PaperName = keyof typeof PAPERS;

const MARGIN = 45;
/** Room at the foot of every page for its number and the short hash. */
const FOOT = 30;
const INK = "#1a1d21";
const SOFT = "#5b6168";
const LINE = "#c4c9cf";
const SHADE = "#eef1f4";

export type Column = {
  readonly label: string;
  /** Share of the width. */
  readonly wide: number;
  readonly right?: boolean;
};
export type TableRow =
  | { readonly kind: "group"; readonly text: string }
  | { readonly kind: "row" | "total"; readonly cells: readonly string[] };

type Style = { readonly size?: number; readonly face?: Face; readonly soft?: boolean; readonly gap?: number };
type Info = Readonly<Record<string, string | Date>>;

/**
 * A document that flows over pages: text, tables whose head is repeated, blocks that stay together. The same calls give the
 * same bytes: nothing here asks for the time or for chance.
 */
export class Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly #chunks: Buffer[] = [];
  readonly #done: Promise<Uint8Array>;

  constructor(paper: PaperName, landscape: boolean, info: Info) {
    const size = PAPERS[paper];
    this.doc = new PdfKit({
      size: landscape ? [size[1], size[0]] : [size[0], size[1]],
      margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
      bufferPages: true,
      tagged: true,
      lang: "id-ID",
      displayTitle: true,
      pdfVersion: "1.7",
      // The standard fonts are not read: a bundled function does not have them.
      font: fontBytes("plain") as never,
      info,
    });
    for (const face of Object.keys(FACES) as Face[]) this.doc.registerFont(face, fontBytes(face));
    this.#done = new Promise((resolve) => {
      this.doc.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
      this.doc.on("end", () => resolve(new Uint8Array(Buffer.concat(this.#chunks))));
    });
  }

  get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }
  get left(): number {
    return MARGIN;
  }
  get bottom(): number {
    return this.doc.page.height - MARGIN - FOOT;
  }

  #set({ size = 9.5, face = "plain", soft = false }: Style): void {
    this.doc
      .font(face)
      .fontSize(size)
      .fillColor(soft ? SOFT : INK);
  }

  /** Begins a new page when so much does not fit any more. */
  ensure(height: number): void {
    if (this.doc.y + height > this.bottom) this.doc.addPage();
  }

  heightOf(text: string, width: number, style: Style = {}): number {
    this.#set(style);
    return this.doc.heightOfString(text, { width });
  }

  /** A paragraph over the whole width. */
  text(text: string, style: Style & { readonly align?: "left" | "center" | "right" } = {}): void {
    this.#set(style);
    const height = this.doc.heightOfString(text, { width: this.width });
    // A short paragraph is not torn; a long one flows.
    if (height < 120) this.ensure(height);
    this.doc.text(text, this.left, this.doc.y, { width: this.width, align: style.align ?? "left" });
    this.doc.y += style.gap ?? 3;
  }

  /** Text at a place that is not part of the flow. */
  at(
    text: string,
    x: number,
    y: number,
    width: number,
    style: Style & { readonly align?: "left" | "center" | "right" } = {},
  ): number {
    this.#set(style);
    this.doc.text(text, x, y, { width, align: style.align ?? "left" });
    return this.doc.y;
  }

  heading(text: string): void {
    this.ensure(60);
    this.doc.y += 8;
    this.text(text, { size: 11, face: "strong", gap: 4 });
  }

  rule(y: number, weight: number): void {
    this.doc
      .moveTo(this.left, y)
      .lineTo(this.left + this.width, y)
      .lineWidth(weight)
      .strokeColor(INK)
      .stroke();
  }

  /** Pairs of name and value, one line each. */
  pairs(list: readonly (readonly [name: string, value: string])[], nameWidth = 150): void {
    for (const [name, value] of list) {
      const width = this.width - nameWidth - 8;
      const height = Math.max(this.heightOf(value, width), this.heightOf(name, nameWidth));
      this.ensure(height + 2);
      const y = this.doc.y;
      this.at(name, this.left, y, nameWidth, { soft: true });
      this.at(value, this.left + nameWidth + 8, y, width);
      this.doc.y = y + height + 2;
    }
  }

  /** A table; its head is repeated on every page, a row is never torn unless it is higher than a page. */
  table(columns: readonly Column[], rows: readonly TableRow[], size = 7): void {
    const all = columns.reduce((sum, column) => sum + column.wide, 0);
    const widths = columns.map((column) => (column.wide / all) * this.width);
    const pad = 3;
    const heightOf = (cells: readonly string[], face: Face): number =>
      2 * pad +
      Math.max(
        ...cells.map((cell, i) => this.heightOf(cell === "" ? " " : cell, (widths[i] ?? 0) - 2 * pad, { size, face })),
      );
    const draw = (cells: readonly string[], face: Face, shade: boolean, height: number): void => {
      const y = this.doc.y;
      let x = this.left;
      if (shade) this.doc.rect(x, y, this.width, height).fill(SHADE);
      for (const [i, cell] of cells.entries()) {
        const width = widths[i] ?? 0;
        const align = columns[i]?.right === true ? "right" : "left";
        this.at(cell, x + pad, y + pad, width - 2 * pad, { size, face, align });
        this.doc.rect(x, y, width, height).lineWidth(0.5).strokeColor(LINE).stroke();
        x += width;
      }
      this.doc.y = y + height;
    };
    const labels = columns.map((column) => column.label);
    const headHeight = heightOf(labels, "strong");
    const head = (): void => draw(labels, "strong", true, headHeight);
    // A head never stands alone at the foot of a page.
    this.ensure(headHeight + 40);
    head();
    for (const row of rows) {
      if (row.kind === "group") {
        const height = 2 * pad + this.heightOf(row.text, this.width - 2 * pad, { size, face: "strong" });
        if (this.doc.y + height + 24 > this.bottom) {
          this.doc.addPage();
          head();
        }
        const y = this.doc.y;
        this.at(row.text, this.left + pad, y + pad, this.width - 2 * pad, { size, face: "strong" });
        this.doc.rect(this.left, y, this.width, height).lineWidth(0.5).strokeColor(LINE).stroke();
        this.doc.y = y + height;
        continue;
      }
      const face = row.kind === "total" ? "strong" : "plain";
      const height = heightOf(row.cells, face);
      if (this.doc.y + height > this.bottom) {
        this.doc.addPage();
        head();
      }
      draw(row.cells, face, row.kind === "total", height);
    }
    this.doc.x = this.left;
    this.doc.y += 4;
  }

  /** What stands on every page: number, foot, and the watermark of what is not published. Called once, at the end. */
  finish(foot: string, watermark: string | null): Promise<Uint8Array> {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.doc.switchToPage(page);
      const { width, height } = this.doc.page;
      // Below the margin pdfkit would begin a new page for every line.
      this.doc.page.margins.bottom = 0;
      const y = height - MARGIN - 6;
      this.at(foot, this.left, y, this.width - 120, { size: 7, soft: true });
      this.at(`Halaman ${page - start + 1} dari ${count}`, this.left + this.width - 115, y, 115, {
        size: 7,
        soft: true,
        align: "right",
      });
      if (watermark !== null) {
        this.doc.save();
        this.doc.rotate(-35, { origin: [width / 2, height / 2] });
        this.doc.font("bold").fontSize(110).fillColor("#8a9099", 0.18);
        this.doc.text(watermark, 0, height / 2 - 60, { width, align: "center" });
        this.doc.restore();
        this.doc.fillColor(INK, 1);
      }
    }
    this.doc.end();
    return this.#done;
  }
}
