import { canonical } from "../kernel/canonical.ts";
import { isCollection, isObject, type Json, type JsonObject, labelOf, nameOf, same } from "./structure.ts";

/**
 * What changed between two definitions of a template, and what each change means for those who fill it. Written over the
 * structure of definitions and not over a list of section kinds: what nobody classified needs a decision.
 */
export const CHANGE_CLASSES = ["safe", "needs-input", "needs-decision", "breaking"] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];
export const CHANGE_KINDS = ["added", "removed", "changed", "reordered"] as const;

export type Change = {
  /** Names from the outside in, such as `sections/rincian/fields/keuangan`. */
  readonly place: string;
  /** The same in the words of the screen. */
  readonly label: string;
  readonly kind: (typeof CHANGE_KINDS)[number];
  /** The property that changed; null when a whole thing came, went or moved. */
  readonly attribute: string | null;
  /** Text of the values, shortened; null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly class: ChangeClass;
};

const SHOWN_MOST = 300;
function shown(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value : canonical(value);
  return text.length > SHOWN_MOST ? `${text.slice(0, SHOWN_MOST - 1)}…` : text;
}

const rank = (found: ChangeClass): number => CHANGE_CLASSES.indexOf(found);
/** The gravest of several classes; `safe` when there is none. */
export const gravest = (classes: readonly ChangeClass[]): ChangeClass =>
  classes.reduce<ChangeClass>((worst, each) => (rank(each) > rank(worst) ? each : worst), "safe");

/** What is only read: words, help, source, order on the page and on paper. */
const READ_ONLY =
  "label help name short description message note hint print layout tone group code width example".split(" ");
/** What a value is. An entered value does not survive a change of it. */
const NATURE = ["type", "unit", "kind", "entry", "periodType"];
/** Numbers of which more is stricter, and of which less is stricter. */
const MORE_IS_STRICTER = ["minimum", "min", "least", "minLength"];
const LESS_IS_STRICTER = ["length", "max", "most", "maxLength", "bytes"];
/** Switches whose `true` asks more of those who fill. */
const TRUE_IS_STRICTER = ["zeroNeedsReason", "mandatory", "needsReason"];
const REQUIRED = ["no", "save", "submit", "sign"];
const SEVERITY = ["inform", "warn", "block"];

const stricterOn = (ladder: readonly string[], before: Json | undefined, after: Json | undefined): boolean =>
  ladder.indexOf(wordOf(after)) > ladder.indexOf(wordOf(before));
const wordOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const numeric = (value: Json | undefined, absent: number): number => (typeof value === "number" ? value : absent);
const texts = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Whether the later value of a property asks more of what is entered; null when the property is none of that sort. */
function stricter(attribute: string, before: Json | undefined, after: Json | undefined): boolean | null {
  if (attribute === "required") return stricterOn(REQUIRED, before, after);
  if (attribute === "severity") return stricterOn(SEVERITY, before, after);
  if (attribute === "negative") return before === true && after !== true;
  if (TRUE_IS_STRICTER.includes(attribute)) return after === true;
  if (MORE_IS_STRICTER.includes(attribute)) return numeric(after, 0) > numeric(before, 0);
  if (LESS_IS_STRICTER.includes(attribute))
    return numeric(after, Number.POSITIVE_INFINITY) < numeric(before, Number.POSITIVE_INFINITY);
  if (attribute === "choices" || attribute === "types") {
    return texts(before).some((each) => !texts(after).includes(each));
  }
  return null;
}

/** A rule asks, a formula decides; decimals of what is entered bound the entry, those of a formula round it. */
function classOfAttribute(owner: JsonObject, attribute: string, before?: Json, after?: Json): ChangeClass {
  if (READ_ONLY.includes(attribute)) return "safe";
  if (NATURE.includes(attribute)) return "breaking";
  // Another template or section has other rows; a field that was typed and is drawn now, or the other way, holds other values.
  if ("units" in owner && ["template", "section"].includes(attribute)) return "breaking";
  // So have the indicators of another part of the tree; other levels of the same part add rows and leave some out.
  if ("levels" in owner && attribute === "of") return "breaking";
  if (
    attribute === "query" ||
    attribute === "cascade" ||
    ("entry" in owner && attribute === "from" && (before === undefined || after === undefined))
  )
    return "breaking";
  // Of a section it says where its rows come from, of anything else where a figure was taken from.
  if (attribute === "source") return "kind" in owner && "fields" in owner ? "breaking" : "safe";
  const asks = stricter(attribute, before, after);
  if (asks !== null) return asks ? "needs-input" : "safe";
  if (attribute === "when") return "needs-input";
  if (attribute === "decimals" && "entry" in owner) {
    return numeric(after, 0) < numeric(before, 0) ? "needs-input" : "safe";
  }
  return "needs-decision";
}

/** Objects that are read as one thing with properties of their own; others, such as the values of a row, are values. */
const INNER = ["indicator", "calendar", "public", "query", "cascade"];

/** Everything that stands in lists inside an object, the object itself first. */
function within(object: JsonObject): readonly JsonObject[] {
  const inner = Object.values(object).flatMap((value) =>
    Array.isArray(value) ? value.filter(isObject).flatMap((each) => within(each)) : [],
  );
  return [object, ...inner];
}

/** Whether something new must be answered by those who fill. */
const asksSomething = (member: JsonObject): boolean =>
  within(member).some(
    (each) =>
      each["required"] === "submit" ||
      each["required"] === "sign" ||
      each["mandatory"] === true ||
      each["severity"] === "block" ||
      each["severity"] === "warn" ||
      (each["kind"] === "evidence" && numeric(each["minimum"], 0) > 0),
  );

function classOfAddition(collection: string, owner: JsonObject, member: JsonObject): ChangeClass {
  if (asksSomething(member)) return "needs-input";
  // A new row asks whatever the fields of its section ask.
  const asked = collection === "rows" && asksSomething({ ...owner, rows: [], rules: [] });
  return asked ? "needs-input" : "safe";
}

/** Methods and scales are chosen, and evidence stays in its report: only what holds entered values breaks when it goes. */
function classOfRemoval(collection: string, member: JsonObject): ChangeClass {
  if (collection === "rules") return "safe";
  if (["methods", "scales", "classes", "requirements"].includes(collection)) return "needs-decision";
  return member["kind"] === "evidence" ? "needs-decision" : "breaking";
}

type At = { readonly place: string; readonly label: string };
const into = (at: At, collection: string, member: Json): At => ({
  place: [...(at.place ? [at.place] : []), collection, nameOf(member) ?? ""].join("/"),
  label: [...(at.label ? [at.label] : []), labelOf(member)].join(" › "),
});

function membersChanged(
  at: At,
  collection: string,
  owners: { readonly before: JsonObject; readonly after: JsonObject },
  before: readonly JsonObject[],
  after: readonly JsonObject[],
): readonly Change[] {
  const old = new Map(before.map((member) => [nameOf(member), member]));
  const fresh = new Map(after.map((member) => [nameOf(member), member]));
  const whole = (member: JsonObject, kind: Change["kind"], found: ChangeClass): Change => ({
    ...into(at, collection, member),
    kind,
    attribute: null,
    before: kind === "removed" ? labelOf(member) : null,
    after: kind === "added" ? labelOf(member) : null,
    class: found,
  });
  const removed = before
    .filter((member) => !fresh.has(nameOf(member)))
    .map((member) => whole(member, "removed", classOfRemoval(collection, member)));
  const added = after
    .filter((member) => !old.has(nameOf(member)))
    .map((member) => whole(member, "added", classOfAddition(collection, owners.after, member)));
  const changed = after.flatMap((member) => {
    const earlier = old.get(nameOf(member));
    return earlier ? objectChanged(into(at, collection, member), earlier, member) : [];
  });
  const order = (list: readonly JsonObject[], others: ReadonlyMap<string | null, JsonObject>): string =>
    list
      .map(nameOf)
      .filter((name) => others.has(name))
      .join(", ");
  const [was, is] = [order(before, fresh), order(after, old)];
  const moved: readonly Change[] =
    was === is
      ? []
      : [{ ...at, kind: "reordered", attribute: collection, before: shown(was), after: shown(is), class: "safe" }];
  return [...removed, ...added, ...changed, ...moved];
}

/** A list of members on one side may be absent on the other; two plain lists are values. */
const collections = (before: Json | undefined, after: Json | undefined): boolean => {
  const [old, fresh] = [before ?? [], after ?? []];
  return isCollection(old) && isCollection(fresh) && old.length + fresh.length > 0;
};
const membersOf = (value: Json | undefined): readonly JsonObject[] => (isCollection(value) ? value : []);

function objectChanged(at: At, before: JsonObject, after: JsonObject): readonly Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => name !== "id");
  return names.flatMap((name): readonly Change[] => {
    const [old, fresh] = [before[name], after[name]];
    if (same(old, fresh)) return [];
    if (collections(old, fresh)) {
      return membersChanged(at, name, { before, after }, membersOf(old), membersOf(fresh));
    }
    if (name === "print") return layoutChanged(at, old, fresh);
    if (INNER.includes(name) && isObject(old) && isObject(fresh)) {
      return objectChanged({ place: `${at.place}/${name}`, label: at.label }, old, fresh);
    }
    const found = classOfAttribute(after, name, old, fresh);
    return [{ ...at, kind: "changed", attribute: name, before: shown(old), after: shown(fresh), class: found }];
  });
}

