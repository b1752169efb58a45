import { notBefore } from "../kernel/period.ts";
import * as v from "valibot";
import { TemplateId, UnitId, Year } from "../kernel/id.ts";
import { localDate } from "../kernel/zone.ts";
import { readOperation } from "../operation/operation.ts";
import { PublicCard, PublicHome, type PublicTenant, PublicUnit } from "./schema.ts";
import { Cards, type PublicTemplateRecord, type PublicUnitRecord, Templates, Units } from "./store.ts";
import { everybody, face } from "./visitor.ts";

export { report, verify, version } from "./report.ts";
import { total } from "../rollup/derive.ts";

type Site = {
  readonly tenant: PublicTenant;
  readonly units: readonly PublicUnitRecord[];
  readonly templates: readonly PublicTemplateRecord[];
};

async function site(): Promise<Site | null> {
  const [tenant, units, templates] = await Promise.all([
    face(),
    Units.list({}, { begins: { unit: "" } }),
    Templates.list({}, { begins: { year: "" } }),
  ]);
  return tenant && { tenant, units: units.items, templates: templates.items };
}

const card = (record: PublicCard): PublicCard => {
  const { template, period, unit, unitName, version, status, onTime, publishedAt, figures } = record;
  return { template, period, unit, unitName, version, status, onTime, publishedAt, figures };
};

/** A withdrawn report counts as not published, in numbers and in figures. */
const isOut = ({ status }: PublicCard): boolean => status === "terbit";

const expectedIn = (template: PublicTemplateRecord, period: string): readonly string[] => [
  ...new Set(
    template.assignments
      .filter((a) => notBefore(period, a.from) && (a.until === null || notBefore(a.until, period)))
      .map((a) => a.unit),
  ),
];

function periodsOf(template: PublicTemplateRecord, cards: readonly PublicCard[]): PublicHome["periods"] {
  const formulas = { sections: [], figures: [...template.figures] };
  const periods = [...new Set(cards.map((each) => each.period))].sort();
  return periods.map((period) => {
    const own = cards.filter((each) => each.period === period);
    return {
      period,
      expected: Math.max(expectedIn(template, period).length, own.length),
      published: own.length,
      onTime: own.filter((each) => each.onTime === true).length,
      total: total(
        formulas,
        own.map((each) => each.figures),
      ),
    };
  });
}

export const home = readOperation({
  name: "portal.home",
  summary: "Halaman muka publik sebuah daerah: kinerja yang sudah terbit dalam setahun.",
  input: v.strictObject({ year: v.optional(v.nullable(Year), null) }),
  output: PublicHome,
  load: site,
  policy: everybody,
  run: async ({ input, record, now }) => {
    const { tenant, units, templates } = record;
    const years = [...new Set(templates.map((each) => each.year))]
      .sort()
      .reverse()
      .map((each) => v.parse(Year, each));
    const today = localDate(now, tenant.zone).slice(0, 4);
    const year = input.year ?? years.find((each) => each <= today) ?? v.parse(Year, today);
    const main =
      templates.find((each) => each.year === year && each.template === "rfk") ??
      templates.find((each) => each.year === year);
    const listed = main ? await Cards.list({ year }, { begins: { template: main.template } }) : { items: [] };
    const all = listed.items.filter((each) => each.template === main?.template).map(card);
    const cards = all.filter(isOut);
    const periods = main ? periodsOf(main, cards) : [];
    const latest = periods.at(-1)?.period;
    const names = new Map(units.map((unit) => [unit.unit, unit.name]));
    const published = cards.filter((each) => each.period === latest);
    const there = new Set<string>(published.map((each) => each.unit));
    const withdrawn = new Set<string>(
      all.filter((each) => each.period === latest && !isOut(each)).map((each) => each.unit),
    );
    return {
      tenant,
      year,
      years,
      template: main ? { id: v.parse(TemplateId, main.template), name: main.name, short: main.short } : null,
      labels: [...(main?.labels ?? [])],
      periods,
      latest:
        main && latest
          ? {
              period: latest,
              reports: published,
              absent: expectedIn(main, latest)
                .filter((unit) => !there.has(unit))
                .map((unit) => ({ unit, name: names.get(unit) ?? unit, withdrawn: withdrawn.has(unit) })),
            }
          : null,
      units: units
        .filter((unit) => unit.opd)
        .map(({ unit, name, short, kind }) => ({
          unit: v.parse(UnitId, unit),
          name,
          short,
          kind,
          published: cards.filter((each) => each.unit === unit).length,
        })),
      asOf: now.toISOString(),
    };
  },
});

export const year = readOperation({
  name: "portal.year",
  summary: "Semua laporan terbit satu templat dalam setahun, untuk data terbuka; yang ditarik tanpa angka.",
  input: v.strictObject({ template: TemplateId, year: Year }),
  output: v.strictObject({ reports: v.array(PublicCard) }),
  load: site,
  policy: everybody,
  run: async ({ input }) => {
    const { items } = await Cards.list({ year: input.year }, { begins: { template: input.template } });
    return { reports: items.filter((each) => each.template === input.template).map(card) };
  },
});

export const unit = readOperation({
  name: "portal.unit",
  summary: "Laporan terbit satu perangkat daerah dalam setahun.",
  input: v.strictObject({ unit: UnitId, year: Year }),
  output: PublicUnit,
  load: async ({ unit: id }) => {
    const found = await site();
    const own = found?.units.find((each) => each.unit === id);
    return found && own ? { ...found, own } : null;
  },
  policy: everybody,
  run: async ({ input, record, now }) => {
    const { items } = await Cards.list({ year: input.year });
    const { unit: id, name, short, kind } = record.own;
    return {
      tenant: record.tenant,
      unit: { id: v.parse(UnitId, id), name, short, kind },
      year: input.year,
      templates: record.templates
        .filter((each) => each.year === input.year)
        .map((each) => ({
          id: v.parse(TemplateId, each.template),
          name: each.name,
          short: each.short,
          labels: [...each.labels],
        })),
      reports: items.filter((each) => each.unit === input.unit).map(card),
      asOf: now.toISOString(),
    };
  },
});
