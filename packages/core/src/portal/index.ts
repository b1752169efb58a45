import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { type Actor, publicTenantId } from "../kernel/context.ts";
import { allow } from "../kernel/decision.ts";
import { Period, TemplateId, UnitId, Year } from "../kernel/id.ts";
import { localDate } from "../kernel/zone.ts";
import { readOperation } from "../operation/operation.ts";
import { PublicCard, PublicHome, PublicReport, type PublicTenant, PublicUnit } from "./schema.ts";
import { Cards, Faces, Pages, type PublicTemplateRecord, type PublicUnitRecord, Templates, Units } from "./store.ts";
import { total } from "../rollup/derive.ts";

const everybody = {
  sentence: "setiap orang tanpa masuk: hanya proyeksi yang sudah terbit",
  sees: (actor: Actor) => actor.kind === "visitor",
  may: () => allow,
};

type Site = {
  readonly tenant: PublicTenant;
  readonly units: readonly PublicUnitRecord[];
  readonly templates: readonly PublicTemplateRecord[];
};

async function site(): Promise<Site | null> {
  const [face, units, templates] = await Promise.all([
    Faces.get({}),
    Units.list({}, { begins: { unit: "" } }),
    Templates.list({}, { begins: { year: "" } }),
  ]);
  if (!face) return null;
  const { stamp: _stamp, ...shown } = face;
  return { tenant: { ...shown, id: publicTenantId() }, units: units.items, templates: templates.items };
}

const card = ({ template, period, unit, unitName, version, onTime, publishedAt, figures }: PublicCard): PublicCard => ({
  template,
  period,
  unit,
  unitName,
  version,
  onTime,
  publishedAt,
  figures,
});

const expectedIn = (template: PublicTemplateRecord, period: string): readonly string[] => [
  ...new Set(
    template.assignments.filter((a) => a.from <= period && (a.until === null || period <= a.until)).map((a) => a.unit),
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
    const cards = listed.items.filter((each) => each.template === main?.template).map(card);
    const periods = main ? periodsOf(main, cards) : [];
    const latest = periods.at(-1)?.period;
    const names = new Map(units.map((unit) => [unit.unit, unit.name]));
    const published = cards.filter((each) => each.period === latest);
    const there = new Set<string>(published.map((each) => each.unit));
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
                .map((unit) => ({ unit, name: names.get(unit) ?? unit })),
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
  summary: "Semua laporan terbit satu templat dalam setahun, untuk data terbuka.",
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

export const report = readOperation({
  name: "portal.report",
  summary: "Satu laporan yang sudah terbit.",
  input: v.strictObject({ template: TemplateId, period: Period, unit: UnitId }),
  output: PublicReport,
  load: async ({ template, period, unit: id }) => {
    const [page, face] = await Promise.all([Pages.get({ template, period, unit: id }), Faces.get({})]);
    if (!page || !face) return null;
    const { stamp: _stamp, ...shown } = face;
    const body = JSON.parse(gunzipSync(page.body).toString("utf8")) as Omit<PublicReport, "tenant">;
    return { ...body, tenant: { ...shown, id: publicTenantId() } };
  },
  policy: everybody,
  run: async ({ record }) => record,
});
