import type * as v from "valibot";

/** What is wrong in a file that an operator wrote, and where: `people[2].email`. */
export type Problem = { readonly place: string; readonly problem: string };

type Issue = v.BaseIssue<unknown>;

const placeOf = (issue: Issue, prefix: string): string => {
  const steps = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  return `${prefix}${steps.join("")}`.replace(/^\./, "") || "(berkas)";
};

const WORDS: Readonly<Record<string, string>> = {
  string: "teks",
  number: "angka",
  boolean: "true atau false",
  Array: "daftar [...]",
  Object: "objek {...}",
};
const wordOf = (expected: string | null): string =>
  (expected ?? "nilai lain")
    .replace(/^\((.*)\)$/, "$1")
    .split(" | ")
    .map((each) => WORDS[each] ?? each)
    .join(" atau ");

/** The library speaks English where a schema gave no sentence of its own. */
function sentenceOf(issue: Issue): string {
  if (!issue.message.startsWith("Invalid ")) return issue.message;
  if (issue.expected === "never") return `Kunci "${String(issue.path?.at(-1)?.key)}" tidak dikenal di sini.`;
  if (issue.received === "undefined") return "Wajib ada.";
  return `Seharusnya ${wordOf(issue.expected)}, tertulis ${issue.received}.`;
}

/** An issue of the library as a sentence with its place. `prefix` stands before the place. */
export const problemOf = (issue: Issue, prefix = ""): Problem => ({
  place: placeOf(issue, prefix),
  problem: sentenceOf(issue),
});

/** Lines for whoever has to mend the file. */
export const problemLines = (file: string, problems: readonly Problem[]): readonly string[] => [
  `${file}: ${problems.length} kesalahan, tidak ada yang ditulis.`,
  ...problems.map(({ place, problem }) => `  ${place}: ${problem}`),
];
