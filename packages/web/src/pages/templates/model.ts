import type { Computed, Draft, Field, Figure, Rule, Section } from "@selaras/core/template/draft-shape.ts";
import { namesCarried } from "@selaras/core/template/program.ts";

/* Everything that happens to a draft, pure. */

/** Parts of a draft beside its sections, by the names under which they are saved. */
export const FRAME = "~induk";
export const ORDER = "~urutan";

const MOST_ID = 40;
const MOST_SECTION_ID = 30;

function slug(label: string, joint: string, most: number): string {
  const plain = label
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z0-9]+/g, joint)
    .replace(new RegExp(`^[^a-z]+|${joint}+$`, "g"), "");
  return plain.slice(0, most).replace(new RegExp(`${joint}+$`), "");
}

function free(wanted: string, joint: string, most: number, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let n = 2; ; n += 1) {
    const tail = `${joint}${n}`;
    const tried = `${wanted.slice(0, most - tail.length)}${tail}`;
    if (!taken.includes(tried)) return tried;
  }
}

/** The name under which formulas know something that is called so: "Realisasi fisik (%)" is `realisasi_fisik`. */
export const freeId = (label: string, taken: readonly string[], otherwise = "isian"): string =>
  free(slug(label, "_", MOST_ID) || otherwise, "_", MOST_ID, taken);

/** Whether formulas can know something by this name. */
export const isName = (id: string): boolean => /^[a-z][a-z0-9_]{0,39}$/.test(id);

export const freeSectionId = (label: string, taken: readonly string[]): string =>
  free(slug(label, "-", MOST_SECTION_ID) || "bagian", "-", MOST_SECTION_ID, taken);

/** The list with the member at a place moved to another. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [member] = next.splice(from, 1);
  if (member !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, member);
  return next;
}

export const replaced = <T>(list: readonly T[], at: number, member: T): T[] =>
  list.map((each, i) => (i === at ? member : each));

/** Names that formulas of a section know as entered, computed or carried by its rows: each is used once. */
export const idsIn = (section: Section): readonly string[] => [
  ...[...(section.fields ?? []), ...(section.computed ?? []), ...(section.context ?? [])].map((each) => each.id),
  ...namesCarried(section),
];

export const newField = (label: string, taken: readonly string[], narrative: boolean): Field => ({
  id: freeId(label, taken),
  label,
  type: narrative ? "text" : "number",
  ...(narrative ? { length: 4_000 } : { decimals: 0 }),
  entry: narrative ? "text" : "partial",
  timeAgg: narrative ? "none" : "sum",
  orgAgg: narrative ? "none" : "sum",
  required: "no",
  zeroNeedsReason: false,
  public: false,
});

/** The length of a text, in letters, until another is said. */
export const DEFAULT_LENGTH = 500;
/** What only numbers have: left behind, it would stand where nobody sees it and keep the template from being published. */
const NO_NUMBER = {
  negative: undefined,
  given: undefined,
  weight: undefined,
  missing: undefined,
  zeroNeedsReason: false,
  entry: "text",
  orgAgg: "none",
} as const;

/** A field as it has to be after its type changed: declarations that the new type does not know go. */
export function ofType(field: Field, type: Field["type"]): Field {
  const { unit: _unit, decimals: _decimals, choices: _choices, length: _length, rich: _rich, ...rest } = field;
  if (type === "text") return { ...rest, ...NO_NUMBER, type, timeAgg: "none", length: DEFAULT_LENGTH };
  if (type === "choice") return { ...rest, ...NO_NUMBER, type, timeAgg: "none", choices: [] };
  if (type === "date") return { ...rest, ...NO_NUMBER, type, timeAgg: "last" };
  const adds =
    field.entry === "text" ? { entry: "partial" as const, timeAgg: "sum" as const, orgAgg: "sum" as const } : {};
  const unit = type === "percent" ? { unit: "%" } : {};
  return { ...rest, ...adds, type, ...unit, decimals: type === "number" ? 0 : 2 };
}

export const newComputed = (label: string, taken: readonly string[]): Computed => ({
  id: freeId(label, taken, "hitungan"),
  label,
  type: "percent",
  unit: "%",
  decimals: 2,
  expression: "",
  public: false,
});

export const newRule = (taken: readonly string[], field: string): Rule => ({
  id: freeId("aturan", taken),
  when: "",
  severity: "warn",
  message: "",
  field,
});

export const newFigure = (label: string, taken: readonly string[], section: string | null): Figure => ({
  id: freeId(label, taken, "angka"),
  label,
  type: "number",
  decimals: 2,
  section,
  expression: "",
  public: false,
});

export function newSection(kind: Section["kind"], label: string, taken: readonly string[]): Section {
  const common = { id: freeSectionId(label, taken), kind, label };
  if (kind === "evidence") return { ...common, help: "", minimum: 0, requirements: [] };
  if (kind === "narrative") return { ...common, fields: [newField("Uraian", [], true)] };
  const table = kind === "form" ? {} : { source: kind === "rows" ? ("free" as const) : ("list" as const), rows: [] };
  const columns = kind === "matrix" ? QUARTERS.map((quarter) => newField(quarter, [], false)) : [];
  const entered = kind === "indicators" ? INDICATOR_FIELDS.map((each) => newField(each, [], false)) : columns;
  return { ...common, ...table, fields: entered, computed: [], rules: [] };
}
const QUARTERS = ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"];
const INDICATOR_FIELDS = ["Pembilang", "Penyebut"];

/** Columns of one kind in one go: the first field with other names. Names that are there already stay as they are. */
export function withColumns(section: Section, names: readonly string[], like: Field): Section {
  const known = section.fields ?? [];
  const added: Field[] = [];
  for (const label of names.map((name) => name.trim())) {
    if (label === "" || [...known, ...added].some((field) => field.label === label)) continue;
    const taken = [...idsIn(section), ...added.map((each) => each.id)];
    added.push({ ...like, id: freeId(label, taken), label });
  }
  return { ...section, fields: [...known, ...added] };
}

export const changeSection = (draft: Draft, id: string, next: Section): Draft => ({
  ...draft,
  sections: draft.sections.map((section) => (section.id === id ? next : section)),
});

export const withoutSection = (draft: Draft, id: string): Draft => ({
  ...draft,
  sections: draft.sections.filter((section) => section.id !== id),
});

/** Figures that would lose their section if it went. */
export const figuresOn = ({ frame }: Draft, section: string): readonly Figure[] =>
  frame.figures.filter((figure) => figure.section === section);

/** The parts of the work that a template names so far, for its rows and its sections. */
export const usedParts = ({ sections }: Pick<Draft, "sections">): readonly string[] =>
  [
    ...new Set(
      sections.flatMap(({ part, rows = [] }) => [
        part ?? "",
        ...rows.flatMap((row) => [row.part ?? "", ...Object.values(row.parts ?? {})]),
      ]),
    ),
  ].filter(Boolean);

/** A record with one value set, or without it. */
export function withValue(
  values: Readonly<Record<string, string>>,
  id: string,
  value: string | undefined,
): Record<string, string> {
  const { [id]: _before, ...rest } = values;
  return value === undefined ? rest : { ...rest, [id]: value };
}

const LARGE = 400;
/** Whether looking through the whole draft takes longer than one waits for a letter. */
export const isLarge = ({ sections }: Draft): boolean =>
  sections.reduce((sum, each) => sum + membersIn(each), 0) > LARGE;
const membersIn = (section: Section): number =>
  ("rows" in section ? (section.rows?.length ?? 0) : 0) + ("fields" in section ? (section.fields?.length ?? 0) : 0);
