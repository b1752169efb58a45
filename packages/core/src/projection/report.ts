import { gzipSync } from "node:zlib";
import { archived } from "../db/files.ts";
import { canonical } from "../kernel/canonical.ts";
import type { Facts } from "../kernel/failure.ts";
import { publicFace } from "../portal/derive.ts";
import { Cards, Pages } from "../portal/store.ts";
import { boardMonth, type SnapshotBody, snapshotFigures, type Statement, wire } from "../rollup/derive.ts";
import { Boards, monthName, Rollups } from "../rollup/store.ts";
import { definitionOf } from "../template/index.ts";
import { type Stated, stated, statedPart } from "./stated.ts";

/** What the events of a report say about it; the same that a head gives when a projection is rebuilt. */
export const statementFrom = (event: Facts): Statement => event as unknown as Statement;

/** Where a report stands on the board of its year. */
function onBoard(s: Statement): Stated {
  const keys = { template: s.template, year: s.period.slice(0, 4), unit: s.unit };
  return statedPart(Boards, keys, monthName(s.period), boardMonth(s));
}

/** Everything that follows from one statement of a report. */
export async function statedByReport(s: Statement): Promise<readonly Stated[]> {
  if (s.state !== "published" || !s.snapshot) return [onBoard(s)];
  const text = await archived("snapshot", s.snapshot);
  if (text === null) throw new Error(`Snapshot ${s.snapshot} of ${s.report} is not in the archive`);
  const body = JSON.parse(text) as SnapshotBody;
  const definition = await definitionOf(body.content.pins.template.hash);
  if (!definition) throw new Error(`Template ${body.content.pins.template.hash} of ${s.report} is unknown`);
  const { template, period, unit, version, stamp } = s;
  const year = period.slice(0, 4);
  const figures = wire(snapshotFigures(definition, body.content).figures);
  const face = publicFace(s, body, definition);
  return [
    onBoard(s),
    stated(
      Rollups,
      { template, year, period, unit },
      { template, year, period, unit, version, stamp, definition: body.content.pins.template.hash, figures },
    ),
    stated(Cards, { template, year, period, unit }, { ...face.card, year, stamp }),
    stated(
      Pages,
      { template, period, unit },
      { template, period, unit, stamp, body: gzipSync(canonical(face.report)) },
    ),
  ];
}
