import { add, decimal, text } from "../kernel/decimal.ts";
import * as v from "valibot";
import { Period } from "../kernel/id.ts";
import { addPeriods, yearOf } from "../kernel/period.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { summedFields } from "./compute.ts";
import { periodsBefore } from "./earlier.ts";
import type { CarriedValue, CarryPin, CarryView, Head, Row } from "./schema.ts";
import { Carries, type CarryRecord, type CarryValues, unpack } from "./store.ts";

const numeric = /^-?\d+(\.\d+)?$/;

function addUp(records: readonly CarryRecord[], before: string): CarryView["values"] {
  const values: Record<string, Record<string, CarriedValue>> = {};
  for (const record of records) {
    for (const [rowKey, fields] of Object.entries(unpack(record.body))) {
      for (const [field, value] of Object.entries(fields)) {
        const sofar = values[rowKey]?.[field];
        const sum = sofar ? text(add(decimal(sofar.sum), decimal(value))) : value;
        values[rowKey] = {
          ...values[rowKey],
          [field]: { sum, last: record.period === before ? value : (sofar?.last ?? null) },
        };
      }
    }
  }
  return values;
}

const isOlder = (item: CarryRecord, newest: ReadonlyMap<string, CarryRecord>): boolean =>
  item.version < (newest.get(item.period)?.version ?? 0);

/**
 * The periods before, summed per row and field. A draft counts what is published now; after submission a report keeps
 * to the periods that were pinned, so that nothing published later changes what was signed.
 */
export async function carryOf(
  head: Head,
  options: { strong?: boolean } = {},
): Promise<{ view: CarryView; pins: readonly CarryPin[] }> {
  const { template, unit, period } = head;
  const months = periodsBefore(period);
  if (months.length === 0) return { view: { months: [], absent: [], values: {} }, pins: [] };
  const { items } = await Carries.list({ template, year: yearOf(period), unit }, { strong: options.strong ?? false });
  const pinned =
    head.state === "draft" || head.state === "returned"
      ? null
      : new Map(head.carry.map((pin) => [pin.period, pin.hash]));
  const newest = new Map<string, CarryRecord>();
  for (const item of items) {
    if (item.period >= period) continue;
    if (pinned ? pinned.get(item.period as CarryPin["period"]) !== item.hash : isOlder(item, newest)) continue;
    newest.set(item.period, item);
  }
  const counted = [...newest.values()];
  const pins = counted.map((item): CarryPin => ({ period: v.parse(Period, item.period), hash: item.hash }));
  const present = new Set(counted.map((item) => item.period));
  return {
    view: {
      months: pins.map((pin) => pin.period),
      absent: months.filter((month) => !present.has(month)),
      values: addUp(counted, addPeriods(period, -1)),
    },
    pins,
  };
}

/** The partial values of a report that later months will count. "Nihil" counts as zero; "tidak berlaku" not at all. */
export function valuesToCarry(definition: TemplateDefinition, rows: readonly Row[]): CarryValues {
  const entries = rows.map((row): [string, Record<string, string>] => {
    const fields = summedFields(definition, row.rowKey).flatMap((field) => {
      const cell = row.cells[field.id];
      if (cell?.s === "value" && cell.v !== null && numeric.test(cell.v)) return [[field.id, cell.v]];
      return cell?.s === "nil" ? [[field.id, "0"]] : [];
    });
    return [row.rowKey, Object.fromEntries(fields) as Record<string, string>];
  });
  return Object.fromEntries(entries.filter(([, fields]) => Object.keys(fields).length > 0));
}
