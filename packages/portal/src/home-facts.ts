import {
  absolute,
  compare,
  decimal,
  divide,
  HUNDRED,
  isNegative,
  isZero,
  multiply,
  subtract,
} from "@selaras/core/kernel/decimal.ts";
import { formatNumber, formatPercent, formatPeriod } from "@selaras/core/kernel/format.ts";
import type { Label, PublicCard, PublicHome } from "@selaras/core/portal/schema.ts";
import { chartFigure, type WireFigure } from "./figure-text.ts";
import { type Roles, rolesOf } from "./roles.ts";

export type Ranked = { readonly card: PublicCard; readonly rank: number };

/** "6 dari 8 OPD". */
export const countOf = (part: number, whole: number, noun = "OPD"): string => `${part} dari ${whole} ${noun}`;

/** The share in percent for a bar; 0 of 0 is 0. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);

/** The share as text, or null when nothing was expected. */
export function shareText(part: number, whole: number): string | null {
  if (whole === 0) return null;
  return formatPercent(divide(decimal(BigInt(part * 100)), decimal(BigInt(whole))));
}

const small = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** The sentence that states the finding of a regency's year. */
export function finding({ latest, labels, periods, year, template }: PublicHome): string {
  const summary = periods.find((each) => each.period === latest?.period);
  if (template === null) return `Belum ada laporan yang ditetapkan untuk tahun ${year}`;
  if (latest === null || summary === undefined) return `Belum ada laporan yang terbit untuk tahun ${year}`;
  const { published, expected } = summary;
  const reported = published === expected ? `seluruh ${expected} OPD` : countOf(published, expected);
  const start = `Sampai ${formatPeriod(latest.period)}, ${reported} telah menerbitkan laporan`;
  const { main, money } = rolesOf(labels);
  const figure = main === null ? undefined : summary.total[main.id];
  if (main === null || figure?.kind !== "value") return start;
  const amount = formatPercent(decimal(figure.amount));
  if (main !== money) return `${start}; ${small(main.label)} ${amount}`;
  const base = published === expected ? "pagu" : `pagu ${published === 1 ? "OPD itu" : `${published} OPD itu`}`;
  return `${start}; realisasi keuangan ${amount} dari ${base}`;
}

/** What the S curve says: how far the realisation stands from the plan, in points. Null without both figures. */
export function deviationSentence(total: Readonly<Record<string, WireFigure>>, roles: Roles): string | null {
  const plan = roles.plan === null ? undefined : total[roles.plan.id];
  const against = /fisik/i.test(`${roles.plan?.id} ${roles.plan?.label}`)
    ? roles.physical
    : (roles.money ?? roles.physical);
  const done = against === null ? undefined : total[against.id];
  if (plan?.kind !== "value" || done?.kind !== "value") return null;
  const name = against === roles.physical ? "Realisasi fisik" : "Realisasi keuangan";
  const distance = subtract(decimal(done.amount), decimal(plan.amount));
  if (isZero(distance)) return `${name} sesuai rencana`;
  const points = formatNumber(absolute(distance), 2);
  return `${name} ${points} poin di ${isNegative(distance) ? "bawah" : "atas"} rencana`;
}

/**
 * Units in the order of their leading figure. A unit without that figure is in `unranked`: incomplete is neither good
 * nor bad. Equal figures share a rank.
 */
export function ranking(
  cards: readonly PublicCard[],
  main: Label | null,
): { ranked: readonly Ranked[]; unranked: readonly PublicCard[] } {
  const amount = (card: PublicCard) => {
    const figure = main === null ? undefined : card.figures[main.id];
    return figure?.kind === "value" ? decimal(figure.amount) : null;
  };
  const found = cards.flatMap((card) => {
    const own = amount(card);
    return own === null ? [] : [{ card, own }];
  });
  found.sort((a, b) => compare(b.own, a.own) || a.card.unitName.localeCompare(b.card.unitName, "id"));
  const ranked = found.map(({ card, own }) => ({
    card,
    rank: 1 + found.filter((other) => compare(other.own, own) > 0).length,
  }));
  const unranked = cards.filter((card) => amount(card) === null);
  return { ranked, unranked: [...unranked].sort((a, b) => a.unitName.localeCompare(b.unitName, "id")) };
}

/** The percentages a list of units has room for: the leading one, physical progress, deviation or plan. */
export function columnsOf(labels: readonly Label[]): readonly Label[] {
  const { main, physical, deviation, plan } = rolesOf(labels);
  const others = labels.filter((label) => label.type === "percent");
  const wanted = [main, physical, deviation ?? plan, ...others].filter((label) => label !== null);
  return [...new Set(wanted)].slice(0, 3);
}

/** What stands in large type: the same percentages, or the first figures of a template without any. */
export function headlinesOf(labels: readonly Label[]): readonly Label[] {
  const percents = columnsOf(labels);
  return percents.length > 0 ? percents : labels.slice(0, 4);
}

/**
 * "Rp89,00 miliar dari Rp125,00 miliar": what the leading percentage is made of. Null unless the two amounts give
 * exactly that percentage, as the parts are found by their names only.
 */
export function spentText(figures: Readonly<Record<string, WireFigure>>, { main, spent, pagu }: Roles): string | null {
  if (main === null || spent === null || pagu === null) return null;
  const [share, part, whole] = [figures[main.id], figures[spent.id], figures[pagu.id]];
  if (share?.kind !== "value" || part?.kind !== "value" || whole?.kind !== "value") return null;
  const ceiling = decimal(whole.amount);
  if (isZero(ceiling)) return null;
  const computed = divide(multiply(decimal(part.amount), HUNDRED), ceiling);
  if (formatPercent(computed) !== formatPercent(decimal(share.amount))) return null;
  return `${chartFigure(part, spent)?.text} dari ${chartFigure(whole, pagu)?.text}`;
}
