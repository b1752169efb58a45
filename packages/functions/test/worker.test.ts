import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { list, open, request } from "@selaras/core/export/index.ts";
import { type ExportCard, Wanted } from "@selaras/core/export/schema.ts";
import { ReportId } from "@selaras/core/kernel/id.ts";
import { record as recordBudget } from "@selaras/core/budget/index.ts";
import { save } from "@selaras/core/report/save.ts";
import { withdraw } from "@selaras/core/report/submit.ts";
import { view } from "@selaras/core/report/view.ts";
import { actAs } from "@selaras/local/environment.ts";
import {
  lines,
  MARCH_OPEN,
  type Regency,
  regency,
  rowOf,
  type Somebody,
  travel,
  useDisturbedEngines,
} from "../../core/test/world.ts";
import { opened } from "../../documents/test/opened.ts";
import { printed } from "../../documents/test/printed.ts";
import { handler } from "../src/worker.ts";
import { WORKER_OPERATIONS } from "../src/worker-operations.ts";
import { isWorkerWork } from "../src/worker-work.ts";
import { logged } from "./http-world.ts";
import { journalRecords, project } from "./stories.ts";

const line = useDisturbedEngines();

const UNITS = Array.from({ length: 20 }, (_, i) => `dinas-${String.fromCharCode(97 + i)}`);
const SHEET = "Rincian sub kegiatan";
const MONEY = "Realisasi keuangan bulan ini (Rp)";
const CODE = "1.03.10.2.01.0001";

let kukar: Regency;

const reportOf = (unit: string, period = "2026-03"): string => `rfk.${period}.${unit}.1`;
const wanting = (report: string): Wanted => v.parse(Wanted, { kind: "report", report });
const BOARD = v.parse(Wanted, { kind: "board", template: "rfk", period: "2026-03" });
/** What a unit spends in its first row: a number by which its file is known. */
const amountOf = (unit: string, period = "2026-03"): number =>
  1_000_000 * (UNITS.indexOf(unit) + 1) + (period === "2026-03" ? 0.25 : 0.5);

async function spend(made: Regency, unit: string, period: string, amount: number): Promise<void> {
  const id = await made.openReport(period, unit);
  const changes = [made.cell(rowOf(1), "keuangan", String(amount))];
  await made.as(made.who("pptk", unit), () => save({ id, changes }));
}

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { units: UNITS, lines: 2, pptk: 1 });
  for (const unit of UNITS) await spend(kukar, unit, "2026-03", amountOf(unit));
  travel("2026-04-12T02:00:00.000Z");
  for (const unit of UNITS) await spend(kukar, unit, "2026-04", amountOf(unit, "2026-04"));
  await project();
});
afterEach(() => line.inject(null));

let given = new Set<string>();
/** New journal entries since the last call, as the stream brings them. */
async function news(): Promise<readonly DynamoDBRecord[]> {
  const all = await journalRecords();
  const keyOf = ({ dynamodb }: DynamoDBRecord) => `${dynamodb?.NewImage?.["pk"]?.S} ${dynamodb?.NewImage?.["sk"]?.S}`;
  const fresh = all.filter((record) => !given.has(keyOf(record)));
  given = new Set(all.map(keyOf));
  return fresh;
}
const deliver = (records: readonly DynamoDBRecord[]): Promise<DynamoDBBatchResponse> =>
  actAs("worker", () => handler({ Records: [...records] }));

const ask = (who: Somebody, wanted: Wanted, of = kukar): Promise<ExportCard> => of.as(who, () => request({ wanted }));
const cardsOf = async (who: Somebody, of = kukar): Promise<readonly ExportCard[]> =>
  (await of.as(who, () => list({}))).exports;
async function file(who: Somebody, id: string, of = kukar) {
  const { url } = await of.as(who, () => open({ id }));
  return opened(new Uint8Array(await (await fetch(url)).arrayBuffer()));
}

