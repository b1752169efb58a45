import { notFound } from "../kernel/failure.ts";
import { unitsToday } from "../orgunit/index.ts";
import { lineUp } from "../orgunit/tree.ts";
import { agreement } from "../cascade/agreement/view.ts";
import { currentTenant } from "../tenant/index.ts";
import type { AgreementPrint, Made } from "./content.ts";
import type { WantedOf } from "./schema.ts";

/** The OPD on whose letterhead an official of one of its units writes. */
async function letterheadOf(unitId: string): Promise<string | null> {
  const units = await unitsToday();
  const line = lineUp(units, unitId).map((id) => units.find((each) => each.unitId === id));
  return (line.find((each) => each?.opd === true) ?? line[0])?.name ?? null;
}

/**
 * A Perjanjian Kinerja as it would be printed now: what was signed, or a draft as tree and posts stand.
 * @throws not_found when it was changed since, or a party of a draft does not hold its post any more.
 */
export async function agreementOf(wanted: WantedOf<"agreement">, made: Made): Promise<AgreementPrint> {
  const { year, unit, post, person, version, paper } = wanted;
  const seen = await agreement({ year, unit, post, person, version });
  const isPrintable = seen.agreement.rev === wanted.rev;
  if (!isPrintable || seen.content === null || seen.hash === null) throw notFound({});
  const { contact } = await currentTenant();
  // Without a superior it is the head of region's own, on the letterhead of the regency.
  const unitName = seen.content.second ? await letterheadOf(unit) : null;
  return { made, content: seen.content, agreement: seen.agreement, hash: seen.hash, unitName, contact, paper };
}
