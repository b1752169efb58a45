/**
 * The page that BSrE seals: its service takes PDF files and nothing else. It carries the sealed text line by line, so that
 * anybody who opens the sealed sheet reads for what, for whom and over which hash the seal was made.
 */

/** Letters that the standard fonts of PDF have; any other becomes a question mark. */
const plain = (line: string): string =>
  line.replace(/[^\u0020-\u007e]/g, "?").replace(/[\\()]/g, (sign) => `\\${sign}`);

const LEFT_POINTS = 56;
const TOP_POINTS = 780;
const LINE_POINTS = 18;
const SIZE_POINTS = 9;

/** A PDF 1.4 of one A4 page with the lines given: the same lines, the same bytes. */
export function sealSheet(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${plain(line)}) Tj T*`).join("\n");
  const content = `BT /F1 ${SIZE_POINTS} Tf ${LINE_POINTS} TL ${LEFT_POINTS} ${TOP_POINTS} Td\n${shown}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
  ];
  let text = "%PDF-1.4\n";
  const starts: number[] = [];
  for (const [i, object] of objects.entries()) {
    starts.push(text.length);
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`, "latin1");
}
