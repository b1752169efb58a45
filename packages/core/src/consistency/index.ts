import * as v from "valibot";
import { fromWire } from "../expression/figure.ts";
import { ensure } from "../kernel/decision.ts";
import { Period, Revision, TemplateId, UnitId, Year } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { yearOf } from "../kernel/period.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, holdsOne, offices } from "../operation/policies.ts";
import { figuresOver } from "../rollup/index.ts";
import type { FiguresView } from "../rollup/schema.ts";
import { definitionOf, templateNames, versionsOf } from "../template/index.ts";
import { comparable, compared, linksFull, linkStale, periodOfSide, toleranceOf, unknownSide } from "./rules.ts";
import { ConsistencyBoard, Counterpart, FigureLink, LinkId, type Side } from "./schema.ts";
import { Links } from "./store.ts";

type LinkView = ConsistencyBoard["links"][number];
type SideView = LinkView["sides"][number];
type Standing = LinkView["rows"][number]["values"][number];
type Choice = ConsistencyBoard["choices"][number];

/** Posts that declare which figures are one. */
const KEEPERS = ["admin", "bappeda"];
const keepers = offices("admin daerah dan Bappeda", KEEPERS, "menetapkan tautan angka antarlaporan");
const published = everyOfficial("setiap pejabat daerah ini (hanya angka yang sudah terbit)");

/** Every template with the numbers of its newest version. */
async function choicesNow(): Promise<readonly Choice[]> {
  const names = await templateNames();
  const found = await Promise.all(
    names.map(async ({ template, short, periodType }): Promise<Choice[]> => {
      const newest = (await versionsOf(template)).findLast((each) => each.status === "published");
      const definition = newest && (await definitionOf(newest.hash));
      const figures = (definition?.figures ?? []).filter((each) => each.type !== "text");
      const labelled = figures.map(({ id, label, type, unit, decimals }) => ({
        id,
        label,
        type,
        unit: unit ?? null,
        decimals,
      }));
      return [{ template: v.parse(TemplateId, template), short, periodType, figures: labelled }];
    }),
  );
  return found.flat();
}

function sideView(side: Side, choices: readonly Choice[], year: string): SideView {
  const choice = choices.find((each) => each.template === side.template);
  const figure = choice?.figures.find((each) => each.id === side.figure);
  const period = choice ? periodOfSide(side, choice.periodType, year) : null;
  return {
    ...side,
    // A figure that the newest version does not have any more is still named, by what is left of its name.
    label: figure?.label ?? side.figure,
    type: figure?.type ?? "number",
    unit: figure?.unit ?? null,
    decimals: figure?.decimals ?? 2,
    short: choice?.short ?? side.template,
    period: period === null ? null : v.parse(Period, period),
  };
}

/** Reads each template and period once, however many links name it. */
function reader(now: Date) {
  const asked = new Map<string, Promise<FiguresView>>();
  return (template: TemplateId, period: Period): Promise<FiguresView> => {
    const key = `${template} ${period}`;
    const known = asked.get(key) ?? figuresOver(template, period, now);
    asked.set(key, known);
    return known;
  };
}
type Reader = ReturnType<typeof reader>;

const NOTHING: Standing = { figure: null, report: null, counted: 0, expected: 0 };

/** What stands of a figure: of one unit, or of the region for null. */
function standing(view: FiguresView | null, figure: string, unit: string | null): Standing {
  if (!view) return NOTHING;
  const { units, total, counted, expected } = view;
  if (unit === null) {
    const [only] = units;
    return {
      figure: counted === 0 ? null : (total[figure] ?? null),
      report: units.length === 1 && only ? only.report : null,
      counted,
      expected,
    };
  }
  const own = units.find((each) => each.unit === unit);
  return own
    ? {
        figure: own.figures[figure] ?? null,
        report: own.report,
        counted: own.reports.length,
        expected: own.reports.length + own.absent.length,
      }
    : { ...NOTHING, expected: 1 };
}

const viewsOf = (sides: readonly SideView[], read: Reader): Promise<readonly (FiguresView | null)[]> =>
  Promise.all(sides.map(async ({ template, period }) => (period === null ? null : read(template, period))));

async function linkView(link: FigureLink, choices: readonly Choice[], year: string, read: Reader): Promise<LinkView> {
  const sides = link.sides.map((side) => sideView(side, choices, year));
  const views = await viewsOf(sides, read);
  const named = new Map(views.flatMap((view) => (view?.units ?? []).map(({ unit, short }) => [unit, short] as const)));
  const units = [...named].toSorted(([, a], [, b]) => a.localeCompare(b, "id"));
  const row = (unit: string | null, name: string): LinkView["rows"][number] => {
    const values = sides.map((side, i) => standing(views[i] ?? null, side.figure, unit));
    const figures = values.map(({ figure }) => figure && fromWire(figure));
    return {
      unit: unit === null ? null : v.parse(UnitId, unit),
      name,
      values,
      ...compared(figures, toleranceOf(link.tolerance)),
    };
  };
  const rows = link.level === "region" ? [row(null, "Daerah")] : units.map(([unit, name]) => row(unit, name));
  return { ...link, sides, rows };
}

