import * as v from "valibot";
import { REGENCY } from "../cascade/levels.ts";
import type { PlannedTargets } from "../cascade/target/schema.ts";
import { systemContext, tenantId, within } from "../kernel/context.ts";
import { ReportId, type UnitId } from "../kernel/id.ts";
import { yearOf } from "../kernel/period.ts";
import { writeOperation } from "../operation/operation.ts";
import { allUnits } from "../orgunit/index.ts";
import { isWithin } from "../orgunit/tree.ts";
import { sectionOfRow } from "../template/fields.ts";
import { assignmentsOf, definitionOf, templateNames, versionsOf } from "../template/index.ts";
import { isMeasured, measuredSections } from "../template/measured.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { type Basis, followsTargets, NO_BASIS, pinOf, plannedSections, rowsAtOpening, treePinOf } from "./beginning.ts";
import { plannedFor } from "./basis.ts";
import { draftsOf, followOne, moversOfDrafts } from "./budget.ts";
import { dutiesOf } from "./duties.ts";
import { movedOn, targetsCurrent } from "./failures.ts";
import { countOf, firstPass, followingIn, writeRows } from "./following.ts";
import { wrongState } from "./machine.ts";
import { type LoadedWhole, load } from "./move.ts";
import { followed, type Following, goneLabel, type RowChanges } from "./rows.ts";
import type { TableSection } from "../template/schema.ts";
import type { Head } from "./schema.ts";
import { statement } from "./statement.ts";
import type { RowRecord } from "./store.ts";
import { replaceHead } from "./tasks.ts";

/*
 * A draft follows the targets that take effect within its period, and the tree whose indicators are its rows; the first
 * submission fixes both.
 */

type Planned = Pick<Basis, "targets" | "measured">;
const treeOf = (period: string): string => `pohon kinerja ${yearOf(period)}`;

/**
 * A row whose indicator left the tree, but somebody wrote in: what was typed stays to be read; none of it is asked or counts
 * any more.
 */
const goneFrom =
  (sections: readonly TableSection[], period: string): Following["without"] =>
  ({ rowKey, label, group, context }) => {
    const { fields = [] } = sections.find(({ id }) => id === sectionOfRow(rowKey)) ?? {};
    const why = `Indikator ini tidak ada lagi dalam ${treeOf(period)}.`;
    const closed = Object.fromEntries(fields.map(({ id }) => [id, why]));
    return { label: goneLabel(label, treeOf(period)), group, context, closed };
  };

/** What the rows of a report have to become. Listed rows take values only: the template names them, and none comes or goes. */
async function changesTo(record: LoadedWhole, planned: Planned): Promise<RowChanges<RowRecord>> {
  const { head, whole, definition } = record;
  const sections = plannedSections(definition);
  const duties = await dutiesOf(head.template, head.period, head.unit);
  const wanted = rowsAtOpening({ sections }, { ...NO_BASIS, ...planned }, head.period, duties);
  const measured = new Set<string>(measuredSections(definition).map(({ id }) => id));
  const comesAndGoes = (rowKey: string): boolean => measured.has(sectionOfRow(rowKey));
  const named = new Set(wanted.map(({ rowKey }) => rowKey));
  const known = new Set<string>(whole.rows.map(({ rowKey }) => rowKey));
  return followed(
    whole.rows.filter(({ rowKey }) => named.has(rowKey) || comesAndGoes(rowKey)),
    wanted.filter(({ rowKey }) => known.has(rowKey) || comesAndGoes(rowKey)),
    followingIn(record, goneFrom(sections, head.period)),
  );
}

const isSettled = (pin: Head["pins"]["targets"], targets: PlannedTargets | null): boolean =>
  targets === null ||
  (pin?.hash === targets.hash && pin.label === targets.label && pin.source === targets.source && !pin.unfinished);

/** What moved, as the history of the report says it. */
function reasonOf(
  { pins, period }: Head,
  { targets }: Planned,
  { created, changed, removed }: RowChanges<RowRecord>,
): string {
  const was = pins.targets?.label ?? "tanpa target";
  const aimed = isSettled(pins.targets, targets)
    ? []
    : [`Target: ${was} menjadi ${targets?.label ?? ""} (${targets?.source ?? ""}).`];
  const renamed = changed.filter(({ row, next }) => row.label !== next.label);
  const gone = renamed.filter(({ row, next }) => next.label === goneLabel(row.label, treeOf(period))).length;
  const rows = [
    ...(created.length > 0 ? [`${created.length} baris baru`] : []),
    ...(renamed.length > gone ? [`${renamed.length - gone} baris berganti nama`] : []),
    ...(gone > 0 ? [`${gone} baris tidak ada lagi dan tetap karena sudah diisi`] : []),
    ...(removed.length > 0 ? [`${removed.length} baris kosong keluar`] : []),
  ];
  const drawn =
    rows.length > 0 || aimed.length === 0 ? [`Pohon kinerja: ${rows.join(", ") || "acuan baris berubah"}.`] : [];
  return [...aimed, ...drawn, "Realisasi yang sudah diisi tidak berubah."].join(" ");
}

