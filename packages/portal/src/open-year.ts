import { decimal, round, text } from "@selaras/core/kernel/decimal.ts";
import type { Label, PublicCard } from "@selaras/core/portal/schema.ts";
import type { OpenYear } from "./contract.ts";
import { type WireFigure, figureText } from "./figure-text.ts";

type Line = {
  readonly period: string;
  readonly unit: string;
  readonly unitName: string;
  readonly card: PublicCard | null;
};

/** Published reports, and those missing in the latest month, so that nobody mistakes silence for nothing to report. */
function linesOf({ home, reports }: OpenYear): readonly Line[] {
  const lines = reports.map((card): Line => ({ period: card.period, unit: card.unit, unitName: card.unitName, card }));
  const { latest } = home;
  const told = new Set(lines.map((line) => `${line.period} ${line.unit}`));
  const absent = (latest?.absent ?? []).flatMap(({ unit, name }): Line[] => {
    const period = latest?.period ?? "";
    // A withdrawn report has its own line already.
    return told.has(`${period} ${unit}`) ? [] : [{ period, unit, unitName: name, card: null }];
  });
  return [...lines, ...absent].sort((a, b) => a.period.localeCompare(b.period) || a.unit.localeCompare(b.unit));
}

/** A text that a spreadsheet may not take for a formula, quoted where the format wants it. */
function textCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Percentages are quotients of up to forty digits; six decimals are enough to compute with. */
const DECIMALS_AT_MOST = 6;

/** The amount with a decimal comma and no thousands dots; empty without a number, never 0. */
const amountCell = (figure: WireFigure | undefined): string =>
  figure?.kind === "value" ? text(round(decimal(figure.amount), DECIMALS_AT_MOST, "half-up")).replace(".", ",") : "";

/** Why figures of a line have no number. */
function remarks(figures: Readonly<Record<string, WireFigure>>, labels: readonly Label[]): string {
  return labels
    .flatMap((label) => {
      const { number, word, why } = figureText(figures[label.id], label);
      return number === null ? [`${label.label}: ${word ?? ""}${why === null ? "" : ` (${why})`}`] : [];
    })
    .join(" | ");
}

const timeliness = (onTime: boolean | null): string => (onTime === null ? "" : onTime ? "ya" : "tidak");

/** The year as CSV: figures of the signed snapshots, cumulative as the labels say. JSON has them unrounded. */
export function openCsv(year: OpenYear): string {
  const { labels, tenant } = year.home;
  const unitOf = (label: Label) =>
    label.type === "percent" ? " (%)" : label.type === "money" ? " (Rp)" : label.unit ? ` (${label.unit})` : "";
  const fixed = ["periode", "kode_opd", "perangkat_daerah", "keadaan", "versi", "tepat_waktu", "terbit_pada"];
  const head = [
    ...fixed,
    ...labels.map((label) => (label.label.includes(unitOf(label).trim()) ? label.label : label.label + unitOf(label))),
    "keterangan",
    "sumber",
  ];
  const source = tenant.demo ? `${tenant.name} (angka contoh)` : tenant.name;
  const body = linesOf(year).map(({ period, unit, unitName, card }) => [
    period,
    textCell(unit),
    textCell(unitName),
    card?.status ?? "belum lapor",
    card === null ? "" : String(card.version),
    card === null ? "" : timeliness(card.onTime),
    card?.publishedAt ?? "",
    ...labels.map((label) => amountCell(card?.figures[label.id])),
    card === null || card.status === "ditarik" ? "" : textCell(remarks(card.figures, labels)),
    textCell(source),
  ]);
  return `\uFEFF${[head.map(textCell), ...body].map((cells) => cells.join(";")).join("\r\n")}\r\n`;
}

/** The same as JSON: amounts as exact decimal texts, figures without a number with their state. */
export function openJson(year: OpenYear): unknown {
  const { tenant, template, labels, periods, asOf } = year.home;
  return {
    daerah: { id: tenant.id, nama: tenant.name, contoh: tenant.demo },
    laporan: template,
    tahun: year.home.year,
    keadaanPer: asOf,
    angka: labels,
    bulan: periods,
    baris: linesOf(year).map(({ period, unit, unitName, card }) => ({
      periode: period,
      opd: { id: unit, nama: unitName },
      keadaan: card?.status ?? "belum lapor",
      versi: card?.version ?? null,
      tepatWaktu: card?.onTime ?? null,
      terbitPada: card?.publishedAt ?? null,
      angka: card?.figures ?? {},
    })),
  };
}
