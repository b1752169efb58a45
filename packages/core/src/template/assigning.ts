import * as v from "valibot";
import { failure } from "../kernel/failure.ts";
import { Period, TemplateId, UnitId } from "../kernel/id.ts";
import { firstDay } from "../kernel/period.ts";
import { localDate } from "../kernel/zone.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import { unitNames } from "../orgunit/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { onTemplate } from "./drafting.ts";
import { TEMPLATE_OFFICES } from "./drafts.ts";
import { assignmentsOf, knownTemplate } from "./index.ts";
import { Assignment } from "./schema.ts";
import { ensureSpan } from "./span.ts";
import { Assignments } from "./store.ts";

/* Which units must report, since when and until when: the denominator of completeness. */

export const assignmentBegun = failure(
  "template.assignment_begun",
  "refused",
  () =>
    "Penugasan ini sudah berjalan, jadi tidak dapat dibatalkan seluruhnya. Akhiri dengan menyebut periode terakhir yang masih wajib dilaporkan.",
);
export const assignmentChanged = failure(
  "template.assignment_changed",
  "stale",
  () => "Penugasan ini baru saja diubah orang lain. Muat ulang daftarnya, lalu periksa kembali.",
);

const administrators = offices("admin daerah", TEMPLATE_OFFICES, "mengatur templat laporan");

export const unassign = writeOperation({
  name: "template.unassign",
  summary:
    "Mengakhiri penugasan satu unit pada satu periode, membukanya kembali, atau membatalkannya bila belum berjalan.",
  input: v.strictObject({
    template: TemplateId,
    unit: UnitId,
    /** First period of the assignment that is meant. */
    from: Period,
    /** What was seen as its end, so that nobody overrides what somebody else just decided. */
    seen: v.nullable(Period),
    /** `ends`: the last period it must report; null = without end. `cancelled`: it never begins. */
    to: v.variant("kind", [
      v.strictObject({ kind: v.literal("ends"), until: v.nullable(Period) }),
      v.strictObject({ kind: v.literal("cancelled") }),
    ]),
  }),
  output: v.strictObject({ unit: UnitId, until: v.nullable(Period), cancelled: v.boolean() }),
  subject: onTemplate,
  load: async ({ template, unit, from }) => {
    const [name, standing] = await Promise.all([
      knownTemplate({ template }),
      Assignments.get({ template, unit, from }, { strong: true }),
    ]);
    return name && standing && { ...standing, periodType: name.periodType };
  },
  policy: administrators,
  run: async ({ input, record, unit, now }) => {
    const { template, to, from } = input;
    const key = { template, unit: input.unit, from };
    if (record.until !== input.seen) throw assignmentChanged({});
    if (to.kind === "cancelled") {
      const { zone } = await currentTenant();
      if (firstDay(from) <= localDate(now, zone)) throw assignmentBegun({});
      unit.add(
        Assignments.remove(key, (a, o) => o.eq(a["until"], record.until)),
        () => assignmentChanged({}),
      );
    } else {
      ensureSpan(record.periodType, from, to.until);
      unit.add(
        Assignments.patch(key, { set: { until: to.until } }, (a, o) => o.eq(a["until"], record.until)),
        () => assignmentChanged({}),
      );
    }
    const until = to.kind === "ends" ? to.until : null;
    unit.tell({
      changes: { unit: input.unit, from, was: record.until, now: until, cancelled: to.kind === "cancelled" },
      events: [{ type: "UnitsAssigned", stamp: now.getTime(), template }],
    });
    return { unit: input.unit, until, cancelled: to.kind === "cancelled" };
  },
});

export const assignments = readOperation({
  name: "template.assignments",
  summary: "Unit yang ditugasi mengisi satu templat, sejak dan sampai kapan, dan bagiannya.",
  input: v.strictObject({ template: TemplateId }),
  output: v.strictObject({
    assignments: v.array(v.strictObject({ ...Assignment.entries, unitName: v.string() })),
  }),
  load: knownTemplate,
  policy: everyOfficial(),
  run: async ({ input }) => {
    const [items, names] = await Promise.all([assignmentsOf(input.template), unitNames()]);
    const found = items.map(({ template: _template, unit, from, until, parts }) => ({
      template: input.template,
      unit,
      from,
      until,
      ...(parts ? { parts: [...parts] } : {}),
      unitName: names.get(unit) ?? unit,
    }));
    return {
      assignments: found.toSorted((a, b) => a.unitName.localeCompare(b.unitName) || a.from.localeCompare(b.from)),
    };
  },
});
