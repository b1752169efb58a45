import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { reportParts } from "@selaras/core/kernel/id.ts";
import type { Zone } from "@selaras/core/kernel/zone.ts";
import type { Drawing } from "@selaras/core/report/schema.ts";

const HASH_LETTERS = 12;

/** From which reports a section was drawn, how many of how many, and when. */
function fromLine({ short, counted, expected, at }: Drawing, zone: Zone): string {
  return `Diambil dari laporan ${short} yang sudah terbit: ${counted} dari ${expected} perangkat daerah, ${formatDateTime(at, zone)}.`;
}

/** Whose reports were not out; null when nobody's was missing. */
function awaitedLine({ awaited }: Drawing): string | null {
  if (awaited.length === 0) return null;
  const each = awaited.map(({ name, periods }) => `${name} (${periods.map(formatPeriod).join(", ")})`);
  return `Belum terbit: ${each.join("; ")}.`;
}

/** Every source by name, period, version and the beginning of its hash. */
function sourcesLine({ reports }: Drawing): string | null {
  if (reports.length === 0) return null;
  const each = reports.map(({ report, name, hash }) => {
    const { period, version } = reportParts(report);
    return `${name} ${formatPeriod(period)} versi ${version} (sidik ${hash.slice(0, HASH_LETTERS)})`;
  });
  return `Sumber: ${each.join("; ")}.`;
}

/** What a file says above the rows of a drawn section; nothing of a section that is not drawn. */
export function drawnLines(drawings: readonly Drawing[] | undefined, section: string, zone: Zone): readonly string[] {
  const drawing = drawings?.find((each) => each.section === section);
  if (!drawing || drawing.expected === 0) return [];
  return [fromLine(drawing, zone), awaitedLine(drawing), sourcesLine(drawing)].filter((line) => line !== null);
}
