import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatDate, formatDateTime, formatMonth, formatNip, formatTableNumber } from "@selaras/core/kernel/format.ts";
import { localDate } from "@selaras/core/kernel/zone.ts";
import type { Figure } from "@selaras/core/expression/figure.ts";
import { snapshotFigures, snapshotRows } from "@selaras/core/rollup/derive.ts";
import type { Computed } from "@selaras/core/report/compute.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import type { DocumentContent, Snapshot } from "@selaras/core/report/snapshot.ts";
import { computedOf, type EntrySection } from "@selaras/core/template/fields.ts";
import type { Section, TemplateDefinition } from "@selaras/core/template/schema.ts";
import { encode } from "uqr";
import { type Column, Paper, type TableRow } from "./pdf/paper.ts";

/** Version of the layout, printed into the file: a later layout never changes what was made before. */
const LAYOUT = 1;
const QR_POINTS = 74;
/** Height that the block of the signature needs at most. */
const SIGNATURE_POINTS = 215;
const DASH = "–";

const DECIMALS: Readonly<Record<string, number | undefined>> = { money: 2, percent: 2 };

/** A figure as people read it; what is not a number says in a word what it is. Missing is never zero. */
function figureText(figure: Figure | undefined, type: string, decimals?: number): string {
  if (!figure) return DASH;
  switch (figure.kind) {
    case "value":
      return formatTableNumber(figure.amount, decimals ?? DECIMALS[type]);
    case "nil":
      return "nihil";
    case "not-applicable":
      return "tidak berlaku";
    case "text":
      return figure.text;
    case "missing":
      return `${DASH} belum diisi`;
    case "undefined":
      return `${DASH} ${figure.why}`;
    default:
      return figure satisfies never;
  }
}

const upper = (text: string): string => text.toLocaleUpperCase("id-ID");
const zoneOf = ({ tenant }: Snapshot) => tenant.zone;

/** Letterhead: the regency's mark, its name, the OPD (below the Setda for a Bagian), address, a double line. */
function letterhead(paper: Paper, { tenant, unitName, parentName }: Snapshot): void {
  const top = paper.doc.y;
  const side = 54;
  const width = paper.width - 2 * (side + 10);
  paper.doc
    .circle(paper.left + side / 2, top + side / 2, side / 2)
    .lineWidth(1.2)
    .strokeColor("#1a1d21")
    .stroke();
  const mark = tenant.short
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 3);
  paper.at(upper(mark), paper.left, top + side / 2 - 9, side, { size: 15, face: "bold", align: "center" });
  const x = paper.left + side + 10;
  paper.doc.y = top;
  const centred = { align: "center" as const };
  paper.at(upper(tenant.name), x, paper.doc.y, width, { size: 13, face: "strong", ...centred });
  if (parentName !== null) paper.at(upper(parentName), x, paper.doc.y, width, { size: 13, face: "bold", ...centred });
  paper.at(upper(unitName), x, paper.doc.y, width, { size: 14, face: "bold", ...centred });
  paper.at(tenant.contact.replaceAll("\n", " · "), x, paper.doc.y + 2, width, { size: 8, soft: true, ...centred });
  const y = Math.max(paper.doc.y, top + side) + 6;
  paper.rule(y, 2);
  paper.rule(y + 3, 0.7);
  paper.doc.y = y + 14;
}

function title(paper: Paper, snapshot: Snapshot, draft: boolean): void {
  const { template, period, version, correction, tenant } = snapshot;
  const centred = { align: "center" as const };
  paper.text(upper(template.name), { size: 14, face: "bold", gap: 2, ...centred });
  paper.text(upper(`Bulan ${formatMonth(period)}`), { size: 11, face: "strong", gap: 4, ...centred });
  if (draft)
    paper.text("KONSEP: belum ditandatangani dan belum terbit, tidak untuk dikutip.", { soft: true, ...centred });
  if (correction) {
    const text = `Versi ${version}, menggantikan versi ${correction.of}. Alasan koreksi: ${correction.reason}`;
    paper.text(text, { face: "strong", ...centred });
  }
  if (tenant.demo)
    paper.text("PERAGAAN: nama dan angka dalam dokumen ini rekaan.", { size: 8, soft: true, ...centred });
  paper.doc.y += 4;
}

