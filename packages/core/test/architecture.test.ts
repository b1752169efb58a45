import { readdirSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { registeredEntities } from "../src/db/entity.ts";
import { registeredOperations } from "../src/operation/registry.ts";
import { allOperations, SOURCE, sourceFiles } from "./house.ts";

/** The rows of the house; an arrow points down or stays in its row. */
const TIERS: Readonly<Record<string, number>> = {
  kernel: 0,
  cloud: 0,
  expression: 0,
  db: 0,
  operation: 0,
  tenant: 1,
  limit: 1,
  account: 1,
  orgunit: 1,
  position: 1,
  calendar: 1,
  budget: 1,
  indicator: 1,
  cascade: 1,
  template: 1,
  narrative: 1,
  signing: 1,
  approval: 2,
  // A file belongs to a report: its policy, its lanes and its view are the report's.
  evidence: 3,
  report: 3,
  rollup: 4,
  consistency: 4,
  portal: 4,
  audit: 4,
  search: 4,
  export: 4,
  notification: 4,
  projection: 4,
  // Derived from what functions did; nothing of the product depends on it.
  usage: 4,
};

/** Arrows that point up today, each with its reason. A new one is a decision, not an accident. */
const UPWARD: Readonly<Record<string, string>> = {};
/** Types only: nothing of the upper row runs below. */
const UPWARD_TYPES: Readonly<Record<string, string>> = {
  "approval/store.ts > report/schema.ts": "the type Deed",
};

/** Who reads another module's store. */
const STORES: Readonly<Record<string, string>> = {
  "evidence/index.ts > report/store.ts": "lanes and files of a report, see above",
  "report/access.ts > approval/store.ts": "open tasks of a report lie in its partition: they are read with it",
  "report/correct.ts > approval/store.ts": "the task of a correction, and that a version runs on its chain",
  "report/decide.ts > approval/store.ts": "a vote is counted in its task",
  "report/issue.ts > approval/store.ts": "the desk at which the product publishes what is signed",
  "report/take.ts > approval/store.ts": "that a report runs on another chain when its template binds one",
  "report/open.ts > approval/store.ts": "that a report runs on a chain version",
  "report/sign.ts > approval/store.ts": "who decided, for the snapshot",
  "report/tasks.ts > approval/store.ts": "tasks are opened and closed with the head, in one transaction",
  "report/reroute.ts > approval/store.ts": "a task moves to another desk",
  "report/watch.ts > approval/store.ts": "open tasks by the index of time, and how far their clock has come",
  "report/tend.ts > approval/store.ts": "holds of a task, and moving to another chain version",
  "report/uses.ts > approval/store.ts": "which reports are not out yet: those that run on a chain",
  "search/index.ts > report/store.ts": "heads of candidates by key, filtered by reach",
};

const PURE_NAMES = [
  "schema",
  "print",
  "catalogue",
  "failures",
  "rules",
  "machine",
  "head",
  "moves",
  "working",
  "facts",
  "compute",
  "content",
  "cell-input",
  "tree",
  "fields",
  "table-kinds",
  "program",
  "derive",
  "holes",
  "levels",
  "measured",
  "measured-check",
  "targets",
  "words",
  "check",
  "earlier",
  "evidence-share",
  "beginning",
  "sniff",
  "methods",
  "scales",
  "scale-cuts",
  "scale-problems",
  "structure",
  "changes",
  "problems",
  "refit",
  "draft-shape",
  "sample",
  "reading",
  "tokens",
  "telling",
  "cell-figure",
  "kept",
  "held",
  "merge",
  "region",
  "time",
  "over-time",
  "query",
  "query-check",
  "drawing",
];
/** What pure files may use of the ground besides each other. */
const PURE_GROUND =
  /^(expression|kernel)\/(?!clock|context|digest)/; /* the context reads the request, the digest is node's */
const PURE_PACKAGES = ["valibot"];
const isPure = (path: string): boolean =>
  !/^(kernel|expression|db|operation)\//.test(path) && PURE_NAMES.includes(basename(path, ".ts"));

type Arrow = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

const IMPORT = /^(?:import|export)\s+(type\s+)?([^"';]*?)\s*from\s+"([^"]+)"/gm;
const onlyTypes = (names: string): boolean => {
  const listed = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  const each = listed?.split(",").flatMap((name) => name.trim() || []) ?? [];
  return each.length > 0 && each.every((name) => name.startsWith("type "));
};

function arrowsOf({ path, text }: { path: string; text: string }): readonly Arrow[] {
  return [...text.matchAll(IMPORT)].map(([, type, names = "", source = ""]) => ({
    from: path,
    to: source.startsWith(".") ? normalize(join(dirname(path), source)) : source,
    typeOnly: type !== undefined || onlyTypes(names),
  }));
}

const files = sourceFiles();
const arrows = files.flatMap(arrowsOf);
const inside = arrows.filter(({ to }) => files.some((file) => file.path === to));
const moduleOf = (path: string): string => path.split("/")[0] ?? "";
const tierOf = (path: string): number => TIERS[moduleOf(path)] ?? Number.NaN;
const named = ({ from, to }: Arrow): string => `${from} > ${to}`;
const without = (found: readonly Arrow[], known: Readonly<Record<string, string>>) =>
  found.map(named).filter((arrow) => !(arrow in known));

describe("the tiers", () => {
  it("finds every import, so that the arrows are complete", () => {
    const written = files.reduce((n, { text }) => n + (text.match(/ from "/g) ?? []).length, 0);
    expect(arrows).toHaveLength(written);
    expect(inside.length).toBeGreaterThan(300);
  });

  it("has a row for every module", () => {
    const modules = readdirSync(SOURCE, { withFileTypes: true }).filter((each) => each.isDirectory());
    expect(modules.map((each) => each.name).sort()).toEqual(Object.keys(TIERS).sort());
  });

  it("lets arrows point down or stay in their row; every exception is named", () => {
    const up = inside.filter(({ from, to }) => tierOf(to) > tierOf(from));
    const values = up.filter((arrow) => !arrow.typeOnly);
    const types = up.filter((arrow) => arrow.typeOnly);
    expect(without(values, UPWARD)).toEqual([]);
    expect(without(types, UPWARD_TYPES)).toEqual([]);
    expect(Object.keys(UPWARD).filter((known) => !values.map(named).includes(known))).toEqual([]);
    expect(Object.keys(UPWARD_TYPES).filter((known) => !types.map(named).includes(known))).toEqual([]);
  });

  it("leaves a module's store to its module; every exception is named", () => {
    const strangers = inside.filter(
      ({ from, to }) =>
        basename(to) === "store.ts" &&
        moduleOf(from) !== moduleOf(to) &&
        // Projections write and compare the shelves that their readers own: that is what the module is for.
        moduleOf(from) !== "projection",
    );
    expect(without(strangers, STORES)).toEqual([]);
    expect(Object.keys(STORES).filter((known) => !strangers.map(named).includes(known))).toEqual([]);
  });

  it("keeps pure files pure, because the browser runs them", () => {
    const impure = arrows.filter(({ from, to, typeOnly }) => {
      if (!isPure(from) || typeOnly) return false;
      const known = files.some((file) => file.path === to);
      return known ? !isPure(to) && !PURE_GROUND.test(to) : !PURE_PACKAGES.includes(to);
    });
    expect(impure.map(named)).toEqual([]);
  });

  it("lets pure files reach neither node nor the table, however long the way", () => {
    const reached = new Set(files.map((file) => file.path).filter(isPure));
    for (const path of reached) {
      for (const { from, to, typeOnly } of arrows) if (from === path && !typeOnly) reached.add(to);
    }
    const forbidden = [...reached].filter((to) => /^node:|^@aws-sdk|^electrodb|^ulid|^(db|operation)\//.test(to));
    expect(forbidden).toEqual([]);
  });
});

describe("time, chance and floats", () => {
  /** Lines allowed to look like a breach. */
  const ALLOWED: Readonly<Record<string, string>> = {
    "kernel/clock.ts": "the only place that reads the machine's time",
  };
  const FORBIDDEN = /Date\.now|new Date\(\s*\)|Math\.random|performance\.now|\bparseFloat\b|Number\.parseFloat/;

  it("reads the machine's time and chance nowhere but in the clock", () => {
    const found = files.filter(({ path, text }) => FORBIDDEN.test(text) && !(path in ALLOWED)).map(({ path }) => path);
    expect(found).toEqual([]);
    expect(Object.keys(ALLOWED).every((path) => files.some((file) => file.path === path))).toBe(true);
  });

  it("makes numbers only of things that are counted, never of amounts", () => {
    const found = files.flatMap(({ path, text }) =>
      [...text.matchAll(/(?<![\w.])Number\(([^)]*)\)/g)].map(([, of = ""]) => `${path}: ${of}`),
    );
    // Days, months, years and the version in a report id.
    expect(found).toMatchInlineSnapshot(`
      [
        "calendar/work.ts: localDate(context(",
        "calendar/working.ts: time.slice(0, 2",
        "calendar/working.ts: time.slice(3, 5",
        "expression/translate.ts: written",
        "kernel/date-input.ts: month",
        "kernel/date-input.ts: name",
        "kernel/date-input.ts: day",
        "kernel/date-input.ts: day",
        "kernel/date-input.ts: date.slice(0, 4",
        "kernel/format.ts: date.slice(8",
        "kernel/format.ts: date.slice(8",
        "kernel/format.ts: part.slice(2",
        "kernel/format.ts: place",
        "kernel/id.ts: version",
        "kernel/period.ts: type === "bulan" ? period.slice(5",
        "kernel/period.ts: month.slice(5",
        "kernel/zone.ts: month.slice(0, 4",
        "kernel/zone.ts: month.slice(5, 7",
        "notification/morning.ts: today.slice(0, 4",
        "notification/rules.ts: hour",
        "notification/rules.ts: minute",
        "portal/report.ts: input.version",
        "projection/react.ts: at.slice(0, 4",
        "report/beginning.ts: lastMonth(period",
        "report/correct.ts: earlier?.number ?? 0",
        "report/facts.ts: lastMonth(head.period",
        "report/open.ts: today.slice(0, 4",
        "report/tasks.ts: head.facts["jumlah_peringatan"] ?? 0",
      ]
    `);
  });

  it("keeps console and dice out", () => {
    expect(files.filter(({ text }) => /\bconsole\./.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe("keys", () => {
  const PREFIXES: Readonly<Record<string, string>> = {
    registered: "platform#",
    collectedusage: "platform#",
    member: "identity#",
    publicface: "public#${tenant}#",
    publicunit: "public#${tenant}#",
    publictemplate: "public#${tenant}#",
    publiccard: "public#${tenant}#",
    publicpage: "public#${tenant}#",
    publicverify: "public#${tenant}#",
  };

  it("puts the tenant first in every key and index key, with two documented exceptions and the public ones", async () => {
    await allOperations();
    const entities = [...registeredEntities().values()];
    expect(entities.length).toBeGreaterThan(25);
    for (const { entity, key, indexes } of entities) {
      for (const { pk } of [key, ...Object.values(indexes ?? {})]) {
        expect(pk.startsWith(PREFIXES[entity] ?? "${tenant}#"), `${entity}: ${pk}`).toBe(true);
      }
    }
  });

  it("contains no access pattern that begins with a star", () => {
    const found = files.flatMap(({ path, text }) =>
      [...text.matchAll(/["'`]\*[#\w]/g)].map(([hit]) => `${path} ${hit}`),
    );
    expect(found).toEqual([]);
  });

  it("has a policy with a sentence and a summary for every operation", async () => {
    const operations = await allOperations();
    expect([...operations.keys()].sort()).toEqual([...registeredOperations().keys()].sort());
    for (const { operation } of operations.values()) {
      expect(operation.policy.sentence.length, operation.name).toBeGreaterThan(5);
      expect(operation.summary, operation.name).toMatch(/^[A-Z].*\.$/);
      expect(operation.name).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
    }
  });
});

describe("file names", () => {
  it("are kebab-case and say what is inside", () => {
    const odd = files.filter(({ path }) => !/^[a-z]+(\/[a-z]+)?\/[a-z]+(-[a-z]+)*\.ts$/.test(path));
    expect(odd.map(({ path }) => path)).toEqual([]);
    const empty = files.filter(({ path }) =>
      /\b(util|utils|helper|helpers|common|misc|data|info|manager)\b/.test(path),
    );
    expect(empty.map(({ path }) => path)).toEqual([]);
  });

  it("stay within the length that one can read", () => {
    const long = files.filter(({ path, text }) => !path.includes("/packs/") && text.split("\n").length > 320);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});