describe("the worker's share of the stream", () => {
  it("is the requests for files and no other news", async () => {
    await news();
    await ask(kukar.who("pptk", "dinas-a"), wanting(reportOf("dinas-a")));
    const [record] = await news();
    if (!record) throw new Error("nothing was written down");
    expect(isWorkerWork(record)).toBe(true);
    expect(isWorkerWork({ ...record, eventName: "MODIFY" })).toBe(false);
    const others = (await journalRecords()).filter(
      (each) => !WORKER_OPERATIONS.some((one) => one === each.dynamodb?.NewImage?.["op"]?.S),
    );
    expect(others.length).toBeGreaterThan(40);
    expect(others.filter(isWorkerWork)).toEqual([]);
    expect((await deliver([record])).batchItemFailures).toEqual([]);
  });

  it("keeps a record out whose key and tenant differ", async () => {
    const who = kukar.who("pptk", "dinas-b");
    await ask(who, wanting(reportOf("dinas-b")));
    const [record] = await news();
    const image = { ...record?.dynamodb?.NewImage, tenant: { S: "nunukan" } };
    const forged: DynamoDBRecord = { ...record, dynamodb: { ...record?.dynamodb, NewImage: image } };
    let answer: DynamoDBBatchResponse | undefined;
    await logged(async () => {
      answer = await deliver([forged]);
    });
    expect(answer?.batchItemFailures).toHaveLength(1);
    expect((await cardsOf(who)).map((card) => card.state)).toEqual(["waiting"]);
  });
});

describe("units that are assigned while a period is open", () => {
  it("find its report at once, without waiting for the night, and once only", async () => {
    await news();
    const made = await regency("nunukan", { units: ["dinas-z"], lines: 1, pptk: 1 });
    const author = made.who("pptk", "dinas-z");
    const id = v.parse(ReportId, "rfk.2026-04.dinas-z.1");
    await expect(made.as(author, () => view({ id }))).rejects.toThrow(/Tidak ditemukan/);
    const records = await news();
    expect((await deliver(records)).batchItemFailures).toEqual([]);
    const report = await made.as(author, () => view({ id }));
    expect(report.state).toBe("draft");
    expect((await deliver(records)).batchItemFailures).toEqual([]);
    expect((await made.as(author, () => view({ id }))).rev).toBe(report.rev);
  });
});

