import { hundredths, toHundredths } from "./amounts.ts";
import { castOf } from "./cast.ts";
import { monthPlus } from "./months.ts";
import { realisationOf } from "./realisation.ts";
import { type DemoPlan, type ReturnedReport, type TenantId, type TenantPlan, tenantIds } from "./types.ts";

const publishedCount = 3;

/**
 * The state of the demonstration seen from the open month ("2026-10"): the month before it is in review, the three
 * before that are closed and published. `earlierMonths` run back to January of the oldest published month's year.
 */
export function demoPlan(openMonth: string): DemoPlan {
  const reviewMonth = monthPlus(openMonth, -1);
  const publishedMonths = [3, 2, 1].map((back) => monthPlus(reviewMonth, -back));
  const oldest = monthPlus(reviewMonth, -publishedCount);
  const earlier = Number(oldest.slice(5)) - 1;
  return {
    openMonth,
    reviewMonth,
    publishedMonths,
    earlierMonths: Array.from({ length: earlier }, (_, index) => monthPlus(oldest, index - earlier)),
    tenants: tenantIds.map((tenant) => tenantPlan(tenant, reviewMonth)),
  };
}

function tenantPlan(tenant: TenantId, reviewMonth: string): TenantPlan {
  const { detailed, light, silent } = castOf(tenant);
  const returned = returnedReport(tenant, reviewMonth);
  return {
    tenant,
    detailed,
    light,
    silent,
    // The report that was sent back and resubmitted waits for the verifier again; so does the first OPD's.
    review: detailed.map((unit, place) => ({
      unit,
      stage: unit === returned.unit || place === 0 ? "submitted" : "verified",
    })),
    returned,
    drafting: detailed.slice(0, 1),
  };
}

/** The first submission lacked a zero: a mistake that no rule can refuse and only a person with the list can see. */
function returnedReport(tenant: TenantId, month: string): ReturnedReport {
  const { unit, code } = castOf(tenant).returned;
  const row = realisationOf(tenant, unit, month).find((one) => one.code === code);
  if (row === undefined) throw new Error(`${unit} of ${tenant} has no row ${code}`);
  return {
    unit,
    month,
    code,
    wrongMoney: hundredths(toHundredths(row.money) / 10n),
    reason:
      "Realisasi keuangan baris ini tidak sesuai dengan daftar SP2D, tampaknya kurang satu nol. Mohon diperbaiki.",
  };
}
