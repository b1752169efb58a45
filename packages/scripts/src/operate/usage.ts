import { usageIn } from "@selaras/core/usage/index.ts";
import { monthBefore, NO_USAGE, type Usage } from "@selaras/core/usage/schema.ts";
import { costOf, PRICES } from "./prices.ts";

/** What one tenant used in a month. Bytes stored are those of all months up to this one. */
export type UsageRow = {
  readonly slug: string;
  readonly usage: Usage;
  readonly storedBytes: number;
  readonly dollars: number;
};

/** Ten years: longer than any house of this machine stands, and an end for a loop. */
const MONTHS_MOST = 120;

const bytesOf = ({ evidenceBytes, archiveBytes }: Usage): number => evidenceBytes + archiveBytes;

/**
 * The tenants of a month by name, also those that used nothing but store something. Nothing is ever removed from the
 * store, so what lies there is the sum of what was added; months are walked back until one in which nobody used anything.
 */
export async function usageRows(month: string): Promise<readonly UsageRow[]> {
  const now = await usageIn(month);
  const stored = new Map<string, number>();
  let each = now;
  for (let back = 1; back <= MONTHS_MOST && (each.size > 0 || back === 1); back += 1) {
    for (const [slug, usage] of each) stored.set(slug, (stored.get(slug) ?? 0) + bytesOf(usage));
    each = await usageIn(monthBefore(new Date(`${month}-01T00:00:00Z`), back));
  }
  return [...stored.keys()].sort().map((slug) => {
    const usage = now.get(slug) ?? NO_USAGE;
    const storedBytes = stored.get(slug) ?? 0;
    return { slug, usage, storedBytes, dollars: costOf(usage, storedBytes) };
  });
}

const whole = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 1 });
const dollars = new Intl.NumberFormat("id-ID", { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const MEGABYTE = 1_000_000;

const HEAD = ["daerah", "permintaan", "ditolak", "RRU", "WRU", "MB baru", "MB tersimpan", "surel", "USD"];

const cellsOf = ({ slug, usage, storedBytes, dollars: cost }: UsageRow): readonly string[] => [
  slug,
  whole.format(usage.requests),
  whole.format(usage.refused),
  whole.format(usage.readUnits),
  whole.format(usage.writeUnits),
  whole.format(bytesOf(usage) / MEGABYTE),
  whole.format(storedBytes / MEGABYTE),
  whole.format(usage.mails),
  dollars.format(cost),
];

const ABOUT = [
  "Sampai hari terakhir yang sudah selesai dan dikumpulkan (UTC). Permintaan: pejabat saja; unit: juga tugas dan proyeksi.",
  "Tidak terukur: pengunjung halaman publik, waktu hitung fungsi, catatan, CDN, ruang tabel, kunci, cadangan.",
  `Perkiraan biaya menurut daftar harga ${PRICES.region}, ${PRICES.date}${PRICES.checked ? "" : ", BELUM DIPERIKSA untuk Jakarta"}. Sumber: ${PRICES.source}.`,
];

/** The rows as a table with aligned columns, and what one must know to read it. */
export function usageTable(month: string, rows: readonly UsageRow[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const aligned = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  const body = rows.length === 0 ? ["Belum ada pemakaian yang dikumpulkan."] : aligned;
  return [`Pemakaian ${month}`, "", ...body, "", ...ABOUT].join("\n");
}

/** The same for programs: numbers as they are, with the price list they were valued by. */
export const usageJson = (month: string, rows: readonly UsageRow[]): string =>
  JSON.stringify({ month, prices: PRICES, tenants: rows }, null, 2);
