import * as v from "valibot";
import { LIMITS } from "../kernel/limits.ts";
import { checkDefinition } from "./check.ts";
import { cascadeProblems } from "./measured-check.ts";
import { compileTemplate, type Problem } from "./program.ts";
import type { QuerySources } from "./query.ts";
import { queryProblems } from "./query-check.ts";
import { TemplateDefinition } from "./schema.ts";
import { isObject, type Json, type JsonObject, labelOf, nameOf } from "./structure.ts";

const WORDS: Readonly<Record<string, string>> = {
  min_length: "Belum diisi.",
  max_length: "Terlalu panjang.",
  regex: "Hanya huruf kecil, angka dan tanda sambung, diawali huruf.",
  picklist: "Pilih salah satu dari daftar.",
  strict_object: "Isian ini tidak dikenal di tempat ini.",
  min_value: "Terlalu kecil.",
  max_value: "Terlalu besar.",
  integer: "Harus bilangan bulat.",
  variant: "Bentuk ini tidak dikenal.",
};

/** Parts of a layout have no label of their own. */
const LAYOUT: Readonly<Record<string, string>> = {
  print: "Tata cetak",
  title: "baris judul",
  signers: "blok tanda tangan",
  above: "kata di atas jabatan",
  post: "jabatan",
  heading: "judul cetakan",
  rowHeading: "judul kolom nama baris",
  columns: "kolom",
  width: "lebar",
};
const stepWords = (key: PropertyKey, next: JsonObject | null): string => {
  const known = LAYOUT[String(key)];
  if (known !== undefined) return known;
  if (next === null) return String(key);
  return typeof key === "number" && !("label" in next) && nameOf(next) === null ? String(key + 1) : labelOf(next);
};

/** The way to an issue in the words of the draft: labels of the things it lies in, then the property. */
function placeOf(definition: JsonObject, path: readonly PropertyKey[]): string {
  const words: string[] = [];
  let here: Json | undefined = definition;
  for (const key of path) {
    const next: Json | undefined = Array.isArray(here)
      ? (here as readonly Json[])[typeof key === "number" ? key : -1]
      : isObject(here)
        ? here[String(key)]
        : undefined;
    if (isObject(next)) words.push(stepWords(key, next));
    else if (!Array.isArray(next) || key === path.at(-1) || String(key) in LAYOUT) words.push(stepWords(key, null));
    here = next;
  }
  return words.join(" › ");
}

/** The same way in names: section or `~induk`, the list, its member. */
function pathOf(definition: JsonObject, path: readonly PropertyKey[]): readonly string[] {
  const [top, place, list, member] = path;
  const sections = definition["sections"];
  if (top !== "sections") return ["~induk", ...namesOn(definition, top, place)];
  const section =
    Array.isArray(sections) && typeof place === "number" ? (sections as readonly Json[])[place] : undefined;
  const name = nameOf(section);
  return name === null ? [] : [name, ...(isObject(section) ? namesOn(section, list, member) : [])];
}
function namesOn(owner: JsonObject, list: PropertyKey | undefined, member: PropertyKey | undefined): readonly string[] {
  if (list === undefined) return [];
  const members = owner[String(list)];
  const name =
    Array.isArray(members) && typeof member === "number" ? nameOf((members as readonly Json[])[member]) : null;
  return [String(list), ...(name === null ? [] : [name])];
}

export type Inspected =
  | { readonly ok: true; readonly definition: TemplateDefinition }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly more: boolean };

const listed = (problems: readonly Problem[]): Inspected => ({
  ok: false,
  problems: problems.slice(0, LIMITS.templateProblemsListed),
  more: problems.length > LIMITS.templateProblemsListed,
});

const stepsOf = (issue: v.BaseIssue<unknown>): readonly PropertyKey[] =>
  (issue.path ?? []).map((step) => step.key as PropertyKey);

/** Everything that keeps a draft from being published, or the definition that it is. */
export function inspect(draft: JsonObject, sources?: QuerySources): Inspected {
  const parsed = v.safeParse(TemplateDefinition, draft);
  if (!parsed.success) {
    return listed(
      parsed.issues.map((issue) => ({
        place: placeOf(draft, stepsOf(issue)),
        path: pathOf(draft, stepsOf(issue)),
        problem: WORDS[issue.type] ?? (issue.received === "undefined" ? "Belum diisi." : "Isinya tidak sesuai."),
      })),
    );
  }
  const first = checkDefinition(parsed.output, sources);
  const all = [
    ...queryProblems(parsed.output, sources),
    ...cascadeProblems(parsed.output),
    ...compileTemplate(parsed.output).problems,
  ];
  const known = all.some((each) => each.place === first?.place && each.problem === first.problem);
  const problems = first && !known ? [first, ...all] : all;
  return problems.length === 0 ? { ok: true, definition: parsed.output } : listed(problems);
}
