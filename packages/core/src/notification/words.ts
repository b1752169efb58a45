import type { TaskCard } from "../approval/schema.ts";
import { formatDate, formatDue } from "../kernel/format.ts";
import type { Zone } from "../kernel/zone.ts";
import type { Rule } from "./schema.ts";

/*
 * What a notice says: which report, unit, period and step, what to do and until when. Never a figure: it is read on locked
 * screens and in mailboxes. Where it leads asks for a login.
 */

/** The words of one notice, with the address inside the application where the thing is done. */
export type Words = { readonly title: string; readonly body: string; readonly path: string };

/** Where a task is done. */
export function placeOf({ kind, reportId }: Pick<TaskCard, "kind" | "reportId">): string {
  const report = `/laporan/${encodeURIComponent(reportId)}`;
  if (kind === "sign") return `${report}/tanda-tangan`;
  return kind === "correction" ? report : `${report}/periksa`;
}

const SPEAKING = {
  tiba: (step, what) => `${step} menunggu Anda: ${what}`,
  menjelang: (step, what) => `Tenggat mendekat: ${step} ${what}`,
  tenggat: (step, what) => `Tenggat tiba: ${step} ${what}`,
  lewat: (step, what) => `Lewat tenggat: ${step} ${what}`,
} as const satisfies Partial<Record<Rule, (step: string, what: string) => string>>;

const untilOf = ({ due }: Pick<TaskCard, "due">, zone: Zone): string => formatDue(due, zone);

/** To whoever decides. */
export const toHolder = (rule: keyof typeof SPEAKING, card: TaskCard, zone: Zone): Words => ({
  title: SPEAKING[rule](card.stepLabel, card.title),
  body: `${card.unitName}. Langkah: ${card.stepLabel}. Tenggat ${untilOf(card, zone)}.${
    card.onHold === undefined ? "" : " Langkah ini sedang ditunda."
  }`,
  path: placeOf(card),
});

/** To the superior of a desk that is overdue. */
export const toSuperior = (card: TaskCard, zone: Zone, moved: boolean): Words => ({
  title: `Melewati batas: ${card.stepLabel} ${card.title}`,
  body: `${card.unitName}. Tenggatnya ${untilOf(card, zone)} sudah lewat. ${
    moved
      ? "Langkah ini kini menunggu di meja Anda."
      : "Anda diberi tahu sebagai atasan; keputusannya tetap pada pejabat langkah ini."
  }`,
  path: placeOf(card),
});

/** To those who keep mandates, and to the superior: nobody can decide. */
export const toKeeper = (card: TaskCard, post: string, place: string, waitsElsewhere: boolean): Words => ({
  title: `Belum ada pejabat: ${post}, ${place}`,
  body: `${card.title}, ${card.unitName}, langkah ${card.stepLabel}. ${
    waitsElsewhere
      ? "Langkah ini sementara menunggu di meja lain dan kembali begitu pejabatnya ditetapkan."
      : "Langkah ini menunggu sampai ada pejabat yang dapat memutuskan."
  } Tetapkan pejabat, Plt., atau Plh. di Organisasi.`,
  path: "/organisasi",
});

/** A report as its authors are told of it. */
export type ReportWords = { readonly title: string; readonly unitName: string; readonly reportId: string };
const reportPath = ({ reportId }: ReportWords): string => `/laporan/${encodeURIComponent(reportId)}`;

/** To the authors of what the chain sent back. */
export const toAuthorOfReturn = (report: ReportWords): Words => ({
  title: `Dikembalikan: ${report.title}`,
  body: `${report.unitName}. Laporan dikembalikan untuk diperbaiki. Buka laporan untuk membaca alasannya, perbaiki, lalu kirim kembali.`,
  path: reportPath(report),
});

