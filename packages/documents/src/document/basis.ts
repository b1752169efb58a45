import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import type { SnapshotDecision } from "@selaras/core/report/snapshot.ts";
import { LAYOUT } from "../pdf/layout.ts";
import type { Paper } from "../pdf/paper.ts";
import { type Column, heightOfTable, table, type TableRow, WHOLE } from "../pdf/table.ts";
import { shortHash, type Told } from "./written.ts";
import { words } from "./words.ts";

/** What the report was judged against: versions of template, chain and budget, and the months it adds up. */
export function basis(paper: Paper, { content }: Told): void {
  const { snapshot, definition } = content;
  const { template, chain, report, version } = snapshot;
  const { budget, targets, tree } = snapshot.content.pins;
  const months = snapshot.content.carry.map((pin) => formatPeriod(pin.period)).join(", ");
  const { basis: word } = words;
  // A signature covers the whole report: whoever holds the paper must know what it does not show.
  const left = definition.sections
    .filter(({ print }) => print?.hidden === true)
    .map(({ label }) => label)
    .join("; ");
  paper.heading(word.title, 100);
  paper.pairs(
    [
      [word.report, word.reportOf(report, version)],
      [word.template, word.hashed(word.numbered(template.name, template.n), shortHash(template.hash))],
      [word.chain, word.numbered(chain.label, chain.n)],
      ...(budget ? [[word.budget, word.hashed(budget.label, shortHash(budget.hash))] as const] : []),
      ...(targets
        ? [[word.targets, word.hashed(`${targets.label}: ${targets.source}`, shortHash(targets.hash))] as const]
        : []),
      ...(tree ? [[word.tree, tree.label] as const] : []),
      ...(months === "" ? [] : [[word.cumulative, months] as const]),
      [word.source, definition.source],
      ...(left === "" ? [] : [[word.left, left] as const]),
      [word.layout, word.layoutOf(LAYOUT)],
    ],
    0.2,
  );
}

const APPROVAL_COLUMNS: readonly Column[] = [
  { label: words.approvals.step, wish: 110 },
  { label: words.approvals.how, wish: 120 },
  { label: words.approvals.name, wish: 140 },
  { label: words.approvals.hat, wish: 170 },
  { label: words.approvals.at, wish: 124 },
];

function verdictOf({ how, kind, facts }: SnapshotDecision): string {
  const { approvals: word } = words;
  if (how === "passed") return kind === "sign" ? word.signed : word.passed;
  if (how === "kept") return word.kept;
  const seen = Object.entries(facts ?? {}).map(([name, value]) => `${name} = ${value ?? word.empty}`);
  return seen.length === 0 ? word.skipped : `${word.skipped} (${seen.join("; ")})`;
}

/** Who decided, in which hat, when. The block of the signature, `after` points high, stands below it on the same page. */
export function approvals(paper: Paper, { content }: Told, after: number): void {
  const { snapshot } = content;
  const { submitted, decisions, tenant } = snapshot;
  const { approvals: word } = words;
  const when = (at: string): string => formatDateTime(at, tenant.zone);
  const line = (...cells: readonly string[]): TableRow => ({ kind: "row", cells });
  const rows = [
    submitted
      ? line(word.author, word.sent, submitted.name, submitted.hat ?? "", when(submitted.at))
      : line(word.author, word.none, "", "", ""),
    ...decisions.flatMap((decision): readonly TableRow[] => {
      const verdict = verdictOf(decision);
      if (decision.by.length === 0) return [line(decision.label, verdict, "", "", "")];
      return decision.by.map(({ name, hat, at }) => line(decision.label, verdict, name, hat ?? "", when(at)));
    }),
  ];
  const sizes = [8, 7.5] as const;
  // A heading with its table and what belongs below moves as one, where the table itself does.
  const height = heightOfTable(paper, APPROVAL_COLUMNS, rows, { sizes }) + after;
  paper.heading(word.title, height < paper.whole * WHOLE ? height : 80);
  table(paper, APPROVAL_COLUMNS, rows, { sizes, after });
}

/** Every fingerprint in full, for whoever compares. */
export function appendix(paper: Paper, { content }: Told): void {
  const { snapshot, snapshotHash } = content;
  const { pins, carry, evidence: files } = snapshot.content;
  const { appendix: word } = words;
  const list: (readonly [string, string])[] = [
    ...(snapshot.contentHash === null ? [] : [[word.content, snapshot.contentHash] as const]),
    ...(snapshotHash === null ? [] : [[word.snapshot, snapshotHash] as const]),
    [word.template, snapshot.template.hash],
    ...(pins.budget ? [[word.budget, pins.budget.hash] as const] : []),
    ...(pins.targets ? [[word.targets, pins.targets.hash] as const] : []),
    ...carry.map(({ period, hash }) => [word.carry(formatPeriod(period)), hash] as const),
    ...files.map((hash, index) => [word.evidence(index + 1), hash] as const),
  ];
  paper.heading(word.title, 30);
  paper.pairs(list, 0.22, { size: 7.5, figures: true });
}
