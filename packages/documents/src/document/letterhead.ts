import { formatPeriod, monthName } from "@selaras/core/kernel/format.ts";
import { isMonth, partsOfMonth } from "@selaras/core/kernel/zone.ts";
import type { DocumentContent, Printed } from "@selaras/core/report/snapshot.ts";
import { INK } from "../pdf/layout.ts";
import type { Paper, Paragraph } from "../pdf/paper.ts";
import { lineHeight } from "../pdf/typeset.ts";
import { words } from "./words.ts";

export const upper = (text: string): string => text.toLocaleUpperCase("id-ID");

const MARK = { width: 46, height: 54 } as const;

/**
 * The mark of the regency: a plain shield with its letters, where the coat of arms stands on paper. Never the Garuda,
 * which belongs to letters of the head of the region alone.
 */
function mark(paper: Paper, name: string, short: string, x: number, y: number): void {
  const { doc } = paper;
  const shield = (inset: number): void => {
    const [left, right, top] = [x + inset, x + MARK.width - inset, y + inset];
    const shoulder = y + MARK.height * 0.55;
    const [middle, low] = [x + MARK.width / 2, y + MARK.height - inset * 1.2];
    doc.moveTo(left, top).lineTo(right, top).lineTo(right, shoulder);
    doc.bezierCurveTo(right, shoulder + 14, middle + 10, low - 6, middle, low);
    doc.bezierCurveTo(middle - 10, low - 6, left, shoulder + 14, left, shoulder);
    doc.closePath();
  };
  const letters = short
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 3);
  const draw = (): void => {
    shield(0);
    doc.lineWidth(1.4).strokeColor(INK).stroke();
    shield(3.2);
    doc.lineWidth(0.6).strokeColor(INK).stroke();
    const size = letters.length > 2 ? 13 : 16;
    const style = { size, face: "bold" } as const;
    paper.type.set([upper(letters)], x, y + MARK.height * 0.4 - lineHeight(style) / 2, MARK.width, style, "center");
  };
  paper.element("Figure", draw, undefined, { alt: words.mark(name) });
}

/** Address on the first line, telephone and the like on the second. */
function contactLines(contact: string): readonly string[] {
  const [address = "", ...others] = contact
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return [address, others.join(", ")].filter((line) => line !== "");
}

/** Whose letter it is. Without a unit it is the regency's own. */
export type Lettered = Pick<Printed, "parentName"> & {
  readonly tenant: Pick<Printed["tenant"], "name" | "short" | "contact">;
  readonly unitName: string | null;
};

/** Letterhead: the regency, the OPD (below the Sekretariat Daerah for a Bagian), address, and the closing double line. */
export function letterhead(paper: Paper, { tenant, unitName, parentName }: Lettered): void {
  const top = paper.y;
  const side = MARK.width + 14;
  const [x, width] = [paper.left + side, paper.width - 2 * side];
  const centred = (text: string, style: Paragraph): void => {
    const own = paper.type.balanced(text, width, style);
    paper.text(text, { ...style, align: "center", x: x + (width - own) / 2, width: own, gap: 0 });
  };
  mark(paper, tenant.name, tenant.short, paper.left, top);
  centred(upper(tenant.name), { size: 12.5, face: "strong" });
  if (parentName !== null) centred(upper(parentName), { size: 13, face: "bold" });
  if (unitName !== null) centred(upper(unitName), { size: unitName.length > 90 ? 12 : 14, face: "bold" });
  paper.y += 2;
  for (const line of contactLines(tenant.contact)) centred(line, { size: 8.5 });
  const y = Math.max(paper.y, top + MARK.height) + 6;
  paper.rule(y, 2);
  paper.rule(y + 3, 0.7);
  paper.y = y + 15;
}

const titleOf = (name: string): string =>
  /^(laporan|catatan|berita|rekapitulasi)\b/i.test(name) ? upper(name) : upper(`${words.report} ${name}`);

export function periodOf(period: string): string {
  if (!isMonth(period)) return words.period(formatPeriod(period));
  const { year, number } = partsOfMonth(period);
  return words.month(monthName(number), year);
}

/** Lines of a title in the middle of the page, the first of them the largest; together one heading. */
export function titleLines(paper: Paper, lines: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    const style = { size: index === 0 ? 13 : 11.5, face: "bold" } as const;
    const width = paper.type.balanced(line, paper.width, style);
    const x = paper.left + (paper.width - width) / 2;
    paper.text(line, { ...style, align: "center", tag: index === 0 ? "H1" : "P", x, width, gap: 1 });
  }
}

/** What the document is, of which month, and what it is not. */
export function title(paper: Paper, { snapshot, definition, verification, specimen }: DocumentContent): void {
  const { template, period, version, correction, tenant, content } = snapshot;
  titleLines(paper, definition.print?.title?.map(upper) ?? [titleOf(template.name)]);
  paper.text(upper(periodOf(period)), { size: 11, face: "strong", align: "center", gap: 4 });
  const unsigned = specimen === true ? words.specimen : words.draft;
  if (verification === null) paper.text(unsigned, { size: 9, face: "strong", align: "center" });
  if (correction) {
    const said = words.version(version, correction.of, correction.reason);
    const wide = paper.type.balanced(said, paper.width * 0.86, { size: 9.5 });
    const at = paper.left + (paper.width - wide) / 2;
    paper.text(said, { size: 9.5, align: "center", x: at, width: wide, gap: 1 });
    if (correction.changed !== null) paper.text(words.changed(correction.changed), { size: 8.5, align: "center" });
  }
  if (tenant.demo) paper.text(words.demo, { size: 8, align: "center" });
  if (content.nil !== null) {
    paper.y += 3;
    paper.text(words.nilReport(content.nil), { size: 9.5, face: "strong", align: "center" });
  }
  paper.y += 2;
}
