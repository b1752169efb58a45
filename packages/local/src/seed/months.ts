import { sendBack, verify } from "@selaras/core/report/decide.ts";
import { issue } from "@selaras/core/report/issue.ts";
import { open } from "@selaras/core/report/open.ts";
import { save } from "@selaras/core/report/save.ts";
import { sign } from "@selaras/core/report/sign.ts";
import { submit } from "@selaras/core/report/submit.ts";
import { MAKERS } from "@selaras/documents/writers.ts";
import { view } from "@selaras/core/report/view.ts";
import { compute } from "@selaras/core/report/compute.ts";
import { fullTitle, heldOn } from "@selaras/core/position/rules.ts";
import { localDate } from "@selaras/core/kernel/zone.ts";
import { definition as definitionOf } from "@selaras/core/template/index.ts";
import { realisationOf } from "../../demo/realisation.ts";
import { regencyOf } from "../../demo/regencies.ts";
import type { RealisationRow, Roster, TenantId, TenantPlan } from "../../demo/types.ts";
import { asOfficial, asProduct, type Somebody } from "./acting.ts";
import { workday } from "./calendar.ts";
import { personId } from "./tenant.ts";

type Place = {
  readonly plan: TenantPlan;
  readonly roster: Roster;
  readonly unit: string;
  readonly period: string;
  readonly now: Date;
};

const offset = (tenant: TenantId): string => (regencyOf(tenant).zone === "Asia/Jakarta" ? "+07:00" : "+08:00");

/** An instant after a period, never later than now: a demonstration has no memories of the future. */
function at({ plan, period, now, unit }: Place, day: number, hour: number): Date {
  const minute = (unit.length * 7 + day * 3) % 60;
  const planned = workday(period, day, hour, minute, offset(plan.tenant));
  return planned < now ? planned : new Date(now.getTime() - (24 - hour) * 60_000);
}

/** Who held a post of a kind at a unit on a day. Falls back to the first holder ever, for months before an appointment. */
export function holder(
  { roster, unit, plan }: Pick<Place, "roster" | "unit" | "plan">,
  kind: string,
  when: Date,
): Somebody {
  const day = localDate(when, regencyOf(plan.tenant).zone);
  const posts = roster.posts.filter((post) => post.unit === unit && post.kind === kind);
  const held = roster.appointments.filter((one) => posts.some((post) => post.id === one.post) && heldOn(one, day));
  // A stand-in acts while the definitive holder is away.
  const chosen = held.find((one) => one.basis === "plh") ?? held[0];
  const person = roster.persons.find((each) => each.username === chosen?.username);
  const post = posts.find((each) => each.id === chosen?.post);
  if (!chosen || !person || !post) throw new Error(`${plan.tenant}: nobody is ${kind} of ${unit} on ${day}`);
  const title = fullTitle({ holding: chosen.basis, title: post.title });
  const held1 = { kind: post.kind, unit: post.unit, title, holding: chosen.basis, decree: chosen.decree };
  return {
    person: personId(person.username),
    subject: person.subject,
    name: person.name,
    posts: [held1 as Somebody["posts"][number]],
  };
}

const reportOf = ({ unit, period }: Place): string => `rfk.${period}.${unit}.1`;

/** The cells of one row of the month, as a PPTK would type them. */
function cellsOf(row: RealisationRow, base: number, when: Date) {
  const rowKey = `rincian/${row.code}`;
  const plain = (field: string, value: string) => ({
    id: `${row.code.replaceAll(".", "")}-${field}`,
    rowKey,
    field,
    base,
    input: { kind: "value" as const, value },
    at: when.toISOString(),
  });
  const cells = [
    plain("keuangan", row.money),
    plain("fisik", row.physical),
    plain("keluaran", row.output),
    plain("status", row.status),
  ];
  if (row.problem === null) return cells;
  return [
    ...cells,
    plain("kategori", row.problem.category),
    plain("permasalahan", row.problem.text),
    plain("tindak_lanjut", row.problem.followUp),
  ];
}

async function fill(place: Place, rows: readonly RealisationRow[], when: Date, base = 0): Promise<void> {
  const { plan } = place;
  for (let from = 0; from < rows.length; from += 20) {
    const changes = rows.slice(from, from + 20).flatMap((row) => cellsOf(row, base, when));
    const answer = await asOfficial(plan.tenant, holder(place, "pptk", when), when, () =>
      save({ id: reportOf(place), changes }),
    );
    const bad = answer.cells.find((cell) => cell.outcome !== "accepted");
    if (bad) throw new Error(`${plan.tenant} ${reportOf(place)}: ${JSON.stringify(bad)}`);
  }
}

