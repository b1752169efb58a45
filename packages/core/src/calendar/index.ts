import { comparePeriods, periodType, type PeriodType, yearOf } from "../kernel/period.ts";
import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { failure } from "../kernel/failure.ts";
import { formatDate, formatPeriod } from "../kernel/format.ts";
import { Period, Revision, TemplateId, UnitId, Year } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import { knownUnit } from "../orgunit/index.ts";
import { LocalDate } from "../orgunit/schema.ts";
import { knownTemplate } from "../template/index.ts";
import { inOrder } from "./rules.ts";
import { Extension, Window } from "./schema.ts";
import { Extensions, Windows } from "./store.ts";

export const changedMeanwhile = failure(
  "calendar.stale",
  "stale",
  () => "Kalender ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.",
);
export const noWindow = failure<{ period: string }>(
  "calendar.absent",
  "refused",
  ({ period }) => `Periode ${period} belum ada di kalender daerah. Mintalah pengelola kalender membukanya.`,
);

const wrongPeriod = failure<{ period: string; wanted: PeriodType }>(
  "calendar.period",
  "refused",
  ({ period, wanted }) =>
    `${formatPeriod(period)} bukan jenis periode templat ini, yaitu ${wanted}. Muat ulang halaman, lalu buat jadwalnya kembali.`,
);

/** The window of a period and the extension of one unit, read strongly: deadlines decide. */
export async function windowOf(
  template: string,
  period: string,
  unit: string,
): Promise<{ window: Window; extension: Extension | null } | null> {
  const year = period.slice(0, 4);
  const [window, extension] = await Promise.all([
    Windows.get({ template, year, period }, { strong: true }),
    Extensions.get({ template, year, period, unit }, { strong: true }),
  ]);
  return window && { window, extension };
}

/** The extensions of one period, of all units. */
export async function extensionsOf(template: string, period: string): Promise<readonly Extension[]> {
  const year = period.slice(0, 4);
  const { items } = await Extensions.list({ template, year }, { begins: { period, unit: "" } });
  return items;
}

/** All windows of a template in a year, by month. */
export async function windowsOf(template: string, year: string): Promise<readonly Window[]> {
  const { items } = await Windows.list({ template, year });
  return items;
}

/** Posts that keep the calendar of reporting. */
export const CALENDAR_KEEPERS = ["admin", "bappeda"];
export const keepers = offices(
  "pengelola kalender: admin daerah dan Bappeda",
  CALENDAR_KEEPERS,
  "mengubah kalender pelaporan",
);

const WindowView = v.strictObject({ ...Window.entries });
const view = ({ template, period, opensOn, dueOn, lockOn, rev }: Window): Window => ({
  template,
  period,
  opensOn,
  dueOn,
  lockOn,
  rev,
});

