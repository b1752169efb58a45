import { startMetering, stopMetering } from "@selaras/core/db/meter.ts";
import { sendBack, verify } from "@selaras/core/report/decide.ts";
import { sign } from "@selaras/core/report/sign.ts";
import { open } from "@selaras/core/report/open.ts";
import { MAKERS } from "@selaras/documents/writers.ts";
import { prepare, publish } from "@selaras/core/report/issue.ts";
import { submit } from "@selaras/core/report/submit.ts";
import { view } from "@selaras/core/report/view.ts";
import { FIELDS, Form } from "./form.ts";
import { itemBytes, writeUnits } from "./item-size.ts";
import { type Measurement, measured } from "./measurement.ts";
import { watching, type Written } from "./watch.ts";
import { itemAt } from "./wire.ts";
import { asOfficial, asProduct, rowOf, somebody, type Somebody } from "./world.ts";

const ROWS = 300;
const GOAL = 1.5;
const BASIS =
  "Unit tulis (tabel dan indeks) yang dilaporkan mesin lokal, dibagi minimum: unit menurut ukuran item sesudah ditulis (aturan ukuran DynamoDB, transaksi 2 per KB, item terhapus 1 KB). Laporan RFK 300 baris, 7 isian per baris terisi; operasi saja, tanpa pembacaan sesi dan tanpa proyeksi.";
const ABSOLUTE = "Sebagaimana dilaporkan mesin lokal untuk operasi itu; RRU kuat dihitung 1 per 4 KB.";
const ROW_BASIS =
  "Satu baris RFK dengan 7 isian terisi (dua teks sekitar 45 huruf), menurut aturan ukuran DynamoDB; di atas 1.024 byte setiap simpan atas baris itu berlipat dua.";

/** Fewest write units with which these items could have been written. */
async function minimumOf(written: readonly Written[]): Promise<number> {
  let units = 0;
  for (const { key, inTransaction } of written) {
    const item = await itemAt(key);
    units += writeUnits(item ? itemBytes(item) : 0, inTransaction);
  }
  return units;
}

async function spending(name: string, work: () => Promise<unknown>): Promise<readonly Measurement[]> {
  startMetering();
  const { written } = await watching(work);
  const { read, tableWrite, indexWrite } = stopMetering();
  const write = tableWrite + indexWrite;
  const minimum = await minimumOf(written);
  if (minimum === 0) throw new Error(`${name} wrote nothing`);
  return [
    measured({ name: `tulis.${name}`, value: write / minimum, unit: "x minimum", goal: GOAL, basis: BASIS }),
    measured({ name: `tulis.${name}.wru`, value: write, unit: "WRU", basis: ABSOLUTE }),
    measured({ name: `tulis.${name}.rru`, value: read, unit: "RRU", basis: ABSOLUTE }),
  ];
}

/** Bytes of one row with all its fields filled: beyond 1,024 every save of the row costs twice. */
async function rowSize(tenant: string, id: string): Promise<Measurement> {
  const row = await itemAt({ pk: { S: `${tenant}#report#${id}` }, sk: { S: `a#row#${rowOf(ROWS)}` } });
  if (!row) throw new Error(`${id} has no row ${ROWS}`);
  return measured({ name: "tulis.baris-terisi", value: itemBytes(row), unit: "byte", basis: ROW_BASIS });
}

/** Sends a report; gives the content hash. */
async function send(tenant: string, id: string, who: Somebody): Promise<string> {
  const { stamp } = await asOfficial(tenant, who, () => view({ id }));
  return (await asOfficial(tenant, who, () => submit({ id, stamp }))).hash;
}

/** Request units of every step of a report of 300 rows, from its opening to its publication. */
export async function measureActions(tenant: string, unit: string): Promise<readonly Measurement[]> {
  const [ana, budi, citra] = [1, 2, 3].map((seat) => somebody(tenant, "pptk", unit, seat));
  if (!ana || !budi || !citra) throw new Error("Three writers are needed");
  const [kabid, kepala] = [somebody(tenant, "kabid", unit), somebody(tenant, "kepala", unit)];
  const id = `rfk.2026-03.${unit}.1`;
  const form = new Form(tenant, id);
  const all: Measurement[] = [];
  const step = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    all.push(...(await spending(name, work)));
  };

  await step("buka-300", () => asProduct(tenant, () => open({ template: "rfk", period: "2026-03", unit })));
  await form.fill(ana, ROWS);
  all.push(await rowSize(tenant, id));
  await step("simpan-pertama", () => form.save(budi, [form.change(1, "keuangan")]));
  await step("simpan-1", () => form.save(budi, [form.change(2, "keuangan")]));
  const three = [3, 4, 5].flatMap((row) => FIELDS.map((field) => form.change(row, field))).slice(0, 20);
  await step("simpan-20-dalam-3", () => form.save(budi, three));
  const column = Array.from({ length: 20 }, (_, i) => form.change(20 + i, "keuangan"));
  await step("simpan-20-dalam-20", () => form.save(budi, column));
  await form.save(citra, [form.change(50, "keuangan")]);

  const { stamp } = await asOfficial(tenant, ana, () => view({ id }));
  let hash = "";
  await step("kirim-3-penulis", async () => {
    ({ hash } = await asOfficial(tenant, ana, () => submit({ id, stamp })));
  });
  const reason = "Realisasi ruas 2 belum cocok dengan SP2D.";
  await step("kembalikan", () => asOfficial(tenant, kabid, () => sendBack({ id, hash, reason })));
  hash = await send(tenant, id, ana);
  await step("verifikasi", () => asOfficial(tenant, kabid, () => verify({ id, hash })));
  await step("tanda-tangani", () => asOfficial(tenant, kepala, () => sign({ id, hash })));
  await asProduct(tenant, () => prepare(id, MAKERS), "worker");
  await step("terbitkan", () => asProduct(tenant, () => publish({ id })));
  return all;
}
