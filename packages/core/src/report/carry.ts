import { add, decimal, text } from "../kernel/decimal.ts";
import { isLocalDate } from "../kernel/zone.ts";
import * as v from "valibot";
import { Period } from "../kernel/id.ts";
import { addPeriods, comparePeriods, yearOf } from "../kernel/period.ts";
import { type Read, readOf } from "../expression/program.ts";
import { sectionOfRow } from "../template/fields.ts";
import { measuredSections } from "../template/measured.ts";
import { type Formulas, programsOf } from "../template/program.ts";
import type { EntryField, TemplateDefinition } from "../template/schema.ts";
import { isNumeric } from "../kernel/field-type.ts";
import { periodsBefore } from "./earlier.ts";
import { hasOnceFields, isOnce, onceFields, withHeld } from "./held.ts";
import type { CarriedValue, CarryPin, CarryView, Head, Row } from "./schema.ts";
import { Carries, type CarryRecord, type CarryValues, unpack } from "./store.ts";

/** Fields whose numbers and dates later periods look at. */
const carriedFields = (definition: TemplateDefinition, rowKey: string): readonly EntryField[] => {
  const section = programsOf(definition).sections.find((each) => each.section.id === sectionOfRow(rowKey))?.section;
  const isCarried = ({ type, timeAgg }: EntryField): boolean =>
    (isNumeric(type) || type === "date") && timeAgg !== "none";
  return section ? section.fields.filter(isCarried) : [];
};

const numeric = /^-?\d+(\.\d+)?$/;

/** Everything that formulas read of the rows of a section: its own fields and rules, and figures over its rows. */
const readsOf = (definition: Formulas): readonly { readonly section: string; readonly read: Read }[] => {
  const { sections, figures } = programsOf(definition);
  const inRows = sections.flatMap(({ section, computed, own, rules }) =>
    [...computed, ...[...own.values()].flat(), ...rules].map(({ program }) => ({ section: section.id, program })),
  );
  const gathered = sections.flatMap((each) => each.gathered.map(({ section, program }) => ({ section, program })));
  const overRows = figures.flatMap(({ section, program }) => (section === null ? [] : [{ section, program }]));
  return [...inRows, ...gathered, ...overRows].flatMap(({ section, program }) =>
    program.reads.map((key) => ({ section, read: readOf(key) })),
  );
};

/** Fields whose periods are looked at one by one, by a formula or because the first of the year answers for all; by section. */
const severally = (definition: TemplateDefinition): ReadonlySet<string> =>
  new Set([
    ...readsOf(definition)
      .filter(({ read }) => read.as === "periods")
      .map(({ section, read }) => `${section}/${read.name}`),
    ...programsOf(definition).sections.flatMap(({ section: { id } }) =>
      onceFields(definition, id).map((field) => `${id}/${field.id}`),
    ),
  ]);

/** Whether any formula asks for the period before: then the first period of a year looks into the year before. */
const looksBack = (definition: Formulas): boolean => readsOf(definition).some(({ read }) => read.as === "previous");

/** A period that counts, with what it carries. */
type Counted = Pick<CarryRecord, "period"> & { readonly rows: CarryValues };

/** Adds up periods, the oldest first. One of the year before is the one before, and belongs to no running total. */
function addUp(records: readonly Counted[], period: string, several: ReadonlySet<string>): CarryView["values"] {
  const before = addPeriods(period, -1);
  const values: Record<string, Record<string, CarriedValue>> = {};
  for (const record of records) {
    const own = yearOf(record.period) === yearOf(period);
    for (const [rowKey, fields] of Object.entries(record.rows)) {
      for (const [field, value] of Object.entries(fields)) {
        const sofar = values[rowKey]?.[field] ?? { sum: "0", last: null };
        const listed = own && several.has(`${sectionOfRow(rowKey)}/${field}`);
        values[rowKey] = {
          ...values[rowKey],
          [field]: {
            ...sofar,
            // A date has no sum; nothing asks for one.
            sum: own && !isLocalDate(value) ? text(add(decimal(sofar.sum), decimal(value))) : sofar.sum,
            last: record.period === before ? value : sofar.last,
            ...(listed ? { periods: { ...sofar.periods, [record.period]: value } } : {}),
          },
        };
      }
    }
  }
  return values;
}

/** In which periods of the year the indicators of measured sections stood, as the published reports say. */
function standingIn(definition: TemplateDefinition, records: readonly Counted[]): CarryView["standing"] {
  const sections = measuredSections(definition).map(({ id }): string => id);
  if (sections.length === 0) return undefined;
  const stood: Record<string, Period[]> = {};
  for (const { period, rows } of records)
    for (const rowKey of Object.keys(rows).filter((each) => sections.includes(sectionOfRow(each))))
      stood[rowKey] = [...(stood[rowKey] ?? []), v.parse(Period, period)];
  return { sections, rows: stood };
}

