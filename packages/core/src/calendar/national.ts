import type { Holiday } from "./schema.ts";
import type { WeekHours } from "./working.ts";

/*
 * What a regency starts with before it says otherwise: office hours and the holidays of the national decrees. Both are
 * settings; the screen names the source beside them.
 */

const DAY = [
  { from: "07:30", until: "12:00" },
  { from: "13:00", until: "16:00" },
];
const FRIDAY = [
  { from: "07:30", until: "11:30" },
  { from: "13:00", until: "16:30" },
];
/** 37 hours 30 minutes in five days, without breaks. How they are spread over the day is local practice. */
export const DEFAULT_HOURS: WeekHours = [[], DAY, DAY, DAY, DAY, FRIDAY, []];
export const HOURS_SOURCE =
  "Perpres 21/2023: 37 jam 30 menit seminggu dalam lima hari, tanpa jam istirahat; pembagian jam per hari menurut kebiasaan";

type Decree = {
  readonly source: string;
  readonly national: Readonly<Record<string, string>>;
  readonly joint: Readonly<Record<string, string>>;
};
const DECREES: Readonly<Record<string, Decree>> = {
  "2025": {
    source: "SKB 3 Menteri Nomor 1017, 2 dan 2 Tahun 2024 beserta perubahannya",
    national: {
      "2025-01-01": "Tahun Baru 2025 Masehi",
      "2025-01-27": "Isra Mikraj Nabi Muhammad SAW",
      "2025-01-29": "Tahun Baru Imlek 2576 Kongzili",
      "2025-03-29": "Hari Suci Nyepi (Tahun Baru Saka 1947)",
      "2025-03-31": "Idulfitri 1446 Hijriah",
      "2025-04-01": "Idulfitri 1446 Hijriah",
      "2025-04-18": "Wafat Yesus Kristus",
      "2025-04-20": "Kebangkitan Yesus Kristus (Paskah)",
      "2025-05-01": "Hari Buruh Internasional",
      "2025-05-12": "Hari Raya Waisak 2569 BE",
      "2025-05-29": "Kenaikan Yesus Kristus",
      "2025-06-01": "Hari Lahir Pancasila",
      "2025-06-06": "Iduladha 1446 Hijriah",
      "2025-06-27": "Tahun Baru Islam 1447 Hijriah",
      "2025-08-17": "Proklamasi Kemerdekaan",
      "2025-09-05": "Maulid Nabi Muhammad SAW",
      "2025-12-25": "Kelahiran Yesus Kristus",
    },
    joint: {
      "2025-01-28": "Tahun Baru Imlek 2576 Kongzili",
      "2025-03-28": "Hari Suci Nyepi",
      "2025-04-02": "Idulfitri 1446 Hijriah",
      "2025-04-03": "Idulfitri 1446 Hijriah",
      "2025-04-04": "Idulfitri 1446 Hijriah",
      "2025-04-07": "Idulfitri 1446 Hijriah",
      "2025-05-13": "Hari Raya Waisak",
      "2025-05-30": "Kenaikan Yesus Kristus",
      "2025-06-09": "Iduladha 1446 Hijriah",
      "2025-08-18": "Proklamasi Kemerdekaan",
      "2025-12-26": "Kelahiran Yesus Kristus",
    },
  },
  "2026": {
    source: "SKB 3 Menteri Nomor 1497, 2 dan 5 Tahun 2025",
    national: {
      "2026-01-01": "Tahun Baru 2026 Masehi",
      "2026-01-16": "Isra Mikraj Nabi Muhammad SAW",
      "2026-02-17": "Tahun Baru Imlek 2577 Kongzili",
      "2026-03-19": "Hari Suci Nyepi (Tahun Baru Saka 1948)",
      "2026-03-21": "Idulfitri 1447 Hijriah",
      "2026-03-22": "Idulfitri 1447 Hijriah",
      "2026-04-03": "Wafat Yesus Kristus",
      "2026-04-05": "Kebangkitan Yesus Kristus (Paskah)",
      "2026-05-01": "Hari Buruh Internasional",
      "2026-05-14": "Kenaikan Yesus Kristus",
      "2026-05-27": "Iduladha 1447 Hijriah",
      "2026-05-31": "Hari Raya Waisak 2570 BE",
      "2026-06-01": "Hari Lahir Pancasila",
      "2026-06-16": "Tahun Baru Islam 1448 Hijriah",
      "2026-08-17": "Proklamasi Kemerdekaan",
      "2026-08-25": "Maulid Nabi Muhammad SAW",
      "2026-12-25": "Kelahiran Yesus Kristus",
    },
    joint: {
      "2026-02-16": "Tahun Baru Imlek 2577 Kongzili",
      "2026-03-18": "Hari Suci Nyepi",
      "2026-03-20": "Idulfitri 1447 Hijriah",
      "2026-03-23": "Idulfitri 1447 Hijriah",
      "2026-03-24": "Idulfitri 1447 Hijriah",
      "2026-05-15": "Kenaikan Yesus Kristus",
      "2026-05-28": "Iduladha 1447 Hijriah",
      "2026-12-24": "Kelahiran Yesus Kristus",
    },
  },
};

/** The decree of a year with its holidays; null when none is known: a year is never guessed. */
export function nationalHolidays(year: string): { readonly source: string; readonly days: readonly Holiday[] } | null {
  const decree = DECREES[year];
  if (!decree) return null;
  const days = [
    ...Object.entries(decree.national).map(([date, name]) => ({ date, name, kind: "libur-nasional" as const })),
    ...Object.entries(decree.joint).map(([date, name]) => ({
      date,
      name: `Cuti bersama ${name}`,
      kind: "cuti-bersama" as const,
    })),
  ];
  return { source: decree.source, days: days.toSorted((a, b) => a.date.localeCompare(b.date)) };
}