/** Figures of the whole report, each with how many rows it counts. */
function figures(paper: Paper, definition: TemplateDefinition, computed: Computed, rows: readonly Row[]): void {
  if (definition.figures.length === 0) return;
  paper.heading("Ringkasan");
  const counted = (section: string | null): string => {
    if (section === null) return "dari angka di atas";
    const own = rows.filter((row) => row.rowKey.startsWith(`${section}/`));
    const lacking = new Set(
      computed.missing.filter((cell) => cell.rowKey.startsWith(`${section}/`)).map((cell) => cell.rowKey),
    );
    return `${own.length - lacking.size} dari ${own.length} baris`;
  };
  const body = definition.figures.map(
    (figure): TableRow => ({
      kind: "row",
      cells: [
        figure.label,
        figureText(computed.figures[figure.id], figure.type, figure.decimals),
        figure.type === "money" ? "Rp" : (figure.unit ?? (figure.type === "percent" ? "%" : "")),
        counted(figure.section),
      ],
    }),
  );
  const columns: readonly Column[] = [
    { label: "Angka", wide: 5 },
    { label: "Nilai", wide: 3, right: true },
    { label: "Satuan", wide: 1.4 },
    { label: "Dihitung dari", wide: 2.4 },
  ];
  paper.table(columns, body, 8);
}

type Field = {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly decimals?: number | undefined;
};
const fieldsOf = (section: EntrySection): readonly Field[] => [...section.fields, ...computedOf(section)];

function cellText(row: Row, field: Field, computed: Computed): string {
  const done = computed.rows.get(row.rowKey);
  return figureText(done?.computed[field.id] ?? done?.entered[field.id], field.type, field.decimals);
}

/** Short texts and numbers are columns; long texts follow the table, so that nothing has to be cut. */
const isLong = (field: Field, rows: readonly Row[], computed: Computed): boolean =>
  field.type === "text" && rows.some((row) => cellText(row, field, computed).length > 40);

function rowsSection(
  paper: Paper,
  section: Extract<EntrySection, { kind: "rows" }>,
  rows: readonly Row[],
  computed: Computed,
): void {
  const own = rows.filter((row) => row.rowKey.startsWith(`${section.id}/`));
  const every = fieldsOf(section).filter((field) =>
    own.some((row) => !cellText(row, field, computed).startsWith(DASH)),
  );
  const long = every.filter((field) => isLong(field, own, computed));
  const fields = every.filter((field) => !long.includes(field));
  const columns: readonly Column[] = [
    { label: "Kode", wide: 2.7 },
    { label: "Sub kegiatan", wide: 4 },
    { label: "Pagu (Rp)", wide: 2.3, right: true },
    ...fields.map((field) => ({
      label: field.label,
      wide: field.type === "money" ? 2.3 : field.type === "choice" || field.type === "text" ? 1.9 : 1.4,
      right: field.type !== "text" && field.type !== "choice",
    })),
  ];
  const body: TableRow[] = [];
  let group = "";
  for (const row of own) {
    const here = row.group.join(" / ");
    if (here !== group) body.push({ kind: "group", text: here });
    group = here;
    const { code = "", pagu } = row.context;
    const money = pagu === undefined ? DASH : formatTableNumber(decimal(pagu), 2);
    body.push({
      kind: "row",
      cells: [code, row.label, money, ...fields.map((field) => cellText(row, field, computed))],
    });
  }
  paper.table(columns, body, fields.length > 9 ? 5.6 : fields.length > 6 ? 6.2 : 7);
  for (const field of long) {
    const said = own.flatMap((row): TableRow[] => {
      const text = cellText(row, field, computed);
      return text.startsWith(DASH) ? [] : [{ kind: "row", cells: [row.context["code"] ?? "", row.label, text] }];
    });
    if (said.length === 0) continue;
    paper.heading(field.label);
    paper.table(
      [
        { label: "Kode", wide: 2.7 },
        { label: "Sub kegiatan", wide: 4 },
        { label: field.label, wide: 8 },
      ],
      said,
      7,
    );
  }
}