/** What became of a report without its authors: they are told, each thing in the words of its rule. */
export const TURNS = {
  rantai: (title: string) => ({
    title: `Rantai persetujuan diganti: ${title}`,
    body: "Admin daerah memindahkan laporan ini ke versi rantai persetujuan yang lain. Isinya tidak berubah; buka laporan untuk melihat langkah berikutnya.",
  }),
  templat: (title: string) => ({
    title: `Templat diganti: ${title}`,
    body: "Laporan ini mengikuti versi templat yang baru. Isian yang tidak punya tempat lagi diarsipkan dan tetap terlihat; buka laporan untuk memeriksanya.",
  }),
  koreksi: (title: string) => ({
    title: `Permintaan koreksi diputuskan: ${title}`,
    body: "Buka laporan untuk membaca keputusan dan alasannya.",
  }),
  terbit: (title: string) => ({
    title: `Terbit: ${title}`,
    body: "Laporan sudah ditandatangani dan terbit. Perubahan setelah ini hanya lewat koreksi.",
  }),
} as const satisfies Partial<Record<Rule, (title: string) => { title: string; body: string }>>;

/** To the authors of a report with which something happened. */
export const toAuthorOfTurn = (rule: keyof typeof TURNS, report: ReportWords): Words => {
  const { title, body } = TURNS[rule](report.title);
  return { title, body: `${report.unitName}. ${body}`, path: reportPath(report) };
};

const PERIOD = {
  "periode-menjelang": (title: string) => `Segera kirim: ${title}`,
  "periode-tenggat": (title: string) => `Hari ini tenggat: ${title}`,
  "periode-kunci": (title: string) => `Segera terkunci: ${title}`,
} as const;

/** To the authors of what was not sent yet. */
export const toAuthorOfPeriod = (
  rule: keyof typeof PERIOD,
  report: ReportWords,
  days: { readonly dueOn: string; readonly lockOn: string },
): Words => ({
  title: PERIOD[rule](report.title),
  body: `${report.unitName}. Laporan ini belum dikirim. Tenggat ${formatDate(days.dueOn)} pukul 24.00; pengisian terkunci setelah ${formatDate(days.lockOn)} pukul 24.00.`,
  path: reportPath(report),
});

/** The same of one that was sent and came back: neither the due day nor the lock is its own any more. */
export const toAuthorOfUnsentReturn = (report: ReportWords): Words => ({
  title: `Belum dikirim lagi: ${report.title}`,
  body: `${report.unitName}. Laporan ini dikembalikan dan belum dikirim lagi. Buka laporan untuk membaca alasannya, perbaiki, lalu kirim kembali.`,
  path: reportPath(report),
});

type Open = Pick<TaskCard, "kind" | "title" | "unitName" | "stepLabel" | "due">;
const GROUPS: readonly (readonly [string, (card: Open) => boolean])[] = [
  ["Perlu tanda tangan", ({ kind }) => kind === "sign"],
  ["Perlu pemeriksaan", ({ kind }) => kind !== "sign" && kind !== "publish" && kind !== "correction"],
  ["Perlu penerbitan", ({ kind }) => kind === "publish"],
  ["Permintaan koreksi", ({ kind }) => kind === "correction"],
];

/** The open tasks of a person by kind and due, as lines of a mail. */
export function digestLines(cards: readonly Open[], now: Date, zone: Zone): readonly string[] {
  const sorted = cards.toSorted((a, b) => a.due.localeCompare(b.due));
  const lines = GROUPS.flatMap(([label, belongs]) => {
    const found = sorted.filter(belongs);
    if (found.length === 0) return [];
    const line = (card: Open): string => {
      const late = card.due < now.toISOString() ? " (lewat tenggat)" : "";
      return `- ${card.title}, ${card.unitName}: ${card.stepLabel}, tenggat ${untilOf(card, zone)}${late}`;
    };
    return ["", `${label} (${found.length})`, ...found.map(line)];
  });
  return lines.slice(1);
}

/** The morning's list. */
export const toDigest = (count: number, date: string): Words => ({
  title: `Tugas Anda ${formatDate(date)}: ${count} menunggu`,
  body: "",
  path: "/kotak-masuk",
});
