import { enroll, personById } from "@selaras/core/account/index.ts";
import { chainIsKnown, publish as publishChain } from "@selaras/core/approval/index.ts";
import { budgetFor, record as recordBudget } from "@selaras/core/budget/index.ts";
import { type BudgetVersion, STAGES } from "@selaras/core/budget/schema.ts";
import { plan, windowsOf } from "@selaras/core/calendar/index.ts";
import { canonical } from "@selaras/core/kernel/canonical.ts";
import { allUnits, record as recordUnits } from "@selaras/core/orgunit/index.ts";
import { appoint, holders } from "@selaras/core/position/index.ts";
import { assign, assignmentsOf, templateNames } from "@selaras/core/template/index.ts";
import { publish as publishTemplate } from "@selaras/core/template/publish.ts";
import { CHAINS, type Founding, TEMPLATES, windowsOfYear } from "./founding.ts";

/**
 * One step of a founding: things of one sort, what the regency has of each already, and the operation that makes what is
 * missing. What is there is never written again, so that a step may be repeated after a crash at any point.
 */
export type Step = {
  /** Indonesian, for the line that says what happened. */
  readonly what: string;
  readonly wanted: readonly Wanted[];
  /** Makes the missing things with these places in `wanted`, in one transaction. */
  readonly make: (places: readonly number[]) => Promise<unknown>;
  /** As many as one transaction may carry. */
  readonly most: number;
};
type Wanted = {
  readonly name: string;
  readonly look: () => Promise<Look>;
};
/** `other`: it is there with other content, because somebody changed it since or the file was changed. */
export type Look = "missing" | "same" | "other";

const UNITS_MOST = 90;
const PERSONS_MOST = 45;
const FIRST = 1;

/** By content, whatever the order of keys in which it came back. */
const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const compare = (found: object | null | undefined, wanted: object): Look =>
  found ? (isSame(found, wanted) ? "same" : "other") : "missing";

const chosen = <T>(list: readonly T[], places: readonly number[]): T[] =>
  list.filter((_, place) => places.includes(place));

function units({ units: wanted }: Founding): Step {
  const list = wanted.map((unit) => ({ ...unit, opd: unit.parent === null, successors: [] }));
  return {
    what: "unit",
    wanted: list.map((unit) => ({
      name: unit.unitId,
      look: async () =>
        compare(
          (await allUnits()).find(({ unitId, from }) => unitId === unit.unitId && from === unit.from),
          unit,
        ),
    })),
    make: (places) => recordUnits({ units: chosen(list, places) }),
    most: UNITS_MOST,
  };
}

function people({ people: wanted }: Founding): Step {
  const list = wanted.map(({ username: _username, posts: _posts, ...person }) => person);
  return {
    what: "pegawai",
    wanted: list.map((person) => ({
      name: person.personId,
      look: async () => {
        const found = await personById(person.personId);
        // The account comes later, and whether somebody is active is no business of a founding.
        const { subject: _subject, active: _active, ...rest } = found ?? { subject: null, active: true };
        return compare(found && rest, person);
      },
    })),
    // Without an account for the moment: `accounts` gives everybody one.
    make: (places) =>
      enroll({ persons: chosen(list, places).map((each) => ({ ...each, subject: null, active: true })) }),
    most: PERSONS_MOST,
  };
}

/** An instant of a day that is the same local day in all three zones. */
const noonOf = (day: string): Date => new Date(`${day}T04:00:00Z`);

function posts({ people: wanted }: Founding): Step {
  const list = wanted.flatMap(({ personId, posts: held }) =>
    held.map((post) => ({ ...post, person: personId, grantedBy: null })),
  );
  return {
    what: "jabatan",
    wanted: list.map((post) => ({
      name: `${post.person}: ${post.kind}@${post.unit} sejak ${post.from}`,
      look: async () => {
        const held = await holders(post.unit, post.kind, noonOf(post.from));
        const found = held.find(({ person, from }) => person === post.person && from === post.from);
        if (!found) return "missing";
        const { unit, kind, person, from, until, holding, title, decree, grantedBy } = found;
        return compare({ unit, kind, person, from, until, holding, title, decree, grantedBy }, post);
      },
    })),
    make: (places) => appoint({ posts: chosen(list, places) }),
    most: PERSONS_MOST,
  };
}

