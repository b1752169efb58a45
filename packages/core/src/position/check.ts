import { all, allow, type Decision, refuse } from "../kernel/decision.ts";
import { formatDate } from "../kernel/format.ts";
import { addDays } from "../kernel/zone.ts";
import type { OrganisationRules } from "../tenant/schema.ts";
import {
  decreeMissing,
  endMissing,
  notExtendable,
  notVacant,
  overlapping,
  ownMandate,
  retroactive,
  tooLong,
  vacant,
  wrongOrder,
} from "./failures.ts";
import { fullTitle, heldOn, lengthOf } from "./rules.ts";
import type { Days, Holding, Post } from "./schema.ts";

/** A holding as the rules look at it. */
export type Held = Pick<Post, "unit" | "kind" | "person" | "from" | "until" | "holding" | "title" | "decree"> & {
  readonly standsFor: string | null;
};
/** What is known around a holding: everybody else who holds or held posts of the kind in the unit. */
export type Around = {
  readonly others: readonly Held[];
  /** One structural holder per unit; otherwise a seat is known by its title. */
  readonly single: boolean;
  readonly nameOf: (person: string) => string;
};

const OPEN_END = "9999-12-31";
const isActing = ({ holding }: Pick<Held, "holding">): boolean => holding !== "definitif";
/** Those a Plh may stand in for: they hold the post in their own right. */
const isPrincipal = ({ holding }: Pick<Held, "holding">): boolean => holding === "definitif" || holding === "pj";

/** Whether two holdings share a day. What was taken back before it began shares none. */
export const shareDays = (a: Pick<Held, "from" | "until">, b: Pick<Held, "from" | "until">): boolean => {
  const [endA, endB] = [a.until ?? OPEN_END, b.until ?? OPEN_END];
  return a.from <= endA && b.from <= endB && a.from <= endB && b.from <= endA;
};

const sameSeat = (a: Pick<Held, "title">, b: Pick<Held, "title">, single: boolean): boolean =>
  single || a.title === b.title;

/** Whose daily work a Plh does: the one named, or whoever holds the seat. */
const standsInFor = (plh: Held, principal: Held, single: boolean): boolean =>
  plh.holding === "plh" &&
  isPrincipal(principal) &&
  sameSeat(plh, principal, single) &&
  plh.person !== principal.person &&
  (plh.standsFor === null || plh.standsFor === principal.person);

/** The days on which a holder leaves the post to a Plh. */
export const awayOf = (principal: Held, { others, single }: Pick<Around, "others" | "single">): readonly Days[] =>
  others
    .filter((plh) => standsInFor(plh, principal, single) && shareDays(plh, principal))
    .map(({ from, until }) => ({ from, until: until ?? OPEN_END }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));

const until = (post: Pick<Held, "until">): string => (post.until === null ? "seterusnya" : formatDate(post.until));
const clash = (other: Held, nameOf: Around["nameOf"]): Decision =>
  refuse(
    overlapping({
      who: nameOf(other.person),
      title: fullTitle(other),
      from: formatDate(other.from),
      until: until(other),
    }),
  );

const holdsTogether = (mine: Held, other: Held, single: boolean): boolean => {
  // The same person twice on one seat says nothing new, whatever the words.
  if (mine.person === other.person && sameSeat(mine, other, single)) return false;
  if (!isActing(mine) && !isActing(other)) return !single;
  if (!isActing(mine) || !isActing(other)) return true;
  // A Plh for a Pj is a Plh for a holder; any other two who act for one seat are one too many.
  const [plh, pj] = mine.holding === "plh" ? [mine, other] : [other, mine];
  if (plh.holding === "plh" && pj.holding === "pj") return true;
  return !sameSeat(mine, other, single) || (!single && mine.standsFor !== other.standsFor);
};

/** What holds for every record, also for those that an operator brings over from earlier books. */
export function sound(mine: Held, { others, single, nameOf }: Around): Decision {
  if (mine.until !== null && mine.until < mine.from) return refuse(wrongOrder({}));
  if (isActing(mine) && !mine.decree) return refuse(decreeMissing({}));
  if (mine.holding === "plh" && mine.until === null) return refuse(endMissing({}));
  const other = others.find((each) => shareDays(mine, each) && !holdsTogether(mine, each, single));
  return other ? clash(other, nameOf) : allow;
}

/** Plt and Pj only where nobody holds the seat; Plh only for somebody who does, throughout. */
function grounded(mine: Held, { others, single, nameOf }: Around): Decision {
  const holders = others.filter((each) => isPrincipal(each) && shareDays(mine, each) && sameSeat(mine, each, single));
  if (mine.holding === "plt" || mine.holding === "pj") {
    const [holder] = holders;
    return holder ? refuse(notVacant({ who: nameOf(holder.person), title: holder.title })) : allow;
  }
  if (mine.holding === "definitif") {
    const deputy = others.find((each) => isActing(each) && shareDays(mine, each) && sameSeat(mine, each, single));
    return deputy && single ? clash(deputy, nameOf) : allow;
  }
  const stoodFor = holders.filter((each) => standsInFor(mine, each, single));
  const throughout = stoodFor.some((each) => heldOn(each, mine.from) && heldOn(each, mine.until ?? OPEN_END));
  return throughout ? allow : refuse(vacant({ title: mine.title }));
}

const NAMES: Readonly<Record<Holding, string>> = { definitif: "Definitif", plt: "Plt", plh: "Plh", pj: "Pj" };

function withinLength(mine: Held, rules: OrganisationRules, extending: boolean): Decision {
  const days = lengthOf(mine);
  if (days === undefined) return allow;
  const plt = extending ? rules.pltDaysMost : Math.min(rules.pltDaysPerDecree, rules.pltDaysMost);
  const most = mine.holding === "plh" ? rules.plhDaysMost : mine.holding === "plt" ? plt : undefined;
  return most !== undefined && days > most ? refuse(tooLong({ holding: NAMES[mine.holding], days: most })) : allow;
}

/** Whether somebody may hold a post as a form records it today. */
export function mayHold(mine: Held, around: Around, rules: OrganisationRules, today: string): Decision {
  const late = isActing(mine) && mine.from < today ? refuse(retroactive({})) : allow;
  const open = isActing(mine) && mine.until === null ? refuse(endMissing({})) : allow;
  return all(late, open, sound(mine, around), grounded(mine, around), withinLength(mine, rules, false));
}

/** Whether a mandate that stands may go on until a later day. */
export function mayExtend(
  mine: Held,
  longer: string,
  around: Around,
  rules: OrganisationRules,
  today: string,
): Decision {
  const runs = isActing(mine) && mine.until !== null && mine.until >= today && mine.until >= mine.from;
  if (!runs || longer <= (mine.until ?? OPEN_END)) return refuse(notExtendable({}));
  const extended = { ...mine, until: longer };
  return all(sound(extended, around), grounded(extended, around), withinLength(extended, rules, true));
}

/** Whether a holding may end on a day: not in the past, not later than it does anyway. */
export function mayEnd(mine: Held, last: string, today: string): Decision {
  const earliest = mine.from > today ? addDays(mine.from, -1) : today;
  if (last < earliest || (mine.until !== null && mine.until < today)) return refuse(retroactive({}));
  return mine.until !== null && last > mine.until ? refuse(wrongOrder({})) : allow;
}

/** Nobody writes a mandate for himself, nor extends or ends his own. */
export const notOwn = (actor: string | null, person: string): Decision =>
  actor === person ? refuse(ownMandate({})) : allow;
