import * as v from "valibot";
import type { Actor } from "../kernel/context.ts";
import { formatDateTime } from "../kernel/format.ts";
import { LIMITS } from "../kernel/limits.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import { currentTenant } from "../tenant/index.ts";
import { STARTER_METHODS, STARTER_SCALES } from "./catalogue.ts";
import { catalogueFull, kindFixed, unsoundScale, versionTaken } from "./failures.ts";
import { scaleProblems } from "./scale-problems.ts";
import { Method, Scale } from "./schema.ts";
import { Methods, Scales, type WrittenBy } from "./store.ts";

const administrators = offices("admin daerah", ["admin"], "mengatur metode capaian dan skala");

/** `by` and `at` are null for a version that every regency begins with. */
const WRITTEN = { by: v.nullable(v.string()), at: v.nullable(v.string()) };
const MethodVersion = v.strictObject({ method: Method, ...WRITTEN });
const ScaleVersion = v.strictObject({ scale: Scale, ...WRITTEN });
export type MethodVersion = v.InferOutput<typeof MethodVersion>;
export type ScaleVersion = v.InferOutput<typeof ScaleVersion>;

type Dated = { readonly by: string | null; readonly at: string | null };
const written = (by: WrittenBy): Dated => ({ by: by.name, at: by.at });
const starter: Dated = { by: null, at: null };
const byVersion = (a: { id: string; n: number }, b: { id: string; n: number }): number =>
  a.id.localeCompare(b.id) || a.n - b.n;

/** Every version of every method of the acting tenant, those of the service first: of one id the last is the newest. */
export async function methodVersions(): Promise<readonly MethodVersion[]> {
  const { items } = await Methods.list({}, { begins: { id: "" }, strong: true });
  const own = items.map(({ method, by }) => ({ method, ...written(by) }));
  return [...STARTER_METHODS.map((method) => ({ method, ...starter })), ...own].toSorted((a, b) =>
    byVersion(a.method, b.method),
  );
}

/** Every version of every scale of the acting tenant. */
export async function scaleVersions(): Promise<readonly ScaleVersion[]> {
  const { items } = await Scales.list({}, { begins: { id: "" }, strong: true });
  const own = items.map(({ scale, by }) => ({ scale, ...written(by) }));
  return [...STARTER_SCALES.map((scale) => ({ scale, ...starter })), ...own].toSorted((a, b) =>
    byVersion(a.scale, b.scale),
  );
}

export const catalogue = readOperation({
  name: "indicator.catalogue",
  summary:
    "Metode capaian dan skala daerah ini dengan semua versinya; versi yang dipakai templat disimpan di dalamnya.",
  input: v.strictObject({}),
  output: v.strictObject({ methods: v.array(MethodVersion), scales: v.array(ScaleVersion) }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async () => {
    const [methods, scales] = await Promise.all([methodVersions(), scaleVersions()]);
    return { methods: [...methods], scales: [...scales] };
  },
});

const saver = (actor: Actor, now: Date): WrittenBy =>
  actor.kind === "official"
    ? { at: now.toISOString(), person: actor.person, name: actor.name }
    : { at: now.toISOString(), person: "sistem", name: "Sistem" };
const numberOf = (n: number): string => String(n).padStart(4, "0");

/** The next version must follow the newest one that its author saw. */
async function mustFollow(n: number, newest: ({ readonly n: number } & Dated) | undefined): Promise<void> {
  if (n === (newest?.n ?? 0) + 1) return;
  const { zone } = await currentTenant();
  const at = newest?.at ? formatDateTime(newest.at, zone) : null;
  throw versionTaken({ newest: newest?.n ?? 0, by: newest?.by ?? null, at });
}
const mustFit = (versions: readonly Dated[]): void => {
  const most = LIMITS.indicatorVersionsPerTenant;
  if (versions.filter((each) => each.by !== null).length >= most) throw catalogueFull({ most });
};

export const saveMethod = writeOperation({
  name: "indicator.saveMethod",
  summary: "Menyimpan versi berikutnya dari metode capaian. Versi yang sudah ada tidak pernah berubah.",
  input: v.strictObject({ method: Method }),
  output: Method,
  subject: () => "indicator",
  load: async () => ({ versions: await methodVersions() }),
  policy: administrators,
  run: async ({ input: { method }, record, unit, actor, now }) => {
    const newest = record.versions.findLast((each) => each.method.id === method.id);
    await mustFollow(method.n, newest && { ...newest, n: newest.method.n });
    if (newest && newest.method.kind !== method.kind) throw kindFixed({ label: newest.method.label });
    mustFit(record.versions);
    const by = saver(actor, now);
    unit.add(Methods.create({ id: method.id, number: numberOf(method.n), method, by }), () =>
      versionTaken({ newest: method.n, by: null, at: null }),
    );
    unit.tell({ changes: { method: method.id, n: method.n }, events: [], card: { method: method.id } });
    return method;
  },
});

export const saveScale = writeOperation({
  name: "indicator.saveScale",
  summary: "Menyimpan versi berikutnya dari skala. Skala yang bercelah atau tumpang tindih ditolak.",
  input: v.strictObject({ scale: Scale }),
  output: Scale,
  subject: () => "indicator",
  load: async () => ({ versions: await scaleVersions() }),
  policy: administrators,
  run: async ({ input: { scale }, record, unit, actor, now }) => {
    const problems = scaleProblems(scale.classes);
    if (problems.length > 0) throw unsoundScale({ problems: problems.map((each) => each.message).join(" ") });
    const newest = record.versions.findLast((each) => each.scale.id === scale.id);
    await mustFollow(scale.n, newest && { ...newest, n: newest.scale.n });
    mustFit(record.versions);
    const by = saver(actor, now);
    unit.add(Scales.create({ id: scale.id, number: numberOf(scale.n), scale, by }), () =>
      versionTaken({ newest: scale.n, by: null, at: null }),
    );
    unit.tell({ changes: { scale: scale.id, n: scale.n }, events: [], card: { scale: scale.id } });
    return scale;
  },
});