/** Lines as lines; lists of columns and blocks say nothing to people as they are stored. */
function shownLayout(value: Json | undefined): string | null {
  if (!Array.isArray(value)) return shown(value);
  const list: readonly Json[] = value;
  return list.every((each) => typeof each === "string") ? shown(list.join(" / ")) : null;
}

/** What is printed and how: whatever changes in it, no value and no figure does. */
const layoutChanged = (at: At, before: Json | undefined, after: Json | undefined): readonly Change[] => {
  const [old, fresh] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter(
    (name) => !same(old[name], fresh[name]),
  );
  return names.map((name) => ({
    place: [...(at.place ? [at.place] : []), "print"].join("/"),
    label: at.label,
    kind: "changed",
    attribute: `print.${name}`,
    before: shownLayout(old[name]),
    after: shownLayout(fresh[name]),
    class: "safe",
  }));
};

/** Every difference between two definitions, in the order of the later one. */
export const changesBetween = (before: JsonObject, after: JsonObject): readonly Change[] =>
  objectChanged({ place: "", label: "" }, before, after);

/* Ids are never reused. */

type Meaning = { readonly label: string; readonly values: JsonObject };
/** Collections of a section that share their names: a formula may not stand where a field once stood with another unit. */
const ONE_NAMESPACE = ["fields", "computed", "columns", "indicators", "context"];
/** Lists whose members mean nothing by themselves: they carry versions or words. */
const NO_MEANING = ["rules", "rows", "methods", "scales", "classes"];