export const year = readOperation({
  name: "calendar.year",
  summary: "Jadwal pelaporan satu templat dalam satu tahun.",
  input: v.strictObject({ template: TemplateId, year: Year }),
  output: v.strictObject({ windows: v.array(WindowView), extensions: v.array(Extension) }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async ({ input }) => {
    const keys = { template: input.template, year: input.year };
    const [windows, extensions] = await Promise.all([Windows.list(keys), Extensions.list(keys)]);
    return {
      windows: windows.items.map(view),
      extensions: extensions.items.map(({ template, period, unit, until, reason, by, at }) => ({
        template,
        period,
        unit,
        until,
        reason,
        by: by ?? null,
        at: at ?? null,
      })),
    };
  },
});

export const plan = writeOperation({
  name: "calendar.plan",
  summary: "Membuat jadwal pelaporan beberapa periode.",
  input: v.pipe(
    v.strictObject({
      template: TemplateId,
      year: Year,
      windows: v.pipe(v.array(Window), v.minLength(1), v.maxLength(12)),
    }),
    v.check(
      ({ template, year, windows }) => windows.every((w) => w.template === template && yearOf(w.period) === year),
      "Jadwal memuat periode dari templat atau tahun lain.",
    ),
    v.check(
      ({ windows }) => windows.every((w, i) => i === 0 || comparePeriods(windows[i - 1]?.period ?? "", w.period) < 0),
      "Tulis setiap periode satu kali, menurut urutannya.",
    ),
  ),
  output: v.strictObject({ count: v.number() }),
  subject: ({ template, year }) => `calendar#${template}#${year}`,
  load: knownTemplate,
  policy: keepers,
  run: async ({ input, record, unit, now }) => {
    for (const window of input.windows) {
      if (periodType(window.period) !== record.periodType)
        throw wrongPeriod({ period: window.period, wanted: record.periodType });
      ensure(inOrder(window));
      unit.add(Windows.create({ ...window, year: input.year, rev: 1 }), () => changedMeanwhile({}));
    }
    unit.tell({
      changes: { windows: input.windows.map((w) => [w.period, w.opensOn, w.dueOn, w.lockOn]) },
      events: [{ type: "WindowsPlanned", stamp: now.getTime(), template: input.template, year: input.year }],
    });
    return { count: input.windows.length };
  },
});

const ChangeInput = v.strictObject({
  template: TemplateId,
  period: Period,
  opensOn: LocalDate,
  dueOn: LocalDate,
  lockOn: LocalDate,
  rev: Revision,
});

export const change = writeOperation({
  name: "calendar.change",
  summary: "Mengubah tanggal buka, tenggat dan kunci satu periode.",
  input: ChangeInput,
  output: WindowView,
  subject: ({ template, period }) => `calendar#${template}#${period.slice(0, 4)}`,
  load: ({ template, period }) => Windows.get({ template, period, year: period.slice(0, 4) }, { strong: true }),
  policy: keepers,
  run: async ({ input, record, unit, now }) => {
    ensure(inOrder(input));
    const { template, period, opensOn, dueOn, lockOn, rev } = input;
    const keys = { template, period, year: period.slice(0, 4) };
    const set = { opensOn, dueOn, lockOn, rev: rev + 1 };
    unit.add(
      Windows.patch(keys, { set }, (a, o) => o.eq(a["rev"], rev)),
      () => changedMeanwhile({}),
    );
    unit.tell({
      changes: { before: [record.opensOn, record.dueOn, record.lockOn], after: [opensOn, dueOn, lockOn], period },
      events: [{ type: "WindowChanged", stamp: now.getTime(), template, year: keys.year }],
      card: { period },
    });
    return { template, period, opensOn, dueOn, lockOn, rev: rev + 1 };
  },
});

/** Whoever acts now, with the hat, and when. */
function grantedBy(): { readonly by: string; readonly at: string } {
  const { actor, now } = context();
  const hat = actor.kind === "official" ? actor.posts[0]?.title : undefined;
  const name = actor.kind === "official" ? actor.name : "Sistem";
  return { by: hat === undefined ? name : `${name}, ${hat}`, at: now.toISOString() };
}

export const extend = writeOperation({
  name: "calendar.extend",
  summary: "Membuka kunci bagi satu unit sampai tanggal tertentu, dengan alasan.",
  input: v.strictObject({
    template: TemplateId,
    period: Period,
    unit: UnitId,
    until: LocalDate,
    reason: v.pipe(
      v.string(),
      v.trim(),
      v.minLength(LIMITS.reasonCharactersLeast),
      v.maxLength(LIMITS.reasonCharactersMost),
    ),
  }),
  output: Extension,
  subject: ({ template, period }) => `calendar#${template}#${period.slice(0, 4)}`,
  load: ({ template, period }) => Windows.get({ template, period, year: period.slice(0, 4) }, { strong: true }),
  policy: keepers,
  run: async ({ input, record, unit, now }) => {
    await knownUnit(input.unit);
    if (input.until <= record.lockOn) throw beforeLock({ lockOn: formatDate(record.lockOn) });
    const granted = { ...input, ...grantedBy() };
    const year = input.period.slice(0, 4);
    const { template, period } = input;
    const standing = await Extensions.get({ template, year, period, unit: input.unit }, { strong: true });
    // What a unit was promised in writing is not taken back by the way.
    if (standing && input.until < standing.until) throw shorter({ until: formatDate(standing.until) });
    const next = { ...granted, year };
    unit.add(
      standing
        ? Extensions.put(next, (a, o) =>
            [o.eq(a["until"], standing.until), ...(standing.at ? [o.eq(a["at"], standing.at)] : [])].join(" AND "),
          )
        : Extensions.create(next),
      () => changedMeanwhile({}),
    );
    unit.tell({
      changes: { unit: input.unit, before: standing?.until ?? null, until: input.until, reason: input.reason },
      events: [{ type: "ExtensionGranted", stamp: now.getTime(), unit: input.unit, period: input.period }],
      card: { period: input.period, unit: input.unit },
    });
    return granted;
  },
});

export const beforeLock = failure<{ lockOn: string }>(
  "calendar.extension_early",
  "refused",
  ({ lockOn }) => `Perpanjangan harus berakhir setelah tanggal kunci ${lockOn}.`,
);
export const shorter = failure<{ until: string }>(
  "calendar.extension_shorter",
  "refused",
  ({ until }) =>
    `Unit ini sudah diberi perpanjangan sampai ${until}. Perpanjangan tidak dapat dipendekkan; pilih tanggal itu atau sesudahnya.`,
);
