import { canonical } from "../kernel/canonical.ts";
import type { KeptFace, Label, PublicChange, PublicRow } from "./schema.ts";

type Figure = NonNullable<PublicChange["before"]>;

const same = (a: Figure | undefined, b: Figure | undefined): boolean => canonical(a ?? null) === canonical(b ?? null);

/** Rows by section and code, or label where there is none; the second of the same name is told from the first. */
function byName(rows: readonly PublicRow[]): ReadonlyMap<string, PublicRow> {
  const found = new Map<string, PublicRow>();
  for (const row of rows) {
    const name = `${row.section} ${row.code ?? row.label}`;
    let key = name;
    for (let n = 2; found.has(key); n += 1) key = `${name} ${n}`;
    found.set(key, row);
  }
  return found;
}

/** Labels of both versions, the later one's words where both have them. */
function labelsOf(before: readonly Label[], after: readonly Label[]): readonly Label[] {
  const known = new Set(after.map((label) => label.id));
  return [...after, ...before.filter((label) => !known.has(label.id))];
}

const columnsOf = (face: KeptFace, section: string): readonly Label[] =>
  face.sections.find((each) => each.id === section)?.columns ?? [];

const PAGU: Label = { id: "pagu", label: "Pagu", type: "money", unit: "Rp", decimals: 2 };

function changesOfRow(
  before: KeptFace,
  after: KeptFace,
  old: PublicRow | undefined,
  now: PublicRow | undefined,
): readonly PublicChange[] {
  const row = now ?? old;
  if (!row) return [];
  const columns = labelsOf(columnsOf(before, row.section), columnsOf(after, row.section));
  // The pagu stands beside every row without being a column of the template.
  const labels = columns.some((label) => label.id === PAGU.id) ? columns : [PAGU, ...columns];
  const { code, label, section } = row;
  return labels.flatMap((each): PublicChange[] => {
    const [was, is] = [old?.cells[each.id], now?.cells[each.id]];
    if (same(was, is)) return [];
    return [{ row: { code, label, section }, label: each, before: was ?? null, after: is ?? null }];
  });
}

/** What differs between two versions, of what both show to everybody: figures first, then cells in the order of the rows. */
export function publicChanges(before: KeptFace, after: KeptFace): readonly PublicChange[] {
  const figures = labelsOf(before.labels, after.labels).flatMap((label): PublicChange[] => {
    const [was, is] = [before.figures[label.id], after.figures[label.id]];
    return same(was, is) ? [] : [{ row: null, label, before: was ?? null, after: is ?? null }];
  });
  const [old, now] = [byName(before.rows), byName(after.rows)];
  const keys = [...new Set([...now.keys(), ...old.keys()])];
  return [...figures, ...keys.flatMap((key) => changesOfRow(before, after, old.get(key), now.get(key)))];
}