/** Sends the report as its PPTK, with a word on every warning. */
async function send(place: Place, when: Date): Promise<string> {
  const { plan } = place;
  const id = reportOf(place);
  const author = holder(place, "pptk", when);
  const seen = await asOfficial(plan.tenant, author, when, () => view({ id }));
  const definition = await asOfficial(plan.tenant, author, when, () => definitionOf({ hash: seen.template.hash }));
  const warnings = compute(definition, seen.rows, seen.carry).findings.filter((finding) => finding.severity === "warn");
  const explanations = warnings.map(({ rowKey, rule }) => ({
    rowKey,
    rule,
    reason: "Uang muka dan termin dibayar sesuai kontrak; kemajuan fisik menyusul bulan berikutnya.",
  }));
  const sent = await asOfficial(plan.tenant, author, when, () => submit({ id, stamp: seen.stamp, explanations }));
  return sent.hash;
}

async function opened(place: Place): Promise<void> {
  const { plan, period, unit } = place;
  const when = new Date(`${period}-11T00:05:00${offset(plan.tenant)}`);
  await asProduct(plan.tenant, when, () => open({ template: "rfk", period, unit }));
}

const isSlow = ({ unit }: Place): boolean => unit.startsWith("kec-");

/** A closed month: entered, sent, verified, signed and published. Some units are late, as in life. */
export async function publishMonth(place: Place): Promise<void> {
  const { plan, unit, period } = place;
  const late = isSlow(place) && Number(period.slice(5)) % 3 === 0;
  const shift = late ? 8 : 0;
  await opened(place);
  await fill(place, realisationOf(plan.tenant, unit, period), at(place, 3 + shift, 9));
  const hash = await send(place, at(place, 5 + shift, 10));
  const id = reportOf(place);
  const checked = at(place, 7 + shift, 14);
  await asOfficial(plan.tenant, holder(place, "kabid", checked), checked, () => verify({ id, hash }));
  const signed = at(place, 8 + shift, 11);
  await asOfficial(plan.tenant, holder(place, "kepala", signed), signed, () => sign({ id, hash }));
  await asProduct(plan.tenant, signed, () => issue(id, MAKERS), "worker");
}

/** The month in review: some wait for verification, some for the signature; one came back once and was sent again. */
export async function reviewMonth(place: Place): Promise<void> {
  const { plan, unit, period } = place;
  const rows = realisationOf(plan.tenant, unit, period);
  const stage = plan.review.find((each) => each.unit === unit)?.stage ?? "submitted";
  const { returned } = plan;
  const id = reportOf(place);
  await opened(place);
  if (returned.unit !== unit) {
    await fill(place, rows, at(place, 3, 9));
    const hash = await send(place, at(place, 5, 10));
    if (stage !== "verified") return;
    const checked = at(place, 8, 14);
    await asOfficial(plan.tenant, holder(place, "kabid", checked), checked, () => verify({ id, hash }));
    return;
  }
  const mistaken = rows.map((row) => (row.code === returned.code ? { ...row, money: returned.wrongMoney } : row));
  await fill(place, mistaken, at(place, 3, 9));
  const hash = await send(place, at(place, 4, 10));
  const back = at(place, 6, 15);
  await asOfficial(plan.tenant, holder(place, "kabid", back), back, () =>
    sendBack({ id, hash, reason: returned.reason }),
  );
  const mended = rows.filter((row) => row.code === returned.code).map((row) => ({ ...row, problem: null }));
  await fill(place, mended, at(place, 8, 9), 1);
  await send(place, at(place, 9, 9));
}

/** A month that a unit let pass: opened, never filled. */
export const leaveEmpty = (place: Place): Promise<void> => opened(place);

/** The open month: opened for everybody; one unit has begun to type. */
export async function openMonth(place: Place): Promise<void> {
  const { plan, unit, period } = place;
  await opened(place);
  if (!plan.drafting.includes(unit)) return;
  const rows = realisationOf(plan.tenant, unit, period);
  const when = new Date(
    Math.min(place.now.getTime() - 3_600_000, Date.parse(`${period}-18T09:10:00${offset(plan.tenant)}`)),
  );
  await fill(place, rows.slice(0, Math.ceil(rows.length / 3)), when);
}
