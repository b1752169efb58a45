import { entrySections } from "./fields.ts";
import { mayTakeTargets } from "./measured.ts";
import { cascadeProblems } from "./measured-check.ts";
import { printProblem } from "./print.ts";
import { compileTemplate, type Problem } from "./program.ts";
import type { QuerySources } from "./query.ts";
import { queryProblems } from "./query-check.ts";
import type { EntryField, TemplateDefinition } from "./schema.ts";
import { isNumeric } from "../kernel/field-type.ts";

/**
 * The first thing wrong with a definition, or null. A definition with a problem is never published. `sources`: the templates
 * that it draws from, where they are known.
 */
export function checkDefinition(definition: TemplateDefinition, sources?: QuerySources): Problem | null {
  const sections = definition.sections.map((section) => section.id);
  const repeated = sections.find((id, i) => sections.indexOf(id) !== i);
  if (repeated) return { place: `bagian ${repeated}`, path: [repeated], problem: "Namanya dipakai dua kali." };
  for (const section of entrySections(definition)) {
    const ids = [...section.fields, ...(section.kind === "narrative" ? [] : section.computed)].map((field) => field.id);
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice) {
      return {
        place: section.label,
        path: [section.id, "fields", twice],
        problem: `Isian ${twice} tertulis dua kali.`,
      };
    }
    const choiceless = section.fields.find((field) => field.type === "choice" && !field.choices?.length);
    if (choiceless) {
      const path = [section.id, "fields", choiceless.id];
      return { place: choiceless.label, path, problem: "Pilihan belum diisi." };
    }
    const undated = section.fields.find((field) => field.type === "date" && !isDeclaredAsDate(field));
    if (undated) {
      const problem =
        "Tanggal tidak dijumlahkan: antarperiode nilai terakhir atau tidak digabung, antarunit tidak digabung.";
      return { place: undated.label, path: [section.id, "fields", undated.id], problem };
    }
    const misplaced = section.kind === "narrative" && section.fields.some((field) => field.type !== "text");
    if (misplaced) {
      return { place: section.label, path: [section.id], problem: "Bagian uraian hanya memuat isian teks." };
    }
  }
  const [named] = [
    ...queryProblems(definition, sources),
    ...cascadeProblems(definition),
    ...compileTemplate(definition).problems,
  ];
  return named ?? givenProblem(definition) ?? layoutProblem(definition);
}

/** A day has neither a sum nor a mean. */
const isDeclaredAsDate = ({ entry, timeAgg, orgAgg }: EntryField): boolean =>
  entry === "text" && (timeAgg === "last" || timeAgg === "none") && orgAgg === "none";

/** What is wrong with the layout of the print, at its place in the designer. */
function layoutProblem(definition: TemplateDefinition): Problem | null {
  const found = printProblem(definition);
  if (!found) return null;
  const section = definition.sections.find((each) => each.id === found.section);
  const place = section ? `Tata cetak ${section.label}` : "Tata cetak";
  return { place, path: [section?.id ?? "~induk", "print"], problem: found.problem };
}

/** A value that comes from elsewhere is a number, and a target has a row to belong to that bears its indicator. */
function givenProblem(definition: TemplateDefinition): Problem | null {
  for (const section of entrySections(definition)) {
    const aimed = mayTakeTargets(section);
    const wrong = section.fields.find(
      ({ given, type }) => (given !== undefined && !isNumeric(type)) || (given === "target" && !aimed),
    );
    if (wrong) {
      const problem =
        "Isian yang terisi dari rencana atau triwulan pertama harus berupa angka, dan target hanya pada baris templat atau indikator pohon kinerja.";
      return { place: wrong.label, path: [section.id, "fields", wrong.id], problem };
    }
  }
  return null;
}