describe("a printed draft", () => {
  it("is made as a PDF by the worker's own writer, marked on its pages", async () => {
    const who = kukar.who("kepala", "dinas-a");
    await news();
    const { id } = await ask(who, v.parse(Wanted, { kind: "document", report: reportOf("dinas-a"), draft: true }));
    expect((await deliver(await news())).batchItemFailures).toEqual([]);
    const { url, name } = await kukar.as(who, () => open({ id }));
    const pages = await printed(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    expect(name).toMatch(/konsep\.pdf$/);
    for (const page of pages) expect(page.text).toContain("KONSEP");
    expect(pages.map((page) => page.text).join()).toContain("1.000.000,25");
  });
});

describe("a rush", () => {
  it("queues sixty requests of twenty people at once and makes every one, each for its own requester, while entry goes on", async () => {
    await news();
    const people = UNITS.map((unit) => ({ unit, who: kukar.who("kabid", unit) }));
    const asked = await Promise.all(
      people.flatMap(({ unit, who }) =>
        [wanting(reportOf(unit)), wanting(reportOf(unit, "2026-04")), BOARD].map((wanted) => ask(who, wanted)),
      ),
    );
    expect(asked).toHaveLength(60);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(60);
    expect(asked.filter(({ state }) => state !== "waiting")).toEqual([]);

    const records = await news();
    // Batches side by side, as the cloud delivers them, and somebody who types all the while.
    const batches = Array.from({ length: 6 }, (_, i) => records.filter((_, at) => at % 6 === i));
    const typing = async (): Promise<readonly string[]> => {
      const told: string[] = [];
      const id = reportOf("dinas-c", "2026-04");
      for (let n = 1; n <= 20; n += 1) {
        const changes = [kukar.cell(rowOf(2), "keuangan", String(n), n - 1)];
        const { cells } = await kukar.as(kukar.who("pptk", "dinas-c"), () => save({ id, changes }));
        told.push(...cells.map((cell) => cell.outcome));
      }
      return told;
    };
    const [saved, ...answers] = await Promise.all([typing(), ...batches.map(deliver)]);
    expect(new Set(saved)).toEqual(new Set(["accepted"]));
    expect(answers.flatMap((answer) => answer.batchItemFailures)).toEqual([]);

    for (const { unit, who } of people) {
      const cards = await cardsOf(who);
      expect(cards.map((card) => card.state)).toEqual(["ready", "ready", "ready"]);
      for (const { id, wanted } of cards) {
        const book = await file(who, id);
        if (wanted.kind === "report") {
          const period = wanted.report.includes("2026-04") ? "2026-04" : "2026-03";
          expect([unit, period, book.value(SHEET, CODE, MONEY)]).toEqual([unit, period, amountOf(unit, period)]);
        } else {
          // Nothing is published: of the others' drafts this person may not know.
          const own = book.value("RFK Maret 2026", `Unit ${unit}`, "Keadaan laporan");
          const other = book.value(
            "RFK Maret 2026",
            `Unit ${unit === "dinas-a" ? "dinas-b" : "dinas-a"}`,
            "Keadaan laporan",
          );
          expect([own, other]).toEqual(["Draf", "Belum terbit"]);
        }
        expect(book.texts("Keterangan")).toContain(`Diminta oleh | ${who.name}, kabid ${unit}`);
        expect(book.texts("Keterangan")).toContain(`Nomor permintaan | ${id}`);
      }
    }
  });
});

describe("a request that cannot be made", () => {
  it("does not stop the others, and ends as failed after three deliveries", async () => {
    await news();
    const [sick, well] = [kukar.who("kepala", "dinas-d"), kukar.who("kepala", "dinas-e")];
    await ask(sick, wanting(reportOf("dinas-d")));
    const first = await news();
    await ask(well, wanting(reportOf("dinas-e")));
    const records = [...first, ...(await news())];
    // The table does not give out the first one's report; everything else it does.
    line.inject(({ operation, body }) =>
      operation === "Query" && JSON.stringify(body).includes(`report#${reportOf("dinas-d")}`)
        ? { kind: "answer", status: 400, body: { __type: "AccessDeniedException" } }
        : undefined,
    );
    const failedIn: number[] = [];
    const wellIs: (string | undefined)[] = [];
    const lines = await logged(async () => {
      for (let n = 1; n <= 3; n += 1) {
        failedIn.push((await deliver(records)).batchItemFailures.length);
        wellIs.push((await cardsOf(well))[0]?.state);
      }
    });
    expect(failedIn).toEqual([1, 1, 0]);
    expect(wellIs).toEqual(["ready", "ready", "ready"]);
    expect(await cardsOf(sick)).toMatchObject([{ state: "failed" }]);
    expect(lines.filter((text) => text.includes("work broken off"))).toHaveLength(2);
    expect(lines.filter((text) => text.includes("export failed"))).toHaveLength(1);
    line.inject(null);
    expect((await deliver(records)).batchItemFailures).toEqual([]);
    expect(await cardsOf(sick)).toMatchObject([{ state: "failed" }]);
    const again = await ask(sick, wanting(reportOf("dinas-d")));
    await deliver(await news());
    expect((await file(sick, again.id)).value(SHEET, CODE, MONEY)).toBe(amountOf("dinas-d"));
  });

  it("names the record from which the batch must come again", async () => {
    await news();
    await ask(kukar.who("pptk", "dinas-f"), wanting(reportOf("dinas-f")));
    const [record] = await news();
    line.inject(({ operation }) =>
      operation === "UpdateItem"
        ? { kind: "answer", status: 400, body: { __type: "AccessDeniedException" } }
        : undefined,
    );
    let answer: DynamoDBBatchResponse | undefined;
    await logged(async () => {
      answer = await deliver(record ? [record] : []);
    });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: record?.dynamodb?.SequenceNumber }] });
    line.inject(null);
    await deliver(record ? [record] : []);
    expect(await cardsOf(kukar.who("pptk", "dinas-f"))).toMatchObject([{ state: "ready" }]);
  });
});

