import { plan } from "@selaras/core/calendar/index.ts";
import { startMetering, stopMetering } from "@selaras/core/db/meter.ts";
import { newId } from "@selaras/core/kernel/context.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { compute } from "@selaras/core/report/compute.ts";
import { open } from "@selaras/core/report/open.ts";
import { save } from "@selaras/core/report/save.ts";
import { submit } from "@selaras/core/report/submit.ts";
import { view } from "@selaras/core/report/view.ts";
import { copy, draft, saveDraft } from "@selaras/core/template/drafting.ts";
import { assign, definition as definitionOf } from "@selaras/core/template/index.ts";
import { inspect } from "@selaras/core/template/problems.ts";
import { preview, release } from "@selaras/core/template/release.ts";
import { fieldIn, largest, rowIn, rowsIn } from "../../../core/test/largest.ts";
import { type Measurement, measured } from "./measurement.ts";
import { asOfficial, asProduct, hire, present, somebody } from "./world.ts";

const BASIS =
  "Templat terbesar (60 bagian, 2.000 baris, 5.000 isian) lewat operasi perancang, lalu satu laporan atasnya dengan satu sel terisi per baris. Satu panggilan, mesin tabel lokal di memori, tanpa jaringan.";
const UNITS = "Unit tabel dan indeks sebagaimana dilaporkan mesin lokal untuk panggilan itu.";
const PURE = "Kode yang sama seperti di peramban, dalam satu proses Node; median dari 9.";
/** The longest that an admin or an author may wait for the server, whatever the size. */
const STEP_GOAL = 2_000;

const TEMPLATE = "raksasa";
const PERIOD = "2026-03";

/** Time and units of every step from the draft of the largest template to a report on it. */
export async function measureLargest(tenant: string, unit: string): Promise<readonly Measurement[]> {
  const all: Measurement[] = [];
  async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
    startMetering();
    const began = performance.now();
    const made = await work();
    const time = performance.now() - began;
    const { read, tableWrite, indexWrite } = stopMetering();
    all.push(
      measured({ name: `besar.${name}.ms`, value: time, unit: "ms", goal: STEP_GOAL, basis: BASIS }),
      measured({ name: `besar.${name}.rru`, value: read, unit: "RRU", basis: UNITS }),
      measured({ name: `besar.${name}.wru`, value: tableWrite + indexWrite, unit: "WRU", basis: UNITS }),
    );
    return made;
  }

  await draw(tenant, step);
  const id = await fill(tenant, unit, step);
  const who = somebody(tenant, "pptk", unit);
  const report = await step("laporan", () => asOfficial(tenant, who, () => view({ id })));
  const hash = report.template.hash;
  const definition = await step("definisi", () => asOfficial(tenant, who, () => definitionOf({ hash })));
  await step("simpan-1", () => asOfficial(tenant, who, () => save({ id, changes: [cell(0, 0, 1)] })));
  const { stamp } = await asOfficial(tenant, who, () => view({ id }));
  await step("kirim", () => asOfficial(tenant, who, () => submit({ id, stamp })));

  const whole = JSON.parse(JSON.stringify(definition)) as Parameters<typeof inspect>[0];
  const pure = (name: string, work: () => unknown, goal?: number): void => {
    const value = middle(work);
    all.push(measured({ name, value, unit: "ms", basis: PURE, ...(goal === undefined ? {} : { goal }) }));
  };
  pure("besar.periksa-konsep.ms", () => inspect(whole));
  pure("besar.hitung.ms", () =>
    compute(
      definition,
      report.rows.map((row) => ({ ...row })),
      report.carry,
    ),
  );
  const [first, ...rest] = report.rows;
  if (first) pure("besar.hitung-satu-sel.ms", () => compute(definition, [{ ...first }, ...rest], report.carry));
  return all;
}

type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** An admin draws it, another looks through it and releases it. */
async function draw(tenant: string, step: Step): Promise<void> {
  const [admin, other] = [somebody(tenant, "admin", "bappeda"), somebody(tenant, "admin", "bappeda", 2)];
  await hire(tenant, [admin, other]);
  const { frame, sections } = largest(TEMPLATE);
  const [section] = sections;
  if (!section) throw new Error("no section");
  const from = { kind: "blank" as const };
  await asOfficial(tenant, admin, () => copy({ template: TEMPLATE, name: "Raksasa", from }));
  const whole = sections.map((content) => ({ id: content.id, rev: 0, content }));
  await step("simpan-konsep", () =>
    asOfficial(tenant, admin, () =>
      saveDraft({ template: TEMPLATE, frame: { rev: 1, content: frame }, sections: whole }),
    ),
  );
  const changed = [{ id: section.id, rev: 1, content: { ...section, label: "Bagian pertama" } }];
  await step("simpan-bagian", () =>
    asOfficial(tenant, admin, () => saveDraft({ template: TEMPLATE, sections: changed })),
  );
  await step("buka-konsep", () => asOfficial(tenant, admin, () => draft({ template: TEMPLATE })));
  const seen = await step("pratinjau-terbit", () => asOfficial(tenant, other, () => preview({ template: TEMPLATE })));
  const given = {
    template: TEMPLATE,
    rev: seen.rev,
    effectiveFrom: PERIOD,
    chain: { id: "tiga-tingkat", n: 1 },
    offer: { authors: true, decline: true },
  };
  await step("terbitkan-templat", () => asOfficial(tenant, other, () => release(given)));
}

let changes = 0;
const cell = (s: number, n: number, base = 0) => {
  changes += 1;
  return {
    id: newId(present()),
    rowKey: rowIn(s, n),
    field: fieldIn(s),
    base,
    input: { kind: "value" as const, value: String(changes % 900) },
    at: present().toISOString(),
  };
};

/** Opens a report on it and fills the cell of every row that must be filled; gives its id. */
async function fill(tenant: string, unit: string, step: Step): Promise<string> {
  const window = { opensOn: "2026-04-01", dueOn: "2026-04-20", lockOn: "2026-04-30", rev: 1 };
  const windows = [{ template: TEMPLATE, period: PERIOD, ...window }];
  await asProduct(tenant, () => plan({ template: TEMPLATE, year: "2026", windows }));
  const assignments = [{ template: TEMPLATE, unit, from: PERIOD, until: null }];
  await asProduct(tenant, () => assign({ template: TEMPLATE, assignments }));
  const { id } = await step("buka-laporan", () =>
    asProduct(tenant, () => open({ template: TEMPLATE, period: PERIOD, unit })),
  );
  const who = somebody(tenant, "pptk", unit);
  const rows = Array.from({ length: LIMITS.sectionsPerTemplate }, (_, s) =>
    Array.from({ length: rowsIn(s) }, (__, n) => [s, n] as const),
  ).flat();
  for (let from = 0; from < rows.length; from += LIMITS.rowsPerSave) {
    const some = rows.slice(from, from + LIMITS.rowsPerSave).map(([s, n]) => cell(s, n));
    await asOfficial(tenant, who, () => save({ id, changes: some }));
  }
  return id;
}

const RUNS = 9;
function middle(work: () => unknown): number | null {
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[(RUNS - 1) / 2] ?? null;
}
