import { type Figure, toWire, type WireFigure } from "../expression/figure.ts";
import { fieldOfCell } from "../report/compute.ts";
import { periodsBefore } from "../report/earlier.ts";
import { snapshotFigures, type SnapshotBody, type Statement } from "../rollup/derive.ts";
import { plainText, readRich, toldIn, withoutPictures } from "../narrative/reading.ts";
import type { RichText } from "../narrative/schema.ts";
import { entrySections, inOrder, isTable, sectionOf, sectionOfRow } from "../template/fields.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import type { KeptFace, Label, PublicCard, PublicRow } from "./schema.ts";

/** Labels of the figures that a template makes public. */
export const publicLabels = (definition: TemplateDefinition): readonly Label[] =>
  definition.figures
    .filter((figure) => figure.public)
    .map(({ id, label, type, unit, decimals }) => ({ id, label, type, unit: unit ?? null, decimals }));

function publicColumns(definition: TemplateDefinition) {
  return entrySections(definition).map((section) => {
    const fields = [...section.fields, ...(section.kind === "narrative" ? [] : section.computed)].filter(
      (field) => field.public,
    );
    const columns = fields.map(
      ({ id, label, type, unit, decimals }): Label => ({
        id,
        label,
        type,
        unit: unit ?? null,
        decimals: decimals ?? 0,
      }),
    );
    return { id: section.id, label: section.label, kind: isTable(section) ? ("rows" as const) : section.kind, columns };
  });
}

const only = (ids: readonly string[], figures: Readonly<Record<string, Figure>>): Record<string, WireFigure> =>
  Object.fromEntries(ids.flatMap((id) => (figures[id] ? [[id, toWire(figures[id])]] : [])));

/** Marks a field whose unit is that of the row's own indicator. */
const OWN_UNIT = "@unit";

/** Gives the figures named the unit of their row. */
const withUnit = (
  figures: Record<string, WireFigure>,
  ids: readonly string[],
  unit: string | undefined,
): Record<string, WireFigure> =>
  Object.fromEntries(
    Object.entries(figures).map(([id, figure]) => [
      id,
      unit !== undefined && ids.includes(id) && figure.kind === "value" ? { ...figure, unit } : figure,
    ]),
  );

type Published = { readonly card: PublicCard; readonly face: KeptFace };

/** Of a withdrawn report everybody may know that it was there and why it is gone, but no figure of it. */
export const withdrawnFace = ({ card, face }: Published): Published => ({
  card: { ...card, status: "ditarik", figures: {} },
  face: { ...face, nil: null, figures: {}, labels: [], sections: [], rows: [] },
});

/** Public rich texts of a row as they were signed: as a tree, and as words. */
function richOf(
  { key, cells }: SnapshotBody["content"]["rows"][number],
  shown: readonly { readonly id: string }[],
  definition: TemplateDefinition,
  told: Readonly<Record<string, string>> = {},
) {
  const texts = shown.flatMap(({ id }): (readonly [string, RichText])[] => {
    const cell = cells[id];
    if (cell?.s !== "value" || !fieldOfCell(definition, key, id)?.rich) return [];
    return [[id, withoutPictures(toldIn(readRich(cell.v), (name) => told[name]))]];
  });
  const words = texts.map(([id, text]): [string, WireFigure] => [id, { kind: "text", text: plainText(text) }]);
  return { texts: texts.length > 0 ? { texts: Object.fromEntries(texts) } : {}, words: Object.fromEntries(words) };
}

/** The public face of a signed snapshot: only fields and figures that its own template marks public. */
export function publicFace(s: Statement, body: SnapshotBody, definition: TemplateDefinition): Published {
  const { content } = body;
  const computed = snapshotFigures(definition, content);
  const labels = publicLabels(definition);
  const figures = only(
    labels.map((each) => each.id),
    computed.figures,
  );
  const sections = publicColumns(definition).filter((section) => section.columns.length > 0);
  const inPlace = inOrder(
    definition,
    content.rows.map((row) => ({ ...row, rowKey: row.key })),
  );
  const rows = inPlace.flatMap((row): PublicRow[] => {
    const section = sections.find((each) => each.id === sectionOfRow(row.key));
    if (!section) return [];
    const all = { ...computed.rows.get(row.key)?.entered, ...computed.rows.get(row.key)?.computed };
    const shown = section.columns.filter(
      (column) => fieldOfCell(definition, row.key, column.id) ?? isComputed(definition, row.key, column.id),
    );
    const rich = richOf(row, shown, definition, content.told);
    const code = row.context["code"] ?? null;
    const pagu = row.context["pagu"];
    return [
      {
        code,
        label: row.label,
        group: [...row.group],
        section: section.id,
        ...rich.texts,
        cells: {
          ...(pagu ? { pagu: { kind: "value" as const, amount: pagu, unit: "Rp" } } : {}),
          ...withUnit(
            {
              ...only(
                shown.map((column) => column.id),
                all,
              ),
              ...rich.words,
            },
            shown.filter((column) => column.unit === OWN_UNIT).map((column) => column.id),
            row.context["satuan"],
          ),
        },
      },
    ];
  });
  const { template, period, unit, version, onTime } = s;
  const publishedAt = s.publishedAt ?? body.signer.at;
  const { name, hat, at } = body.signer;
  return {
    card: {
      template,
      period,
      unit,
      unitName: body.unitName,
      version,
      status: "terbit",
      onTime,
      publishedAt,
      figures: figures,
    },
    face: {
      template: { id: definition.id, name: definition.name, short: definition.short, n: body.template.n },
      unit: { id: unit, name: body.unitName },
      period,
      version,
      publishedAt,
      onTime,
      nil: content.nil,
      budget: content.pins.budget?.label ?? null,
      signer: { name, hat, at },
      contentHash: body.contentHash,
      snapshot: s.snapshot ?? "",
      carried: content.carry.map((pin) => ({ period: pin.period, snapshot: pin.hash })),
      months: content.carry.map((pin) => pin.period),
      absent: periodsBefore(period).filter((each) => !content.carry.some((pin) => pin.period === each)),
      figures: figures,
      labels: [...labels],
      sections,
      rows,
    },
  };
}

const isComputed = (definition: TemplateDefinition, rowKey: string, id: string): boolean => {
  const section = sectionOf(definition, sectionOfRow(rowKey));
  return section !== undefined && section.kind !== "narrative" && section.computed.some((field) => field.id === id);
};