describe("a record that comes again", () => {
  it("makes one file, however often and in whatever batch", async () => {
    await news();
    const who = kukar.who("pptk", "dinas-g");
    const { id } = await ask(who, wanting(reportOf("dinas-g")));
    const records = await news();
    await deliver([...records, ...records]);
    const [before] = await cardsOf(who);
    const changes = [kukar.cell(rowOf(1), "keuangan", "9", 1)];
    await kukar.as(who, () => save({ id: reportOf("dinas-g"), changes }));
    await deliver(records);
    expect(await cardsOf(who)).toEqual([before]);
    expect((await file(who, id)).value(SHEET, CODE, MONEY)).toBe(amountOf("dinas-g"));
  });
});

describe("tenants whose names begin alike", () => {
  it("get their own files from one batch, and nothing of each other", async () => {
    const others = [
      await regency("kukar-2", { units: ["dinas-a"], lines: 1 }),
      await regency("kuka", { units: ["dinas-a"], lines: 1 }),
    ];
    travel(MARCH_OPEN);
    for (const [i, made] of others.entries()) await spend(made, "dinas-a", "2026-03", 77 + i);
    await news();
    const all = [kukar, ...others];
    const asked = await Promise.all(
      all.map(async (made) => ({
        made,
        card: await ask(made.who("kepala", "dinas-a"), wanting(reportOf("dinas-a")), made),
      })),
    );
    expect((await deliver(await news())).batchItemFailures).toEqual([]);
    const amounts = [amountOf("dinas-a"), 77, 78];
    for (const [i, { made, card }] of asked.entries()) {
      const book = await file(made.who("kepala", "dinas-a"), card.id, made);
      expect(book.value(SHEET, CODE, MONEY)).toBe(amounts[i]);
      expect(book.texts("Keterangan")).toContain(`Pemerintah daerah | Pemerintah Kabupaten ${made.id}`);
      const { url } = await made.as(made.who("kepala", "dinas-a"), () => open({ id: card.id }));
      expect(new URL(url).pathname).toContain(`/${made.id}/export/`);
      const strangers = all.filter((each) => each !== made);
      for (const stranger of strangers) {
        const tried = stranger.as(stranger.who("kepala", "dinas-a"), () => open({ id: card.id }));
        await expect(tried).rejects.toMatchObject({ code: "kernel.not_found" });
      }
    }
  });
});

describe("the file and the screen", () => {
  it("say the same of every cell that was entered", async () => {
    const who = kukar.who("admin", "bappeda");
    await news();
    const { id } = await ask(who, wanting(reportOf("dinas-h")));
    await deliver(await news());
    const book = await file(who, id);
    const { rows } = await kukar.as(who, () => view({ id: reportOf("dinas-h") }));
    for (const row of rows) {
      const { keuangan } = row.cells;
      const said = book.value(SHEET, row.context["code"] ?? "", MONEY);
      expect(said).toBe(keuangan?.v === undefined || keuangan.v === null ? "Belum diisi" : Number(keuangan.v));
    }
  });
});

describe("a budget that is recorded", () => {
  it("reaches the drafts of its unit, and a sent report only when its author takes it back", async () => {
    travel("2026-04-13T02:00:00.000Z");
    const unit = "dinas-t";
    const pptk = kukar.who("pptk", unit);
    const [march, april] = [reportOf(unit), reportOf(unit, "2026-04")];
    await kukar.fill(march, 2, pptk);
    await kukar.send(march, pptk);
    await news();
    const version = {
      year: "2026",
      unit,
      stage: "perubahan" as const,
      n: 1,
      effectiveFrom: "2026-03",
      lines: lines(2),
    };
    await kukar.as(kukar.who("bappeda", "bappeda"), () => recordBudget(version));
    const labels = async () => {
      expect(await deliver(await news())).toEqual({ batchItemFailures: [] });
      const seen = await Promise.all([march, april].map((id) => kukar.as(pptk, () => view({ id }))));
      return seen.map(({ pins }) => pins.budget?.label);
    };
    expect(await labels()).toEqual(["DPA murni", "DPA perubahan"]);
    await kukar.as(pptk, () => withdraw({ id: march, reason: "Anggaran baru saja berubah." }));
    expect(await labels()).toEqual(["DPA perubahan", "DPA perubahan"]);
  });
});