function section(paper: Paper, of: Section, rows: readonly Row[], computed: Computed): void {
  if (of.kind === "evidence") return;
  paper.heading(of.label);
  const own = rows.filter((row) => row.rowKey.startsWith(`${of.id}/`));
  if (of.kind === "rows") rowsSection(paper, of, rows, computed);
  else if (of.kind === "form") {
    const [row] = own;
    if (row)
      paper.pairs(
        fieldsOf(of).map((field) => [field.label, cellText(row, field, computed)] as const),
        paper.width * 0.45,
      );
  } else {
    for (const row of own) {
      const field = of.fields.find((each) => row.rowKey === `${of.id}/${each.id}`);
      if (!field) continue;
      if (of.fields.length > 1) paper.text(field.label, { face: "strong" });
      paper.text(cellText(row, field, computed), { gap: 6 });
    }
  }
}

/** Reasons of nihil and tidak berlaku, and the words on warnings: they belong to the figures. */
function reasons(paper: Paper, snapshot: Snapshot, definition: TemplateDefinition): void {
  const { rows, explanations, nil } = snapshot.content;
  const labelOf = (field: string): string =>
    definition.sections
      .flatMap((each) => (each.kind === "evidence" ? [] : each.fields))
      .find((each) => each.id === field)?.label ?? field;
  const said = rows.flatMap((row) =>
    Object.entries(row.cells).flatMap(([field, cell]): TableRow[] =>
      cell.r === undefined
        ? []
        : [{ kind: "row", cells: [row.label, labelOf(field), cell.s === "na" ? "tidak berlaku" : "nihil", cell.r] }],
    ),
  );
  if (nil !== null) paper.text(`Seluruh laporan dinyatakan Nihil: ${nil}`, { face: "strong" });
  if (said.length > 0) {
    paper.heading("Alasan nihil dan tidak berlaku");
    paper.table(
      [
        { label: "Baris", wide: 4 },
        { label: "Isian", wide: 3 },
        { label: "Keadaan", wide: 1.5 },
        { label: "Alasan", wide: 6 },
      ],
      said,
    );
  }
  if (explanations.length > 0) {
    const label = (key: string): string => rows.find((row) => row.key === key)?.label ?? key;
    paper.heading("Penjelasan peringatan");
    paper.table(
      [
        { label: "Baris", wide: 4 },
        { label: "Penjelasan", wide: 8 },
      ],
      explanations.map((each) => ({ kind: "row", cells: [label(each.rowKey), each.reason] })),
    );
  }
}

const HOW = { passed: "disetujui", skipped: "dilewati menurut syarat", kept: "tetap dari putaran sebelumnya" } as const;

function approvals(paper: Paper, snapshot: Snapshot): void {
  const { submitted, decisions } = snapshot;
  const zone = zoneOf(snapshot);
  const when = (at: string): string => formatDateTime(at, zone);
  const rows: TableRow[] = submitted
    ? [{ kind: "row", cells: ["Penyusunan", "dikirim", submitted.name, submitted.hat ?? "", when(submitted.at)] }]
    : [];
  for (const { label, how, by } of decisions) {
    if (by.length === 0) rows.push({ kind: "row", cells: [label, HOW[how], "", "", ""] });
    for (const each of by)
      rows.push({ kind: "row", cells: [label, HOW[how], each.name, each.hat ?? "", when(each.at)] });
  }
  // The signature stands below its approvals, on the same page: it is never alone.
  paper.ensure(SIGNATURE_POINTS + 60 + rows.length * 18);
  paper.heading("Persetujuan");
  paper.table(
    [
      { label: "Tahap", wide: 2.4 },
      { label: "Keputusan", wide: 2.4 },
      { label: "Nama", wide: 3.2 },
      { label: "Jabatan", wide: 4 },
      { label: "Waktu", wide: 2.6 },
    ],
    rows,
    7.5,
  );
}