/** Published values of the periods that count: of the year, and of the last period of the year before where one is asked for. */
async function recordsFor(
  { template, unit, period }: Head,
  definition: Formulas,
  strong: boolean,
): Promise<readonly CarryRecord[]> {
  const before = addPeriods(period, -1);
  const years = yearOf(before) !== yearOf(period) && looksBack(definition) ? [before] : [];
  if (periodsBefore(period).length > 0) years.push(period);
  const lists = await Promise.all(
    years.map((each) => Carries.list({ template, year: yearOf(each), unit }, { strong })),
  );
  return lists
    .flatMap(({ items }) => items)
    .filter((item) => item.period === before || (yearOf(item.period) === yearOf(period) && item.period < period));
}

const isOlder = (item: CarryRecord, newest: ReadonlyMap<string, CarryRecord>): boolean =>
  item.version < (newest.get(item.period)?.version ?? 0);

/**
 * The periods before, summed per row and field. A draft counts what is published now; after submission a report keeps
 * to the periods that were pinned, so that nothing published later changes what was signed.
 */
export async function carryOf(
  head: Head,
  definition: TemplateDefinition,
  options: { strong?: boolean } = {},
): Promise<{ view: CarryView; pins: readonly CarryPin[] }> {
  const { period } = head;
  const items = await recordsFor(head, definition, options.strong ?? false);
  const pinned =
    head.state === "draft" || head.state === "returned"
      ? null
      : new Map(head.carry.map((pin) => [pin.period, pin.hash]));
  const newest = new Map<string, CarryRecord>();
  for (const item of items) {
    if (pinned ? pinned.get(item.period as CarryPin["period"]) !== item.hash : isOlder(item, newest)) continue;
    newest.set(item.period, item);
  }
  // Withdrawn counts as not reported; a report that was sent keeps what it was signed with.
  const kept = [...newest.values()].filter((item) => pinned !== null || item.withdrawn === undefined);
  const counted = kept.toSorted((a, b) => comparePeriods(a.period, b.period));
  const pins = counted.map((item): CarryPin => ({ period: v.parse(Period, item.period), hash: item.hash }));
  const present = new Set(counted.map((item) => item.period));
  const read = counted.map((item): Counted => ({ period: item.period, rows: unpack(item.body) }));
  const ofYear = read.filter((item) => yearOf(item.period) === yearOf(period));
  const standing = standingIn(definition, ofYear);
  return {
    view: {
      period,
      months: pins.map((pin) => pin.period).filter((each) => yearOf(each) === yearOf(period)),
      absent: periodsBefore(period).filter((each) => !present.has(each)),
      values: addUp(read, period, severally(definition)),
      ...(standing ? { standing } : {}),
    },
    pins,
  };
}

/** The rows of a report with what earlier periods of its year answered for them. */
export async function heldRows<R extends Row>(
  head: Head,
  definition: TemplateDefinition,
  rows: readonly R[],
): Promise<readonly R[]> {
  if (!hasOnceFields(definition)) return rows;
  return withHeld(definition, rows, (await carryOf(head, definition, { strong: true })).view);
}

/**
 * The numbers and dates of a report that later periods look at: those that add up and those that stand. "Nihil" counts as zero, save in
 * a number of the year: that there was nothing yet in one period says nothing of the year. "Tidak berlaku" counts not at all.
 * Indicators of the tree are kept without any number, too: that they stood is what a later period asks.
 */
export function valuesToCarry(definition: TemplateDefinition, rows: readonly Row[]): CarryValues {
  const ofYear = isOnce(definition);
  const measured = new Set<string>(measuredSections(definition).map(({ id }) => id));
  const entries = rows.map((row): [string, Record<string, string>] => {
    const fields = carriedFields(definition, row.rowKey).flatMap((field) => {
      const cell = row.closed?.[field.id] === undefined ? row.cells[field.id] : undefined;
      if (cell?.s === "value" && cell.v !== null && (numeric.test(cell.v) || isLocalDate(cell.v)))
        return [[field.id, cell.v]];
      return cell?.s === "nil" && !ofYear({ rowKey: row.rowKey, field: field.id }) ? [[field.id, "0"]] : [];
    });
    return [row.rowKey, Object.fromEntries(fields) as Record<string, string>];
  });
  // One whose indicator is gone has every field closed.
  const open = ({ rowKey, closed = {} }: Row): boolean =>
    carriedFields(definition, rowKey).some(({ id }) => closed[id] === undefined);
  const stood = new Set<string>(
    rows.filter((row) => measured.has(sectionOfRow(row.rowKey)) && open(row)).map(({ rowKey }) => rowKey),
  );
  return Object.fromEntries(entries.filter(([rowKey, fields]) => Object.keys(fields).length > 0 || stood.has(rowKey)));
}
