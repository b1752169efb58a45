import type { DocumentContent } from "@selaras/core/report/snapshot.ts";
import type { EvidenceRequirement } from "@selaras/core/template/schema.ts";
import type { Paper } from "../pdf/paper.ts";
import { type Column, table, type TableRow } from "../pdf/table.ts";
import { labelOfRow, shortHash, type Told } from "./written.ts";
import { words } from "./words.ts";

const COLUMNS: readonly Column[] = [
  { label: words.evidence.n },
  { label: words.evidence.file, wish: 210 },
  { label: words.evidence.about, wish: 170, figures: true },
  { label: words.evidence.hash, wish: 96, figures: true },
];

/** A file with what is known of it: snapshots of old know the hash alone. */
type Filed = {
  readonly n: number;
  readonly hash: string;
  readonly name: string;
  readonly requirement: string | null;
  readonly row: string | null;
};

function filesOf({ snapshot }: DocumentContent): readonly Filed[] {
  const { evidence, evidenceFor = {} } = snapshot.content;
  return evidence.map((hash, index) => {
    const known = snapshot.files?.find((file) => file.hash === hash);
    // What was signed says for which kind a file was meant; the list of names only helps to recognise it.
    const requirement = evidenceFor[hash] ?? null;
    return { n: index + 1, hash, name: known?.name ?? words.evidence.unnamed, requirement, row: known?.row ?? null };
  });
}

/** The kinds that are printed: of sections that are not left out, in their order. */
const kindsOf = ({ definition }: DocumentContent): readonly EvidenceRequirement[] =>
  definition.sections.flatMap((section) =>
    section.kind === "evidence" && section.print?.hidden !== true ? (section.requirements ?? []) : [],
  );

function listed(told: Told): readonly TableRow[] {
  const { content } = told;
  const files = filesOf(content);
  const kinds = kindsOf(content);
  const line = ({ n, name, row, hash }: Filed): TableRow => ({
    kind: "row",
    cells: [String(n), name, row === null ? words.evidence.whole : labelOfRow(told, row), shortHash(hash)],
  });
  const head = (text: string): TableRow => ({ kind: "group", level: 0, text });
  const others = files.filter(({ requirement }) => !kinds.some(({ id }) => id === requirement));
  return [
    ...kinds.flatMap(({ id, label, minimum }) => {
      const own = files.filter(({ requirement }) => requirement === id);
      const none: TableRow = { kind: "row", cells: ["–", words.evidence.lacking, "", ""] };
      return [head(words.evidence.kind(label, own.length, minimum)), ...(own.length === 0 ? [none] : own.map(line))];
    }),
    ...(kinds.length > 0 && others.length > 0 ? [head(words.evidence.others)] : []),
    ...others.map(line),
  ];
}

const isWanted = ({ definition, snapshot }: DocumentContent): boolean => {
  const sections = definition.sections.filter((each) => each.kind === "evidence");
  const isLeftOut = sections.length > 0 && sections.every(({ print }) => print?.hidden === true);
  return !isLeftOut && (sections.length > 0 || snapshot.content.evidence.length > 0);
};

/** The files that support the report, by their kinds; in the report itself or as an annex, as its version says. */
export function evidence(paper: Paper, told: Told, place: "body" | "annex"): void {
  const { content } = told;
  if (!isWanted(content) || (content.definition.print?.evidence ?? "body") !== place) return;
  const { evidence: word } = words;
  if (place === "annex") paper.face(paper.isLandscape, true);
  const headings = content.definition.sections.flatMap((each) =>
    each.kind === "evidence" && each.print?.heading ? [each.print.heading] : [],
  );
  paper.heading(headings[0] ?? (place === "annex" ? word.annex : word.title), 50);
  const count = content.snapshot.content.evidence.length;
  const rows = listed(told);
  paper.text(count === 0 ? word.none : word.count(count), { size: 8.5 });
  if (rows.length > 0) table(paper, COLUMNS, rows, { sizes: [8, 7.5] });
}