function review(paper: Paper, { memo }: Snapshot): void {
  if (!memo) return;
  paper.heading("Catatan hasil reviu Inspektorat");
  paper.text(memo.text);
  paper.text(`${memo.name}${memo.hat === null ? "" : `, ${memo.hat}`}`, { soft: true, gap: 4 });
  if (memo.findings.length === 0) return;
  paper.table(
    [
      { label: "Temuan", wide: 6 },
      { label: "Tanggapan", wide: 6 },
      { label: "Keadaan", wide: 1.6 },
    ],
    memo.findings.map((each) => ({
      kind: "row",
      cells: [each.text, each.response ?? "belum ditanggapi", each.closed ? "selesai" : "terbuka"],
    })),
  );
}

function pins(paper: Paper, { content, template, chain }: Snapshot, definition: TemplateDefinition): void {
  paper.heading("Dasar");
  const budget = content.pins.budget;
  const months = content.carry.map((pin) => formatMonth(pin.period)).join(", ");
  paper.pairs([
    ["Templat", `${template.name}, versi ${template.n}`],
    ["Rantai persetujuan", `${chain.label}, versi ${chain.n}`],
    ...(budget ? [["Anggaran", `${budget.label} (sidik ${budget.hash.slice(0, 12)})`] as const] : []),
    ...(months === "" ? [] : [["Kumulatif menghitung", months] as const]),
    ["Sumber ketentuan", definition.source],
  ]);
  if (content.evidence.length > 0) {
    paper.text("Bukti dukung (sidik SHA-256)", { face: "strong", gap: 2 });
    for (const hash of content.evidence) paper.text(hash, { size: 7.5, soft: true, gap: 1 });
  }
}

function qr(paper: Paper, text: string, x: number, y: number): void {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const dot = QR_POINTS / size;
  paper.doc.fillColor("#000000");
  for (const [row, line] of data.entries()) {
    for (const [column, dark] of line.entries()) if (dark) paper.doc.rect(x + column * dot, y + row * dot, dot, dot);
  }
  paper.doc.fill();
}

const grouped = (code: string): string => code.match(/.{1,5}/g)?.join(" ") ?? code;

/** Words on how the document can be proven. The sentence of BSrE stands only where BSrE has signed. */
function proofText({ seal, snapshot, snapshotHash, verification }: DocumentContent): string {
  const lines = [
    ...(verification ? [`Periksa keaslian: ${verification.url}`, `Kode ${grouped(verification.code)}`] : []),
    `Sidik isi ${snapshot.contentHash}`,
    `Sidik cuplikan ${snapshotHash}`,
    ...(seal?.by === "internal" ? [`Segel digital internal ${seal.algorithm}, kunci ${seal.keyId}`] : []),
    ...(seal?.by === "bsre"
      ? ["Dokumen ini ditandatangani secara elektronik menggunakan sertifikat yang diterbitkan BSrE, BSSN."]
      : []),
  ];
  return lines.join("\n");
}

