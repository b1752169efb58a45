import type { Label } from "@selaras/core/portal/schema.ts";

/**
 * Which public figures play a part in charts and headlines. Templates are the tenant's own and name no such parts yet,
 * so they are read from the figures' ids and labels: percentages with "keuangan", "fisik" and "rencana" in them. Where
 * nothing fits there is no chart, and the first percentage leads.
 */
export type Roles = {
  /** The figure that leads: money by habit, else the first percentage. */
  readonly main: Label | null;
  readonly money: Label | null;
  readonly physical: Label | null;
  readonly plan: Label | null;
  readonly deviation: Label | null;
  /** Money spent so far and the ceiling it is a share of. */
  readonly spent: Label | null;
  readonly pagu: Label | null;
};

export function rolesOf(labels: readonly Label[]): Roles {
  const named = (label: Label, word: RegExp) => word.test(`${label.id} ${label.label}`.toLowerCase());
  const percents = labels.filter((label) => label.type === "percent");
  const done = percents.filter((label) => !named(label, /rencana|target|rak\b|devia|selisih|sisa/));
  const plans = percents.filter((label) => named(label, /rencana|rak\b/));
  const sums = labels.filter((label) => label.type === "money");
  const spent = sums.filter((label) => named(label, /realisasi|serapan/) && !named(label, /fisik|rencana|rak\b|sisa/));
  const deviations = percents.filter((label) => named(label, /devia/));
  const money = done.find((label) => named(label, /keuangan|anggaran|serapan/)) ?? null;
  const physical = done.find((label) => named(label, /fisik/)) ?? null;
  return {
    main: money ?? done[0] ?? null,
    money,
    physical,
    plan: plans.find((label) => named(label, /fisik/)) ?? plans[0] ?? null,
    deviation: deviations.find((label) => named(label, /fisik/)) ?? deviations[0] ?? null,
    spent: spent.find((label) => named(label, /s\.d\.|kumulatif/)) ?? spent[0] ?? null,
    pagu: sums.find((label) => named(label, /pagu/)) ?? null,
  };
}