export const board = readOperation({
  name: "consistency.board",
  summary: "Papan keselarasan: angka yang dinyatakan sama dalam beberapa laporan, berdampingan, dengan selisihnya.",
  input: v.strictObject({ year: Year }),
  output: ConsistencyBoard,
  load: async () => ({ links: (await Links.list({})).items }),
  policy: published,
  run: async ({ input: { year }, record, actor, now }) => {
    const choices = await choicesNow();
    const read = reader(now);
    const links = await Promise.all(record.links.map((link) => linkView(link, choices, year, read)));
    return {
      year,
      links: links.toSorted((a, b) => a.label.localeCompare(b.label, "id")),
      choices: [...choices],
      mayLink: holdsOne(actor, KEEPERS),
      asOf: now.toISOString(),
    };
  },
});

export const counterparts = readOperation({
  name: "consistency.counterparts",
  summary: "Angka terbit pada laporan lain yang dinyatakan sama dengan angka laporan ini.",
  input: v.strictObject({ template: TemplateId, period: Period, unit: UnitId }),
  output: v.strictObject({ links: v.array(Counterpart) }),
  load: async () => ({ links: (await Links.list({})).items }),
  policy: published,
  run: async ({ input: { template, period, unit }, record, now }) => {
    if (!record.links.some(({ sides }) => sides.some((side) => side.template === template))) return { links: [] };
    const choices = await choicesNow();
    const read = reader(now);
    const found = await Promise.all(
      record.links.map(async ({ link, label, tolerance, level, sides }): Promise<Counterpart[]> => {
        const named = sides.map((side) => sideView(side, choices, yearOf(period)));
        const own = named.find((side) => side.template === template && side.period === period);
        if (!own) return [];
        // A figure of the region is this report's own only where no other unit adds to it.
        const alone = level === "unit" || (await read(template, period)).units.every((each) => each.unit === unit);
        if (!alone) return [];
        const others = named.filter((side) => side !== own);
        const views = await viewsOf(others, read);
        const of = level === "unit" ? unit : null;
        const standings = others.map((side, i) => ({ side, standing: standing(views[i] ?? null, side.figure, of) }));
        return [{ link, label, tolerance, own: own.figure, others: standings }];
      }),
    );
    return { links: found.flat() };
  },
});

export const link = writeOperation({
  name: "consistency.link",
  summary: "Menyatakan bahwa angka beberapa laporan adalah angka yang sama, dengan toleransi selisih.",
  input: FigureLink,
  output: FigureLink,
  subject: () => "consistency",
  load: async ({ link }) => {
    const { items } = await Links.list({}, { strong: true });
    return { standing: items.find((each) => each.link === link) ?? null, count: items.length };
  },
  policy: keepers,
  run: async ({ input, record, unit }) => {
    if ((record.standing?.rev ?? 0) !== input.rev) throw linkStale({});
    if (!record.standing && record.count >= LIMITS.figureLinks) throw linksFull({ most: LIMITS.figureLinks });
    const choices = await choicesNow();
    const measured = input.sides.map((side, i) => {
      const choice = choices.find((each) => each.template === side.template);
      const figure = choice?.figures.find((each) => each.id === side.figure);
      // Any year has the same periods.
      if (!choice || !figure || periodOfSide(side, choice.periodType, "2000") === null)
        throw unknownSide({ place: i + 1 });
      return { ...figure, label: `${choice.short}: ${figure.label}` };
    });
    ensure(comparable(input.sides, measured));
    const saved = { ...input, rev: input.rev + 1 };
    unit.add(record.standing ? Links.put(saved, (a, o) => o.eq(a["rev"], input.rev)) : Links.create(saved), () =>
      linkStale({}),
    );
    unit.tell({
      changes: {
        link: input.link,
        level: input.level,
        sides: input.sides.map((s) => [s.template, s.figure, s.part]),
        tolerance: input.tolerance,
      },
      events: [],
      card: { link: input.link },
    });
    return saved;
  },
});

export const unlink = writeOperation({
  name: "consistency.unlink",
  summary: "Menghapus tautan angka antarlaporan; laporan tidak berubah.",
  input: v.strictObject({ link: LinkId, rev: Revision }),
  output: v.strictObject({ link: LinkId }),
  subject: () => "consistency",
  load: ({ link }) => Links.get({ link }, { strong: true }),
  policy: keepers,
  run: async ({ input, record, unit }) => {
    if (record.rev !== input.rev) throw linkStale({});
    unit.add(
      Links.remove({ link: input.link }, (a, o) => o.eq(a["rev"], input.rev)),
      () => linkStale({}),
    );
    unit.tell({ changes: { removed: input.link }, events: [], card: { link: input.link } });
    return { link: input.link };
  },
});
