import { isNumeric } from "../kernel/field-type.ts";
import { isTable } from "./fields.ts";
import type { Problem } from "./program.ts";
import {
  drawnSections,
  isDrawn,
  offeredBy,
  offeringSections,
  periodFits,
  type QuerySection,
  type QuerySources,
} from "./query.ts";
import type { EntryField, Section, TableSection, TemplateDefinition } from "./schema.ts";

/* What keeps a section from drawing its rows from another template. */

type Place = { readonly place: string; readonly path: readonly string[] };
const at = (section: Section, ...path: readonly string[]): Place => ({
  place: section.label,
  path: [section.id, ...path],
});
const atField = (section: Section, field: EntryField): Place => ({
  place: `${section.label} › ${field.label}`,
  path: [section.id, "fields", field.id],
});

/** What is wrong with a field by itself: it is drawn where nothing is drawn, or asks for what nobody can type. */
function fieldProblem(section: Section, field: EntryField): Problem | null {
  if (field.from === undefined) return null;
  const say = (problem: string): Problem => ({ ...atField(section, field), problem });
  if (!isDrawn(section)) return say("Kolom hanya dapat diambil pada bagian yang barisnya diambil dari laporan lain.");
  if (field.required === "submit") {
    return say("Kolom yang diambil tidak dapat diwajibkan: penyusun tidak mengisinya. Pakai aturan bila harus ada.");
  }
  if (field.type === "choice" || field.rich) return say("Kolom yang diambil berupa angka, tanggal, atau teks biasa.");
  return null;
}

/** What is wrong with a section by itself, whatever the other templates say. */
function ownProblems({ id }: TemplateDefinition, section: Section): readonly Problem[] {
  const fields = section.kind === "evidence" ? [] : section.fields;
  const found = fields.flatMap((field) => fieldProblem(section, field) ?? []);
  if (!isTable(section)) return found;
  const say = (problem: string): Problem => ({ ...at(section, "query"), problem });
  if (section.source !== "query" && section.source !== "cascade" && section.part !== undefined) {
    return [
      say(
        "Bagian kerja sebuah tabel hanya untuk baris yang diambil atau dari pohon kinerja; pada daftar tulis pada tiap barisnya.",
      ),
      ...found,
    ];
  }
  if (section.source !== "query") {
    return section.query ? [say("Asal barisnya bukan laporan lain; hapus sumber laporannya."), ...found] : found;
  }
  if (!section.query) return [say("Pilih templat dan bagian tempat barisnya diambil."), ...found];
  if (section.query.template === id) return [say("Laporan ini mengambil dari dirinya sendiri."), ...found];
  const none = fields.every((field) => field.from === undefined);
  return none ? [say("Belum ada kolom yang diambil."), ...found] : found;
}

const WORDS: Readonly<Record<EntryField["type"], string>> = {
  money: "rupiah",
  number: "bilangan",
  percent: "persen",
  date: "tanggal",
  text: "teks",
  choice: "pilihan",
};

const OF_ROW = "@unit";
/** Two units that are both known and not the same; one that every row has for itself is not known. */
const unitsClash = (own: string | undefined, source: string | undefined): boolean =>
  own !== undefined && source !== undefined && own !== source && own !== OF_ROW && source !== OF_ROW;

/** Whether a drawn column holds what it says. A choice is drawn as its words. */
function columnProblem(section: QuerySection, field: EntryField, source: TableSection, short: string): Problem | null {
  const say = (problem: string): Problem => ({ ...atField(section, field), problem });
  const offered = offeredBy(source).find((each) => each.id === field.from);
  if (!offered) return say(`Kolom "${field.from ?? ""}" tidak ada pada bagian ${source.label}.`);
  const same = isNumeric(offered.type) || offered.type === "date" ? offered.type === field.type : field.type === "text";
  if (!same)
    return say(`Jenisnya ${WORDS[field.type]}, sedangkan ${offered.label} pada sumber ${WORDS[offered.type]}.`);
  if (field.type === "number" && unitsClash(field.unit, offered.unit)) {
    return say(`Satuannya ${field.unit ?? ""}, sedangkan ${offered.label} pada sumber ${offered.unit ?? ""}.`);
  }
  // Whoever releases this report would give out what the other keeps back, and nothing would say so.
  if (field.public && offered.public === false) {
    return say(
      `Kolom ini terbuka untuk umum, sedangkan ${offered.label} pada ${short} tidak. Tutup kolom ini untuk umum, atau buka dahulu kolom sumbernya.`,
    );
  }
  return null;
}

/** The way back to a template through what it draws, as names; null when there is none. */
function circle(
  id: string,
  from: string,
  sources: QuerySources,
  seen: readonly string[] = [],
): readonly string[] | null {
  const source = sources.get(from);
  if (!source || seen.includes(from)) return null;
  for (const { query } of drawnSections(source)) {
    if (query.template === id) return [source.short];
    const rest = circle(id, query.template, sources, [...seen, from]);
    if (rest) return [source.short, ...rest];
  }
  return null;
}

function sourceProblems(
  definition: TemplateDefinition,
  section: QuerySection,
  sources: QuerySources,
): readonly Problem[] {
  const { query } = section;
  const say = (problem: string): Problem => ({ ...at(section, "query"), problem });
  const source = sources.get(query.template);
  if (!source) return [say(`Templat sumber "${query.template}" belum terbit di daerah ini.`)];
  const back = circle(definition.id, query.template, sources);
  if (back) return [say(`Pengambilan berputar: ${[definition.short, ...back, definition.short].join(" > ")}.`)];
  const from = offeringSections(source).find((each) => each.id === query.section);
  if (!from) return [say(`Bagian "${query.section}" tidak ada pada templat ${source.short}, atau tidak berbaris.`)];
  const unfit = periodFits(query.period, definition.periodType, source.periodType)
    ? []
    : [say(`Periode ${source.short} (${source.periodType}) tidak cocok dengan cara memilih periode ini.`)];
  const drawn = section.fields.filter((field) => field.from !== undefined);
  return [...unfit, ...drawn.flatMap((field) => columnProblem(section, field, from, source.short) ?? [])];
}

/**
 * Everything that is wrong with the drawn sections of a definition. `sources` absent: only what can be said without the
 * other templates.
 */
export function queryProblems(definition: TemplateDefinition, sources?: QuerySources): readonly Problem[] {
  const own = definition.sections.flatMap((section) => ownProblems(definition, section));
  if (own.length > 0 || !sources) return own;
  return drawnSections(definition).flatMap((section) => sourceProblems(definition, section, sources));
}
