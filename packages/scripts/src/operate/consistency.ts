import { inOrder } from "@selaras/core/calendar/rules.ts";
import { sound } from "@selaras/core/budget/rules.ts";
import type { Decision } from "@selaras/core/kernel/decision.ts";
import { DEFAULT_KINDS } from "@selaras/core/position/catalogue.ts";
import { type Founding, windowsOfYear } from "./founding.ts";
import type { Problem } from "./problem.ts";

/* What a schema cannot see: one part of the file speaks of another, and some names may stand there once only. */

/** A regency begins with these; it may define others when it stands. */
const KINDS: readonly string[] = DEFAULT_KINDS.map((each) => each.kind);

const unless = (isFine: boolean, place: string, problem: string): readonly Problem[] =>
  isFine ? [] : [{ place, problem }];

const refusal = (decision: Decision, place: string): readonly Problem[] =>
  decision.allowed ? [] : [{ place, problem: decision.because.message }];

function twice(names: readonly string[], placeOf: (index: number) => string): readonly Problem[] {
  return names.flatMap((name, i) =>
    unless(names.indexOf(name) === i, placeOf(i), `"${name}" sudah tertulis di ${placeOf(names.indexOf(name))}.`),
  );
}

const known = (names: readonly string[], name: string, place: string, list: string): readonly Problem[] =>
  unless(names.includes(name), place, `"${name}" tidak ada di ${list}.`);

function ofUnits({ units }: Founding): readonly Problem[] {
  const ids = units.map((unit) => unit.unitId);
  return [
    ...twice(ids, (i) => `units[${i}].unitId`),
    ...units.flatMap(({ parent }, i) => (parent === null ? [] : known(ids, parent, `units[${i}].parent`, "units"))),
  ];
}

function ofPeople({ people, units }: Founding): readonly Problem[] {
  const ids = units.map((unit) => unit.unitId);
  return [
    ...twice(
      people.map((person) => person.personId),
      (i) => `people[${i}].personId`,
    ),
    ...twice(
      people.map((person) => person.username),
      (i) => `people[${i}].username`,
    ),
    ...people.flatMap(({ posts }, i) =>
      posts.flatMap((post, j) => [
        ...known(ids, post.unit, `people[${i}].posts[${j}].unit`, "units"),
        ...known(KINDS, post.kind, `people[${i}].posts[${j}].kind`, "daftar jenis jabatan"),
      ]),
    ),
  ];
}

function ofRules({ templates, calendar, assignments, units }: Founding): readonly Problem[] {
  const ids: readonly string[] = units.map((unit) => unit.unitId);
  const names = templates.map((each) => each.template);
  const planned = calendar.flatMap(({ year, templates: of }, i) =>
    of.map((name, j) => ({ year, name, place: `calendar[${i}].templates[${j}]` })),
  );
  return [
    ...twice(names, (i) => `templates[${i}].template`),
    ...twice(
      planned.map(({ year, name }) => `${year} ${name}`),
      (i) => planned[i]?.place ?? "",
    ),
    ...calendar.flatMap((rule, i) => {
      const [january] = windowsOfYear(rule, rule.templates[0] ?? "");
      return [
        ...rule.templates.flatMap((name, j) => known(names, name, `calendar[${i}].templates[${j}]`, "templates")),
        ...(january ? refusal(inOrder(january), `calendar[${i}]`) : []),
      ];
    }),
    ...assignments.flatMap(({ template, units: assigned }, i) => [
      ...known(names, template, `assignments[${i}].template`, "templates"),
      ...assigned.flatMap((unit, j) => known(ids, unit, `assignments[${i}].units[${j}]`, "units")),
    ]),
  ];
}

function ofBudgets({ budgets, units }: Founding): readonly Problem[] {
  const ids = units.map((unit) => unit.unitId);
  return [
    ...twice(
      budgets.map(({ year, unit, stage, n }) => `${year} ${unit} ${stage} ${n}`),
      (i) => `budgets[${i}]`,
    ),
    ...budgets.flatMap(({ unit, year, effectiveFrom, lines }, i) => [
      ...known(ids, unit, `budgets[${i}].unit`, "units"),
      ...unless(effectiveFrom.startsWith(`${year}-`), `budgets[${i}].effectiveFrom`, `Bukan bulan dari tahun ${year}.`),
      ...refusal(sound(lines), `budgets[${i}].lines`),
    ]),
  ];
}

/** Everything in which a file contradicts itself. */
export const inconsistencies = (founding: Founding): readonly Problem[] =>
  [ofUnits, ofPeople, ofRules, ofBudgets].flatMap((look) => look(founding));