/** Pins of a report after one pass; nothing is sent while rows still follow. */
function pinsAfter({ pins }: Head, planned: Planned, left: number): Head["pins"] {
  const unfinished = left > 0 ? { unfinished: true as const } : {};
  const tree = treePinOf(planned);
  return {
    ...pins,
    ...(planned.targets ? { targets: { ...pinOf(planned.targets), ...unfinished } } : {}),
    ...(tree ? { tree: { ...tree, ...unfinished } } : {}),
  };
}

export const takeTargets = writeOperation({
  name: "report.takeTargets",
  summary:
    "Memindahkan laporan yang masih draf ke target yang berlaku pada akhir periodenya dan ke indikator pohon kinerja sekarang.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({
    label: v.string(),
    /** Rows that wait for the next pass: a transaction is bounded. */
    left: v.number(),
  }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: moversOfDrafts(
    "layanan sendiri setelah target dicatat, admin daerah dan Bappeda; selama draf",
    "memindahkan laporan ke versi target lain",
  ),
  run: async ({ record, unit }) => {
    const { head, definition } = record;
    if (head.state !== "draft") throw wrongState({ state: head.state });
    // The first submission fixes them, whatever was returned or taken back since.
    if (head.correction !== null || head.firstSubmittedAt !== null || !follows(definition)) throw targetsCurrent({});
    const planned = await plannedFor(definition, head);
    const { targets } = planned;
    const changes = await changesTo(record, planned);
    const settled = isSettled(head.pins.targets, targets) && !head.pins.tree?.unfinished;
    if (settled && countOf(changes) === 0) throw targetsCurrent({});
    const { now, left } = firstPass(changes);
    const counted = writeRows(unit, head, now);
    const moved: Head = {
      ...head,
      rev: head.rev + 1,
      ...counted,
      pins: pinsAfter(head, planned, left),
    };
    unit.add(replaceHead(head, moved), () => movedOn({}));
    unit.tell({
      changes: { reason: reasonOf(head, planned, now), rows: countOf(now), left },
      events: [statement("ReportTargetsMoved", moved)],
      card: { state: head.state },
    });
    return { label: targets?.label ?? treePinOf(planned)?.label ?? "", left };
  },
});

/** Whether reports of a template follow targets or the tree. */
const follows = (definition: TemplateDefinition): boolean =>
  followsTargets(definition) || definition.sections.some(isMeasured);

/** Templates of which any version follows; a draft may stand on an older one. */
async function followingTemplates(): Promise<readonly string[]> {
  const names = await templateNames();
  const asked = names.map(async ({ template }) => {
    const definitions = await Promise.all((await versionsOf(template)).map(({ hash }) => definitionOf(hash)));
    return definitions.some((each) => each !== null && follows(each)) ? [template] : [];
  });
  return (await Promise.all(asked)).flat();
}

/** Units whose drafts may follow a part of the tree: those of the OPD; of the regency's part, all that report. */
async function unitsFor(part: string, templates: readonly string[]): Promise<readonly UnitId[]> {
  if (part === REGENCY) {
    const assigned = (await Promise.all(templates.map((template) => assignmentsOf(template)))).flat();
    return [...new Set(assigned.map(({ unit }) => unit))];
  }
  const units = await allUnits();
  return [...new Set(units.filter((each) => isWithin(units, each.unitId, part)).map(({ unitId }) => unitId))];
}

/**
 * Moves the drafts that stand on a part of the tree to the targets that are in force now and to its indicators; what was
 * sent keeps what it was sent with. Safe to repeat; gives how many moved.
 */
export async function followTargets(part: string, year: string): Promise<number> {
  const templates = await followingTemplates();
  let count = 0;
  for (const unitId of await unitsFor(part, templates)) {
    for (const { reportId: id } of await draftsOf(unitId, year, templates)) {
      const take = () => within(systemContext(tenantId(), "target"), () => takeTargets({ id }));
      if (await followOne(take)) count += 1;
    }
  }
  return count;
}
