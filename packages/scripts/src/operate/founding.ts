import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import { BudgetVersion, BudgetLine } from "@selaras/core/budget/schema.ts";
import { Person } from "@selaras/core/account/schema.ts";
import { Period, TemplateId, UnitId, Year } from "@selaras/core/kernel/id.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { windowsByRule } from "@selaras/core/calendar/rules.ts";
import type { Window } from "@selaras/core/calendar/schema.ts";
import { OrgUnit } from "@selaras/core/orgunit/schema.ts";
import { Post } from "@selaras/core/position/schema.ts";
import { TEMPLATE_PACKS } from "@selaras/core/template/packs/index.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { DEFAULT_SETTINGS, Tenant, TenantSettings } from "@selaras/core/tenant/schema.ts";
import * as v from "valibot";

/** The file that a regency is founded from: one JSON document, validated as a whole before anything is asked of the table. */

/** Starter packs that a file may name. */
export const TEMPLATES: ReadonlyMap<string, TemplateDefinition> = new Map(
  TEMPLATE_PACKS.map(({ definition }) => [definition.id, definition]),
);
export const CHAINS = new Map([[threeTiers.chain, threeTiers]]);

const FIRST_VERSION = 1;
const LONGEST_USERNAME = 60;
/** Every month has the day. */
const LAST_COMMON_DAY = 28;

const text = v.pipe(v.string(), v.trim(), v.minLength(1, "Tidak boleh kosong."));
const oneOf = (names: Iterable<string>) => v.picklist([...names]);
const some = <S extends v.GenericSchema>(each: S) =>
  v.pipe(v.array(each), v.minLength(1, "Sebutkan paling sedikit satu."));

const { id: slug, area, zone, brand } = Tenant.entries;
const Regency = v.strictObject({
  slug,
  /** Official name as on letterheads. */
  name: text,
  short: text,
  area,
  zone,
  brand,
  province: text,
  capital: text,
  contact: text,
  /** True while the figures are invented: every page says so. */
  demo: v.optional(v.boolean(), false),
  settings: v.optional(TenantSettings, DEFAULT_SETTINGS),
});

const { opd: _opd, successors: _successors, ...unitEntries } = OrgUnit.entries;
/** A unit without a parent is an OPD. */
const Unit = v.strictObject({
  ...unitEntries,
  code: v.optional(unitEntries.code, null),
  parent: v.optional(unitEntries.parent, null),
  until: v.optional(unitEntries.until, null),
});

const { person: _person, grantedBy: _grantedBy, ...postEntries } = Post.entries;
const HeldPost = v.strictObject({
  ...postEntries,
  until: v.optional(postEntries.until, null),
  holding: v.optional(postEntries.holding, "definitif"),
});

const { subject: _subject, active: _active, ...personEntries } = Person.entries;
const Official = v.strictObject({
  ...personEntries,
  nip: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\d{18}$/, "NIP terdiri atas 18 angka."))), null),
  rank: v.optional(personEntries.rank, null),
  email: v.pipe(v.string(), v.email("Bukan alamat surel.")),
  /** What is typed at sign-in; one account may work in several regencies. */
  username: v.pipe(
    v.string(),
    v.maxLength(LONGEST_USERNAME),
    v.regex(/^[a-z][a-z0-9._-]+$/, "Nama pengguna hanya huruf kecil, angka, titik, garis bawah dan tanda hubung."),
  ),
  posts: some(HeldPost),
});

/** A day of the month reported about, or of a month after it. */
const DayRule = v.strictObject({
  monthsAfter: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIMITS.calendarMonthsAfterMost)),
  day: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LAST_COMMON_DAY)),
});
const CalendarRule = v.strictObject({
  year: Year,
  templates: some(TemplateId),
  opens: DayRule,
  due: DayRule,
  lock: DayRule,
});

const { hash: _hash, total: _total, ...budgetEntries } = BudgetVersion.entries;
const Budget = v.strictObject({ ...budgetEntries, lines: some(BudgetLine) });
/** The second file, for budgets that come later or from somebody else. */
export const Budgets = v.array(Budget);

export const Founding = v.strictObject({
  regency: Regency,
  units: some(Unit),
  people: some(Official),
  chain: oneOf(CHAINS.keys()),
  templates: some(v.strictObject({ template: oneOf(TEMPLATES.keys()), effectiveFrom: Period })),
  calendar: v.array(CalendarRule),
  assignments: v.array(
    v.strictObject({
      template: TemplateId,
      units: some(UnitId),
      from: Period,
      until: v.optional(v.nullable(Period), null),
    }),
  ),
  budgets: v.optional(Budgets, []),
});
export type Founding = v.InferOutput<typeof Founding>;
export type CalendarRule = v.InferOutput<typeof CalendarRule>;

/** Periods of a template's year with the days of a rule, ready to be planned. */
export const windowsOfYear = (rule: CalendarRule, template: string): readonly Window[] =>
  windowsByRule(TEMPLATES.get(template)?.periodType ?? "bulan", rule.year, rule).map((window) => ({
    template: v.parse(TemplateId, template),
    ...window,
    rev: FIRST_VERSION,
  }));