function chain({ chain: name }: Founding): Step {
  const found = CHAINS.get(name);
  if (!found) throw new Error(`There is no chain ${name}`);
  return {
    what: "rantai persetujuan",
    wanted: [{ name, look: async () => ((await chainIsKnown({ id: name, n: found.n })) ? "same" : "missing") }],
    make: () => publishChain({ chain: found }),
    most: 1,
  };
}

function templates({ templates: wanted, chain: name }: Founding): Step {
  const pin = { id: name, n: CHAINS.get(name)?.n ?? FIRST };
  return {
    what: "templat",
    wanted: wanted.map(({ template }) => ({
      name: template,
      // Whatever version stands: from then on templates are the regency's own.
      look: async () => ((await templateNames()).some((each) => each.template === template) ? "same" : "missing"),
    })),
    make: async (places) => {
      for (const { template, effectiveFrom } of chosen(wanted, places)) {
        const definition = TEMPLATES.get(template);
        if (!definition) throw new Error(`There is no template ${template}`);
        await publishTemplate({ definition, n: FIRST, effectiveFrom, chain: pin });
      }
    },
    most: 1,
  };
}

const calendars = ({ calendar }: Founding): readonly Step[] =>
  calendar.flatMap((rule) =>
    rule.templates.map((template): Step => {
      const list = windowsOfYear(rule, template);
      return {
        what: `kalender ${rule.year} ${template}`,
        wanted: list.map(({ period }) => ({
          name: period,
          // Days belong to the keepers of the calendar as soon as they stand.
          look: async () =>
            (await windowsOf(template, rule.year)).some((each) => each.period === period) ? "same" : "missing",
        })),
        make: (places) => plan({ template, year: rule.year, windows: chosen(list, places) }),
        most: 12,
      };
    }),
  );

const assignments = ({ assignments: wanted }: Founding): readonly Step[] =>
  wanted.map(({ template, units: assigned, from, until }): Step => {
    const list = assigned.map((unit) => ({ template, unit, from, until }));
    return {
      what: `penugasan ${template}`,
      wanted: list.map((each) => ({
        name: `${each.unit} sejak ${from}`,
        look: async () => {
          const found = (await assignmentsOf(template)).find((one) => one.unit === each.unit && one.from === from);
          return found ? (found.until === until ? "same" : "other") : "missing";
        },
      })),
      make: (places) => assign({ template, assignments: chosen(list, places) }),
      most: UNITS_MOST,
    };
  });

type Order = Pick<BudgetVersion, "stage" | "n">;
const isLater = (a: Order, b: Order): boolean =>
  STAGES.indexOf(a.stage) > STAGES.indexOf(b.stage) || (a.stage === b.stage && a.n > b.n);

function budgets({ budgets: wanted }: Founding): Step {
  return {
    what: "anggaran",
    wanted: wanted.map((budget) => ({
      name: `${budget.unit} ${budget.year} ${budget.stage} ${budget.n}`,
      look: async () => {
        const found = await budgetFor(budget.unit, budget.effectiveFrom);
        if (!found || found.version.effectiveFrom !== budget.effectiveFrom) return "missing";
        // A later version hides this one: versions follow each other, so it stands as well.
        if (isLater(found.version, budget)) return "same";
        if (isLater(budget, found.version)) return "missing";
        return isSame(found.lines, budget.lines) ? "same" : "other";
      },
    })),
    make: async (places) => {
      for (const budget of chosen(wanted, places)) await recordBudget(budget);
    },
    most: 1,
  };
}

/** The steps after the regency itself, in the order in which one needs the other. */
export const stepsOf = (founding: Founding): readonly Step[] => [
  units(founding),
  people(founding),
  posts(founding),
  chain(founding),
  templates(founding),
  ...calendars(founding),
  ...assignments(founding),
  budgets(founding),
];