function meaningsOf(definition: JsonObject): ReadonlyMap<string, Meaning> {
  const found = new Map<string, Meaning>();
  const walk = (object: JsonObject, at: At): void => {
    for (const [collection, value] of Object.entries(object)) {
      if (NO_MEANING.includes(collection) || !isCollection(value)) continue;
      for (const member of value) {
        const inside = into(at, ONE_NAMESPACE.includes(collection) ? "fields" : collection, member);
        const nature = "fields" in member ? [...NATURE, "source"] : NATURE;
        const values = nature.flatMap((name) => (name in member ? [[name, member[name] ?? null] as const] : []));
        found.set(inside.place, { label: inside.label, values: Object.fromEntries(values) });
        walk(member, inside);
      }
    }
  };
  walk(definition, { place: "", label: "" });
  return found;
}

const NATURE_WORDS: Readonly<Record<string, string>> = {
  type: "jenis",
  unit: "satuan",
  kind: "bentuk",
  entry: "cara isi",
  source: "asal baris",
  periodType: "jenis periode",
};

export type Reuse = { readonly place: string; readonly label: string; readonly n: number; readonly what: string };

/** What an id says now that differs from what it said then; a formula says nothing of how it is entered. */
const differing = (then: JsonObject, now: JsonObject): readonly string[] =>
  [...new Set([...Object.keys(then), ...Object.keys(now)])].filter((name) => {
    if (name === "entry" && !(name in then && name in now)) return false;
    return !same(then[name], now[name]);
  });

/** Ids that stood for something else in any earlier version, each with the version and what differs. */
export function reusedIds(
  earlier: readonly { readonly n: number; readonly definition: JsonObject }[],
  next: JsonObject,
): readonly Reuse[] {
  const found = new Map<string, Reuse>();
  const now = meaningsOf(next);
  for (const { n, definition } of earlier) {
    for (const [place, { values }] of meaningsOf(definition)) {
      const meaning = now.get(place);
      const names = meaning ? differing(values, meaning.values) : [];
      if (!meaning || names.length === 0) continue;
      const what = names
        .map(
          (name) =>
            `${NATURE_WORDS[name] ?? name} ${shown(values[name]) ?? "tanpa"} menjadi ${shown(meaning.values[name]) ?? "tanpa"}`,
        )
        .join(", ");
      found.set(place, { place, label: meaning.label, n, what });
    }
  }
  return [...found.values()];
}
