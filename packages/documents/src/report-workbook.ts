import { formatDateTime, formatPeriod, formatNip, formatNumber } from "@selaras/core/kernel/format.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { entrySections } from "@selaras/core/template/fields.ts";
import { type Fact, fact, factsOfFile, type NoteList } from "./notes.ts";
import { headOf, type ReportContent, reportSheets } from "./report-sheets.ts";
import { words } from "./words.ts";
import { workbook } from "./workbook.ts";

const months = (periods: readonly string[]): string => periods.map(formatPeriod).join(", ");

function signature({ report, made }: ReportContent): readonly Fact[] {
  const { fact: word } = words;
  const { signed, publishedAt } = report;
  const at = (instant: string) => formatDateTime(instant, made.tenant.zone);
  if (!signed) return fact(word.content, report.hash);
  return [
    ...fact(word.signer, [signed.name, signed.hat].filter(Boolean).join(", ")),
    ...fact(word.nip, signed.nip && formatNip(signed.nip)),
    ...fact(word.rank, signed.rank),
    ...fact(word.signedAt, at(signed.at)),
    ...fact(word.publishedAt, publishedAt && at(publishedAt)),
    ...fact(word.snapshot, signed.snapshot),
  ];
}

/** Which report, in which version, judged against what. */
function pins({ report, definition, made }: ReportContent): readonly Fact[] {
  const { fact: word } = words;
  const { template, carry, pins: pinned } = report;
  return [
    ...fact(word.tenant, made.tenant.name),
    ...fact(word.unit, report.unit.name),
    ...fact(word.template, word.templateVersion(template.name, template.n)),
    ...fact(word.period, formatPeriod(report.period)),
    ...fact(word.version, String(report.version)),
    ...fact(word.state, words.states[report.state]),
    ...(report.state === "published" ? [] : fact(word.note, words.draft)),
    ...fact(word.change, String(report.stamp)),
    ...fact(word.nil, report.nil),
    ...fact(word.budget, pinned.budget?.label),
    ...fact(word.targets, pinned.targets && `${pinned.targets.label}: ${pinned.targets.source}`),
    ...fact(word.tree, pinned.tree?.label),
    ...fact(word.cumulative, carry.months.length === 0 ? word.ownMonth : months([...carry.months, report.period])),
    ...fact(word.absentMonths, months(carry.absent)),
    ...fact(word.source, definition.source),
  ];
}

/** The author's words on warnings, and the files that support the report. */
function lists({ report, definition, made }: ReportContent): readonly NoteList[] {
  const labelOf = (key: string | null) => report.rows.find((row) => row.rowKey === key)?.label ?? "";
  const rules = entrySections(definition).flatMap((section) => (section.kind === "narrative" ? [] : section.rules));
  const explanations = report.explanations.map(({ rowKey, rule, reason }) => [
    labelOf(rowKey),
    rules.find((each) => each.id === rule)?.message ?? rule,
    "",
    reason,
  ]);
  const kinds = definition.sections.flatMap((each) => (each.kind === "evidence" ? (each.requirements ?? []) : []));
  const placeOf = (kind: string | undefined): number =>
    kinds.findIndex(({ id }) => id === kind) + 1 || kinds.length + 1;
  const kindOf = (kind: string | undefined): string =>
    kinds.length === 0 ? "" : (kinds.find(({ id }) => id === kind)?.label ?? words.evidence.noKind);
  const files = report.evidence.toSorted((a, b) => placeOf(a.requirement) - placeOf(b.requirement));
  const evidence = files.map(({ name, requirement, rowKey, bytes, by, at, evidenceId }) => [
    name,
    [kindOf(requirement), labelOf(rowKey), report.names[by] ?? by, formatDateTime(at, made.tenant.zone)]
      .filter(Boolean)
      .join(", "),
    words.bytes(formatNumber(decimal(BigInt(Math.ceil(bytes / 1024))))),
    evidenceId,
  ]);
  const { lists: titles, about } = words;
  return [
    { title: titles.explanations, columns: [about.what, words.evidence.rule, "", about.reason], rows: explanations },
    {
      title: titles.evidence,
      columns: [words.evidence.name, words.evidence.about, words.evidence.size, words.evidence.hash],
      rows: evidence,
    },
  ];
}

/** One report as an XLSX file: its sections as on the screen, its figures, and where every figure comes from. */
export async function reportWorkbook(content: ReportContent): Promise<Uint8Array> {
  const sheets = reportSheets(content);
  return workbook({
    title: headOf(content).slice(0, 2).join(", "),
    at: content.made.at,
    sheets,
    notes: {
      facts: [...pins(content), ...signature(content), ...factsOfFile(content.made, sheets)],
      lists: lists(content),
    },
  });
}
