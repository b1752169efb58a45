import { addPeriods, lastDay } from "@selaras/core/kernel/period.ts";
import { DEFAULT_SIGNERS } from "@selaras/core/template/print.ts";
import { computedOf, isTable } from "@selaras/core/template/fields.ts";
import { isMeasured } from "@selaras/core/template/measured.ts";
import type { Section, TemplateDefinition, TableSection } from "@selaras/core/template/schema.ts";
import { id as indonesian, type Words } from "./words/id.ts";

/* A whole template in sentences that somebody who never saw the designer understands. */

export type SummaryFacts = {
  /** Units that must fill it now; null = not known here. */
  readonly units: number | null;
  /** Periods with the last day on which they are on time. */
  readonly windows: readonly { readonly period: string; readonly dueOn: string }[];
  /** Short names of templates by id, for sections that draw from them. */
  readonly names?: Readonly<Record<string, string>>;
  /** Names of posts by their kind. */
  readonly posts: Readonly<Record<string, string>>;
};

export type Summary = {
  readonly lead: readonly string[];
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly rest: readonly string[];
};

const DAY_MS = 86_400_000;
const daysAfter = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/**
 * The day of the month by which every period is due, when it is the same one in the month after each period; null when the
 * calendar says otherwise, or says nothing.
 */
export function commonDueDay(windows: SummaryFacts["windows"]): number | null {
  const [first] = windows;
  if (!first) return null;
  const day = Number(first.dueOn.slice(8));
  const same = windows.every(({ period, dueOn }) => {
    const after = daysAfter(lastDay(period), dueOn);
    const next = addPeriods(period, 1);
    return Number(dueOn.slice(8)) === day && after > 0 && after <= 31 && dueOn > lastDay(period) && next !== period;
  });
  return same ? day : null;
}

function lead(definition: TemplateDefinition, { units, windows, posts }: SummaryFacts, w: Words["summary"]): string[] {
  const period = w.everyPeriod[definition.periodType];
  const day = commonDueDay(windows);
  const due =
    windows.length === 0 ? w.noCalendar : day === null ? w.byCalendar : w.dueDay(day, w.after[definition.periodType]);
  const who = units === null ? w.filledEvery(period) : w.filledBy(units, period);
  const authors = definition.authors.map((kind) => posts[kind] ?? kind);
  return [`${who}, ${due}.`, authors.length === 0 ? w.noAuthors : w.authors(authors)];
}

function drawnLines(section: TableSection, { names = {} }: SummaryFacts, w: Words["summary"]): string[] {
  const { query, part } = section;
  if (!query) return [];
  const drawn = section.fields.filter((field) => field.from !== undefined).map((field) => field.label);
  const of = names[query.template] ?? query.template;
  return [
    w.drawn(of, w.drawnPeriod[query.period], w.drawnUnits[query.units]),
    ...(part === undefined ? [] : [w.drawnPart(part)]),
    w.drawnColumns(drawn),
  ];
}

const sourceLine = (section: TableSection, w: Words["summary"]): string => {
  if (section.source === "budget") return w.fromBudget;
  if (section.source === "free") return section.most === undefined ? w.freeRows : w.freeRowsMost(section.most);
  if (isMeasured(section)) {
    const { of, levels } = section.cascade;
    return w.measured(
      w.measuredOf[of],
      levels.map((level) => w.levels[level]),
    );
  }
  return w.listed((section.rows ?? []).length);
};

function partsLine(section: TableSection, w: Words["summary"]): string[] {
  const parts = [
    ...new Set((section.rows ?? []).flatMap((row) => [row.part ?? [], Object.values(row.parts ?? {})].flat())),
  ];
  return parts.length === 0 ? [] : [w.parts(parts)];
}

function sectionLines(section: Section, facts: SummaryFacts, w: Words["summary"]): string[] {
  if (section.kind === "evidence") {
    const wanted = section.requirements ?? [];
    const complete = section.completeness;
    return [
      section.minimum > 0 ? w.filesLeast(section.minimum) : w.filesWelcome,
      ...wanted.map((each) =>
        each.mandatory ? w.mandatory(each.label, each.minimum) : w.wanted(each.label, each.minimum),
      ),
      ...(complete ? [w.complete[complete.severity](complete.least)] : []),
    ];
  }
  const fields = section.fields.filter((field) => field.from === undefined);
  const required = fields.filter((field) => field.required === "submit");
  const computed = computedOf(section);
  const rules = section.kind === "narrative" ? [] : section.rules;
  const count = (severity: (typeof rules)[number]["severity"]) =>
    rules.filter((rule) => rule.severity === severity).length;
  const part = isTable(section) ? undefined : section.part;
  const entered = section.kind === "narrative" ? w.texts : isTable(section) ? w.perRow : w.once;
  return [
    ...(part === undefined ? [] : [w.sectionPart(part)]),
    ...(isTable(section) && section.source === "query" ? drawnLines(section, facts, w) : []),
    ...(isTable(section) && section.source !== "query" ? [sourceLine(section, w), ...partsLine(section, w)] : []),
    ...(isMeasured(section) && section.part !== undefined ? [w.sectionPart(section.part)] : []),
    ...(fields.length === 0 ? [] : [entered(fields.map((field) => field.label))]),
    ...(required.length === 0
      ? []
      : required.length === fields.length
        ? [w.allRequired]
        : [w.required(required.map((field) => field.label))]),
    ...(computed.length === 0 ? [] : [w.computed(computed.map((field) => field.label))]),
    ...(count("block") > 0 ? [w.blocks(count("block"))] : []),
    ...(count("warn") > 0 ? [w.warns(count("warn"))] : []),
    ...(count("inform") > 0 ? [w.informs(count("inform"))] : []),
  ];
}

/** On what it is printed and who signs, where the version says anything of it. */
function printLine({ print }: TemplateDefinition, { summary: w, print: p }: Words): string[] {
  if (!print) return [];
  const { paper, orientation, signers = DEFAULT_SIGNERS } = print;
  const on = [...(paper ? [paper] : []), ...(orientation ? [p.orientations[orientation].toLowerCase()] : [])];
  return [
    w.printed(
      on,
      signers.map(({ who, post }) => post ?? p.whos[who]),
    ),
  ];
}

function rest(definition: TemplateDefinition, words: Words): string[] {
  const w = words.summary;
  const open = definition.figures.filter((figure) => figure.public).map((figure) => figure.label);
  const judges = [...(definition.methods ?? []), ...(definition.scales ?? [])].map(({ label, n }) => w.judge(label, n));
  return [
    ...(definition.figures.length === 0 ? [] : [w.figures(definition.figures.map((figure) => figure.label))]),
    open.length === 0 ? w.nothingPublic : w.public(open),
    ...(judges.length === 0 ? [] : [w.judges(judges)]),
    ...printLine(definition, words),
    ...(definition.source.trim() === "" ? [] : [w.source(definition.source)]),
  ];
}

/** The template in sentences, in the language of the words given. */
export function summaryOf(definition: TemplateDefinition, facts: SummaryFacts, words: Words = indonesian): Summary {
  const w = words.summary;
  return {
    lead: lead(definition, facts, w),
    sections: definition.sections.map((section) => ({
      title: section.label,
      lines: [...sectionLines(section, facts, w), ...(section.print?.hidden === true ? [w.notPrinted] : [])],
    })),
    rest: rest(definition, words),
  };
}
