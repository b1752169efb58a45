import { stagesOf } from "@selaras/core/approval/machine.ts";
import type { Assignee, Step } from "@selaras/core/approval/schema.ts";
import type { Content } from "./model.ts";
import { words } from "./words.ts";

/** Names by id for the words of a chain. */
export type Names = {
  readonly posts: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, string>;
  readonly sections: ReadonlyMap<string, string>;
  readonly chains: ReadonlyMap<string, string>;
};
export const NO_NAMES: Names = { posts: new Map(), teams: new Map(), sections: new Map(), chains: new Map() };

/** The name of a post kind in the catalogue of the regency. */
export const postName = (kind: string, names: Names): string => names.posts.get(kind) ?? kind;

export const whoText = (assignee: Assignee, names: Names): string =>
  assignee.by === "team"
    ? words.team(names.teams.get(assignee.team) ?? assignee.team)
    : words.at(postName(assignee.post, names), words.scope[assignee.scope]);

export function modeText({ mode }: Pick<Step, "mode">): string {
  if (mode.kind === "count") return words.quorum.count(mode.k);
  if (mode.kind === "share") return words.quorum.share(mode.a, mode.b);
  return words.quorum[mode.kind];
}

export const limitText = (limit: NonNullable<Step["limit"]>): string => words.limit[limit.unit](limit.amount);

function remindersText({ reminders }: Step): string {
  const { terms } = words;
  const parts = [
    reminders.atArrival ? terms.reminderArrival : null,
    reminders.daysBefore > 0 ? terms.reminderBefore(reminders.daysBefore) : null,
    reminders.atDue ? terms.reminderDue : null,
    reminders.everyDaysAfter > 0 ? terms.reminderAfter(reminders.everyDaysAfter) : null,
  ].filter((part): part is string => part !== null);
  return parts.length === 0 ? terms.none : parts.join(", ");
}

/** The label of a step, or of the author. */
export const labelOf = ({ steps }: Pick<Content, "steps">, key: string): string =>
  key === "author" ? words.picture.author : (steps.find((step) => step.key === key)?.label ?? key);

export const labelsOf = (content: Content, keys: readonly string[], none: string): string =>
  keys.length === 0 ? none : keys.map((key) => labelOf(content, key)).join(", ");

export type Line = { readonly term: string; readonly text: string };

/** Everything a step is, line by line, in the words of the screen: for readers, and for what differs between versions. */
export function linesOf(step: Step, content: Content, names: Names): readonly Line[] {
  const { terms } = words;
  const stage = stagesOf(content).find((each) => each.some((one) => one.key === step.key)) ?? [];
  const beside = stage.filter((one) => one.key !== step.key).map((one) => one.label);
  const { escalation } = step;
  return [
    { term: terms.name, text: step.label },
    { term: terms.kind, text: words.kind[step.kind] },
    { term: terms.who, text: whoText(step.assignee, names) },
    { term: terms.agree, text: modeText(step) },
    ...(step.mode.kind === "any" ? [] : [{ term: terms.rejection, text: words.rejection[step.rejection] }]),
    { term: terms.group, text: beside.length === 0 ? terms.alone : beside.join(", ") },
    { term: terms.condition, text: step.condition ?? terms.always },
    {
      term: terms.sections,
      text: step.sections.length === 0 ? terms.all : step.sections.map((id) => names.sections.get(id) ?? id).join(", "),
    },
    { term: terms.limit, text: step.limit ? limitText(step.limit) : words.limit.none },
    { term: terms.reminders, text: remindersText(step) },
    {
      term: terms.escalation,
      text: escalation
        ? terms.escalated(limitText(escalation.after), whoText(escalation.to, names), escalation.reassign)
        : terms.none,
    },
    { term: terms.returnsTo, text: labelsOf(content, step.returnsTo, terms.none) },
    ...(step.returnsTo.length === 0
      ? []
      : [
          { term: terms.resume, text: words.resume[step.resume] },
          { term: terms.opens, text: words.opens[step.opens] },
        ]),
    { term: terms.threads, text: words.threads[step.threads] },
    { term: terms.separate, text: labelsOf(content, step.separateFrom, terms.none) },
    { term: terms.empty, text: words.empty[step.emptyHolder] },
  ];
}

/** What the chain itself says, besides its steps. */
export function chainLines({ label, waitingHours, correction }: Content, names: Names): readonly Line[] {
  const { terms } = words;
  const through =
    correction.chain === null ? words.chainForm.sameChain : (names.chains.get(correction.chain) ?? correction.chain);
  return [
    { term: terms.name, text: label },
    { term: terms.waiting, text: terms.hours(waitingHours) },
    { term: terms.authority, text: whoText(correction.authority, names) },
    { term: terms.through, text: through },
  ];
}
