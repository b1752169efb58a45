import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { decimal } from "../kernel/decimal.ts";
import { failure } from "../kernel/failure.ts";
import type { BudgetLine, BudgetVersion } from "./schema.ts";

export const rakMismatch = failure<{ code: string; pagu: string; rak: string }>(
  "budget.rak",
  "refused",
  ({ code, pagu, rak }) =>
    `RAK sub kegiatan ${code} berjumlah ${rak}, padahal pagunya ${pagu}. Perbaiki berkas, lalu kirim kembali.`,
);
export const physicalMismatch = failure<{ code: string; sum: string }>(
  "budget.physical",
  "refused",
  ({ code, sum }) => `Rencana fisik sub kegiatan ${code} berjumlah ${sum}, seharusnya 100.`,
);
export const twice = failure<{ code: string }>(
  "budget.twice",
  "refused",
  ({ code }) => `Sub kegiatan ${code} tertulis dua kali.`,
);

const sum = (texts: readonly string[]) => texts.reduce((total, each) => total.plus(decimal(each)), decimal("0"));

/** A budget is refused as a whole when one line does not add up. */
export function sound(lines: readonly BudgetLine[]): Decision {
  const seen = new Set<string>();
  for (const line of lines) {
    if (seen.has(line.code)) return refuse(twice({ code: line.code }));
    seen.add(line.code);
    const rak = sum(line.rak);
    if (!rak.eq(decimal(line.pagu))) {
      return refuse(rakMismatch({ code: line.code, pagu: line.pagu, rak: rak.toFixed() }));
    }
    const physical = sum(line.physical);
    if (!physical.eq(decimal("100"))) return refuse(physicalMismatch({ code: line.code, sum: physical.toFixed() }));
  }
  return allow;
}

/** The version in force at the end of a month: the latest that takes effect in it or before. */
export function inForce<V extends Pick<BudgetVersion, "stage" | "n"> & { readonly effectiveFrom: string }>(
  versions: readonly V[],
  period: string,
): V | null {
  const order = { murni: 0, pergeseran: 1, perubahan: 2 } as const;
  const candidates = versions.filter((version) => version.effectiveFrom <= period);
  candidates.sort(
    (a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom) || order[a.stage] - order[b.stage] || a.n - b.n,
  );
  return candidates.at(-1) ?? null;
}

/** Sum of the first `month` (1..12) entries of a yearly plan, canonical text. */
export const through = (plan: readonly string[], month: number): string => sum(plan.slice(0, month)).toFixed();
