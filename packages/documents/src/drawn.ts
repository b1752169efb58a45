import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { reportParts } from "@selaras/core/kernel/id.ts";
import type { Zone } from "@selaras/core/kernel/zone.ts";
import { type NoRows, noRowsOf } from "@selaras/core/report/no-rows.ts";
import type { Drawing } from "@selaras/core/report/schema.ts";
import type { QuerySection } from "@selaras/core/template/query.ts";

const HASH_LETTERS = 12;

/** From which reports a section was drawn, how many of how many, and when. */
function fromLine({ short, counted, expected, at }: Drawing, zone: Zone): string {
  const what =
    counted === 0 ? `Belum ada laporan ${short} yang terbit` : `Diambil dari laporan ${short} yang sudah terbit`;
  return `${what}: ${counted} dari ${expected} perangkat daerah, ${formatDateTime(at, zone)}.`;
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

/** What a file says in place of the rows of a drawn section that has none; null where the lines above say it. */
const NO_ROWS: Readonly<Record<NoRows, string | null>> = {
  others: "Bagian ini diisi perangkat daerah lain.",
  undrawn: "Belum ada baris: bagian ini belum diambil dari laporan sumbernya.",
  unasked: "Tidak ada baris: tidak ada laporan sumber yang ditugaskan untuk unit dan periode ini.",
  awaited: null,
  bare: "Tidak ada baris: laporan sumber yang sudah terbit tidak memuat baris untuk bagian ini.",
};

/** Everything that a file says of a drawn section without rows. */
export function noRowsLines(
  drawings: readonly Drawing[] | undefined,
  section: Pick<QuerySection, "id" | "part">,
  zone: Zone,
): readonly string[] {
  const said =
    NO_ROWS[
      noRowsOf(
        section,
        drawings?.find((each) => each.section === section.id),
      )
    ];
  return [...drawnLines(drawings, section, zone), ...(said === null ? [] : [said])];
}

/** What a file says above the rows of a drawn section; nothing of a section that is not drawn. */
export function drawnLines(
  drawings: readonly Drawing[] | undefined,
  section: Pick<QuerySection, "id">,
  zone: Zone,
): readonly string[] {
  const drawing = drawings?.find((each) => each.section === section.id);
  if (!drawing || drawing.expected === 0) return [];
  return [fromLine(drawing, zone), awaitedLine(drawing), sourcesLine(drawing)].filter((line) => line !== null);
}
