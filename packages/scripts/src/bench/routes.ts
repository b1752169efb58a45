import { open } from "@selaras/core/report/open.ts";
import { type Asking, type Caller, prepared } from "./calls.ts";
import { Form } from "./form.ts";
import { type Measurement, measured, median } from "./measurement.ts";
import { busyTime, watching } from "./watch.ts";
import { asProduct, somebody } from "./world.ts";

const CALLS = 40;
const WARM_UP = 10;
const ROWS = 300;
const GOAL = 1.5;
const BODY_GOAL = 2048;
const BASIS = `Median dari ${CALLS} panggilan hangat (sesudah ${WARM_UP} pemanasan) atas fungsi Lambda dengan kejadian API Gateway v2 dan token yang diverifikasi: waktu dinding dibagi waktu ketika sedikitnya satu panggilan SDK berlangsung (gabungan selang). Mesin tabel lokal di memori, tanpa jaringan.`;
const TIMES = `Median dari ${CALLS} panggilan yang sama.`;
const BODY_BASIS = "Isi permintaan ditambah isi jawaban, dalam byte tanpa kompresi; satu sel keuangan.";

type Timed = { readonly wall: number; readonly busy: number };

async function timed(call: () => Promise<string>): Promise<Timed> {
  const began = performance.now();
  let ended = began;
  const { spans } = await watching(async () => {
    await call();
    ended = performance.now();
  });
  return { wall: ended - began, busy: busyTime(spans) };
}

/** Times one route; `ask` gives the n-th request, because every save is another one. */
export async function measureRoute(
  name: string,
  caller: Caller,
  ask: (n: number) => Asking,
): Promise<readonly Measurement[]> {
  const times: Timed[] = [];
  for (let n = 0; n < WARM_UP + CALLS; n += 1) {
    const time = await timed(prepared(caller, ask(n)));
    if (n >= WARM_UP) times.push(time);
  }
  if (times.some(({ busy }) => busy <= 0)) throw new Error(`${name} made no call of the SDK`);
  const ratio = median(times.map(({ wall, busy }) => wall / busy));
  return [
    measured({ name: `waktu.${name}`, value: ratio, unit: "x SDK", goal: GOAL, basis: BASIS }),
    measured({ name: `waktu.${name}.ms`, value: median(times.map(({ wall }) => wall)), unit: "ms", basis: TIMES }),
    measured({ name: `waktu.${name}.sdk`, value: median(times.map(({ busy }) => busy)), unit: "ms", basis: TIMES }),
  ];
}

/** The entry page's two routes on a filled report of 300 rows, and the bytes of the smallest save. */
export async function measureEntry(tenant: string, unit: string): Promise<readonly Measurement[]> {
  const who = somebody(tenant, "pptk", unit);
  const caller = { tenant, who };
  const { id } = await asProduct(tenant, () => open({ template: "rfk", period: "2026-03", unit }));
  const form = new Form(tenant, id);
  await form.fill(who, ROWS);
  const saving = (n: number): Asking => {
    const changes = [form.change((n % ROWS) + 1, "keuangan")];
    return { method: "POST", path: `/api/reports/${id}/cells`, body: JSON.stringify({ changes }) };
  };
  const viewed = await measureRoute("laporan-300", caller, () => ({ method: "GET", path: `/api/reports/${id}` }));
  const saved = await measureRoute("simpan-1", caller, saving);
  const request = saving(WARM_UP + CALLS);
  const answer = await prepared(caller, request)();
  const bytes = Buffer.byteLength(request.body ?? "") + Buffer.byteLength(answer);
  return [
    ...viewed,
    ...saved,
    measured({ name: "isi.simpan-1", value: bytes, unit: "byte", goal: BODY_GOAL, basis: BODY_BASIS }),
  ];
}
