import { periodOfMonth } from "../kernel/period.ts";
import * as v from "valibot";
import { type Official, context } from "../kernel/context.ts";
import { forbidden } from "../kernel/failure.ts";
import { formatPeriod, monthNames } from "../kernel/format.ts";
import { Period, reportId, TemplateId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { addMonths, localMonth } from "../kernel/zone.ts";
import { readOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { unitsToday } from "../orgunit/index.ts";
import type { OrgUnit } from "../orgunit/schema.ts";
import { isWithin, lineUp } from "../orgunit/tree.ts";
import { seesWholeTenant } from "../position/rules.ts";
import { Heads } from "../report/store.ts";
import { STATE_WORD } from "../report/machine.ts";
import { templateNames } from "../template/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { WHOLE_TENANT, Words } from "./store.ts";
import { matches, wordsOf } from "./words.ts";

const Found = v.strictObject({
  kind: v.picklist(["unit", "report", "sub-kegiatan"]),
  label: v.string(),
  note: v.string(),
  /** What to open: a unit id, a report id, or the code of a sub kegiatan with its unit. */
  target: v.strictObject({ unit: v.string(), report: v.nullable(v.string()), code: v.nullable(v.string()) }),
});
type Found = v.InferOutput<typeof Found>;
type Reach = { readonly whole: boolean; readonly units: readonly OrgUnit[]; readonly own: readonly string[] };

/** Whether the person's posts reach a unit: its own line up or down, or the whole tenant. */
const reaches = ({ whole, units }: Reach, posts: Official["posts"], unit: string): boolean =>
  whole || posts.some((post) => isWithin(units, unit, post.unit) || isWithin(units, post.unit, unit));

const findUnits = (looked: readonly string[], units: readonly OrgUnit[]): readonly OrgUnit[] =>
  units.filter((unit) => matches(looked, `${unit.name} ${unit.short}`));

async function findLines(looked: readonly string[], reach: Reach): Promise<Found[]> {
  const longest = [...looked].sort((a, b) => b.length - a.length)[0];
  if (!longest) return [];
  const scopes = reach.whole ? [WHOLE_TENANT] : reach.own.slice(0, 6);
  const pages = await Promise.all(
    scopes.map((scope) => Words.list({ scope }, { begins: { word: longest }, limit: 200 })),
  );
  const names = new Map<string, OrgUnit>(reach.units.map((unit) => [unit.unitId, unit]));
  const hits = pages
    .flatMap((page) => page.items)
    .filter((item) => matches(looked, `${item.label} ${names.get(item.unit)?.name ?? ""}`));
  const once = new Map(hits.map((item) => [`${item.unit} ${item.code} ${item.year}`, item]));
  return [...once.values()].map((item) => ({
    kind: "sub-kegiatan" as const,
    label: item.label,
    note: `${item.code} · ${names.get(item.unit)?.short ?? item.unit} · ${item.year}`,
    target: { unit: item.unit, report: null, code: item.code },
  }));
}

/** Months named in the question, each standing for the period of a template in which it lies ("maret", "mar 2026"); none named = the three up to now. */
function monthsAsked(looked: readonly string[], today: string): { months: readonly string[]; rest: readonly string[] } {
  const year = looked.find((word) => /^20\d\d$/.test(word)) ?? today.slice(0, 4);
  const isMonth = (word: string): boolean =>
    word.length >= 3 && monthNames.some((name) => name.toLowerCase().startsWith(word));
  const months = monthNames.flatMap((name, i) =>
    looked.some((word) => isMonth(word) && name.toLowerCase().startsWith(word))
      ? [`${year}-${String(i + 1).padStart(2, "0")}`]
      : [],
  );
  const rest = looked.filter((word) => !isMonth(word) && !/^20\d\d$/.test(word));
  return { months: months.length > 0 ? months : [today, addMonths(today, -1), addMonths(today, -2)], rest };
}

async function findReports(
  looked: readonly string[],
  reach: Reach,
  posts: Official["posts"],
  today: string,
): Promise<Found[]> {
  const { months, rest } = monthsAsked(looked, today);
  const templates = await templateNames();
  const named = templates.filter((each) => rest.some((word) => matches([word], `${each.short} ${each.name}`)));
  const unitWords = rest.filter((word) => !named.some((each) => matches([word], `${each.short} ${each.name}`)));
  if (unitWords.length === 0 && named.length === 0 && rest.length === looked.length) return [];
  const candidates = (
    unitWords.length > 0
      ? findUnits(unitWords, reach.units)
      : reach.units.filter((unit) => reach.own.includes(unit.unitId))
  )
    .filter((unit) => unit.opd && reaches(reach, posts, unit.unitId))
    .slice(0, 8);
  const wanted = (named.length > 0 ? named : templates).flatMap((template) =>
    candidates.flatMap((unit) =>
      [...new Set(months.map((month) => periodOfMonth(template.periodType, month)))].map((period) => ({
        template,
        unit,
        id: reportId({
          template: v.parse(TemplateId, template.template),
          period: v.parse(Period, period),
          unit: v.parse(UnitId, unit.unitId),
          version: 1,
        }),
      })),
    ),
  );
  const heads = new Map(
    (await Heads.getMany(wanted.slice(0, 80).map(({ id }) => ({ reportId: id })))).map((head) => [head.reportId, head]),
  );
  return wanted.flatMap(({ template, unit, id }) => {
    const head = heads.get(id);
    return head
      ? [
          {
            kind: "report" as const,
            label: `${template.short} ${formatPeriod(head.period)}`,
            note: `${unit.short} · ${STATE_WORD[head.state]}`,
            target: { unit: unit.unitId, report: id, code: null },
          },
        ]
      : [];
  });
}

export const find = readOperation({
  name: "search.find",
  summary: "Mencari perangkat daerah, laporan dan sub kegiatan menurut awal kata.",
  input: v.strictObject({
    q: v.pipe(
      v.string(),
      v.trim(),
      v.minLength(2, "Tulis paling sedikit dua huruf."),
      v.maxLength(LIMITS.searchCharacters),
    ),
  }),
  output: v.strictObject({ results: v.array(Found) }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat, dalam jangkauan jabatannya"),
  run: async ({ input, actor }) => {
    if (actor.kind !== "official") throw forbidden({ act: "mencari" });
    const looked = wordsOf(input.q);
    if (looked.length === 0) return { results: [] };
    const [tenant, units] = await Promise.all([currentTenant(), unitsToday()]);
    const own = [...new Set(actor.posts.flatMap((post) => lineUp(units, post.unit)))];
    const reach: Reach = { whole: seesWholeTenant(actor.posts, tenant), units, own };
    const today = localMonth(context().now, tenant.zone);
    const [lines, reports] = await Promise.all([
      findLines(looked, reach),
      findReports(looked, reach, actor.posts, today),
    ]);
    const named = findUnits(looked, units).map(
      (unit): Found => ({
        kind: "unit",
        label: unit.name,
        note: unit.short,
        target: { unit: unit.unitId, report: null, code: null },
      }),
    );
    return { results: [...named.slice(0, 6), ...reports.slice(0, 8), ...lines].slice(0, LIMITS.searchResults) };
  },
});