/** The block of the signature on the right half, kept together with the way to prove it. Never alone on a page. */
function signature(paper: Paper, content: DocumentContent): void {
  const { snapshot, verification } = content;
  const { signer, tenant } = snapshot;
  const draft = verification === null;
  const half = paper.width * 0.46;
  const x = paper.left + paper.width - half;
  const lines = [
    `${tenant.capital}, ${formatDate(localDate(signer.at, zoneOf(snapshot)))}`,
    `${upper(signer.hat ?? signer.post ?? "").replace(/^(PLT|PLH|PJ)\. /, (prefix) => `${prefix.charAt(0)}${prefix.slice(1, 3).toLowerCase()}. `)},`,
  ];
  const proof = proofText(content);
  const proofWidth = paper.width - half - 20;
  const need = Math.max(QR_POINTS + 130, paper.heightOf(proof, proofWidth, { size: 7.5 }) + 40);
  paper.ensure(need);
  const top = paper.doc.y + 10;
  if (draft) {
    paper.at(`${tenant.capital}, ................................`, x, top, half);
    paper.at("(belum ditandatangani)", x, paper.doc.y + 50, half, { soft: true });
    paper.doc.y += 10;
    return;
  }
  let y = paper.at(lines[0] ?? "", x, top, half);
  y = paper.at(lines[1] ?? "", x, y, half, { face: "strong" });
  if (signer.decree !== null && signer.holding !== "definitif") {
    y = paper.at(`SK Nomor ${signer.decree}`, x, y, half, { size: 8, soft: true });
  }
  qr(paper, verification.url, x, y + 6);
  paper.at(
    "Disahkan secara elektronik di Selaras",
    x + QR_POINTS + 10,
    y + 6 + QR_POINTS / 2 - 10,
    half - QR_POINTS - 10,
    {
      size: 8,
      soft: true,
    },
  );
  y += QR_POINTS + 14;
  y = paper.at(signer.name, x, y, half, { face: "bold", size: 10 });
  const wide = paper.doc.widthOfString(signer.name);
  paper.doc
    .moveTo(x, y - 1)
    .lineTo(x + Math.min(wide, half), y - 1)
    .lineWidth(0.7)
    .strokeColor("#1a1d21")
    .stroke();
  if (signer.rank !== null) y = paper.at(signer.rank, x, y + 1, half);
  if (signer.nip !== null) y = paper.at(`NIP ${formatNip(signer.nip)}`, x, y, half);
  if (signer.exception !== null) {
    y = paper.at(`Pengecualian pemisahan tugas: ${signer.exception}`, x, y + 2, half, { size: 7.5, soft: true });
  }
  paper.at(proof, paper.left, top + 14, proofWidth, { size: 7.5, soft: true });
  paper.doc.y = Math.max(y, paper.doc.y) + 6;
}

/**
 * The printed report: letterhead, figures, tables, approvals, signature block. Everything comes from the snapshot, so the
 * same snapshot gives the same bytes whenever it is printed.
 */
export async function reportDocument(content: DocumentContent): Promise<Uint8Array> {
  const { snapshot, verification, definition, snapshotHash } = content;
  const computed = snapshotFigures(definition, snapshot.content);
  const rows = snapshotRows(snapshot.content);
  const signedAt = new Date(snapshot.signer.at);
  const draft = verification === null;
  const paper = new Paper(
    content.paper,
    definition.sections.some((each) => each.kind === "rows"),
    {
      Title: `${snapshot.template.name}, ${snapshot.unitName}, ${formatMonth(snapshot.period)}`,
      Author: snapshot.unitName,
      Creator: `Selaras, tata letak ${LAYOUT}`,
      Producer: "Selaras",
      CreationDate: signedAt,
      ModDate: signedAt,
      // Read by the page that checks a file: the code stands in the bytes as plain text.
      ...(verification ? { Keywords: `selaras:${verification.code}` } : {}),
    },
  );
  letterhead(paper, snapshot);
  title(paper, snapshot, draft);
  figures(paper, definition, computed, rows);
  for (const each of definition.sections) section(paper, each, rows, computed);
  reasons(paper, snapshot, definition);
  review(paper, snapshot);
  pins(paper, snapshot, definition);
  approvals(paper, snapshot);
  signature(paper, content);
  const foot = `${snapshot.tenant.short} · ${snapshot.unitName} · versi ${snapshot.version} · sidik ${snapshotHash.slice(0, 12)}`;
  return paper.finish(foot, draft ? "KONSEP" : null);
}
