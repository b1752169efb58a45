import { Failure } from "@selaras/core/kernel/failure.ts";
import { systemContext, within } from "@selaras/core/kernel/context.ts";
import { canonical } from "@selaras/core/kernel/canonical.ts";
import { currentTenant, establish } from "@selaras/core/tenant/index.ts";
import type { Tenant } from "@selaras/core/tenant/schema.ts";
import type { Founding } from "./founding.ts";
import { type Look, type Step, stepsOf } from "./steps.ts";

export type FoundingOptions = {
  /** False: says what would be done and writes nothing. */
  readonly apply: boolean;
  /** One line per step, after the step. */
  readonly say: (line: string) => void;
};

const JOB = "pendirian";
/** Looks into the table that are under way at once. */
const AT_ONCE = 16;

/** The product itself inside the regency, at the present instant, once per operation: each is a command of its own. */
export const asFounder = <T>({ regency }: Pick<Founding, "regency">, work: () => Promise<T>): Promise<T> =>
  within(systemContext(regency.slug, JOB), work);

const tenantOf = ({ regency: { slug, ...regency } }: Founding): Tenant => ({
  ...regency,
  id: slug,
  status: "active",
  unitsRev: 1,
  rev: 1,
});

async function standing(founding: Founding): Promise<Tenant | null> {
  try {
    return await asFounder(founding, currentTenant);
  } catch (error) {
    if (error instanceof Failure && error.kind === "not_found") return null;
    throw error;
  }
}

const OWN_COURSE: readonly string[] = ["status", "unitsRev", "rev"];

/** Names of what a regency that stands says otherwise than the file. */
function contradictions(wanted: Tenant, found: Tenant): readonly string[] {
  const before = new Map<string, unknown>(Object.entries(found));
  return Object.entries(wanted)
    .filter(([name, value]) => !OWN_COURSE.includes(name) && canonical(value) !== canonical(before.get(name)))
    .map(([name]) => name);
}

async function looks(founding: Founding, { wanted }: Step): Promise<readonly Look[]> {
  const found: Look[] = [];
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    found.push(...(await asFounder(founding, () => Promise.all(some.map(({ look }) => look())))));
  }
  return found;
}

const lineOf = (what: string, there: number, made: number, apply: boolean): string => {
  const parts = [
    ...(there > 0 ? [`${there} sudah ada`] : []),
    ...(made > 0 ? [apply ? `${made} dibuat` : `${made} akan dibuat`] : []),
  ];
  return `${what}: ${parts.join(", ") || "tidak ada dalam berkas"}`;
};

/** Each portion is one transaction: a crash leaves whole portions only. */
async function make(founding: Founding, step: Step, missing: readonly number[]): Promise<void> {
  for (let from = 0; from < missing.length; from += step.most) {
    await asFounder(founding, () => step.make(missing.slice(from, from + step.most)));
  }
}

async function take(founding: Founding, step: Step, isNew: boolean, { apply, say }: FoundingOptions): Promise<number> {
  // Nothing can be asked about a regency that is not there: dry run of a new one.
  const found = isNew ? step.wanted.map((): Look => "missing") : await looks(founding, step);
  const missing = found.flatMap((look, place) => (look === "missing" ? [place] : []));
  if (apply) await make(founding, step, missing);
  const others = step.wanted.filter((_, place) => found[place] === "other");
  const differing = others.map(({ name }) => `\n  berbeda dari berkas, dibiarkan: ${name}`).join("");
  say(lineOf(step.what, found.length - missing.length, missing.length, apply) + differing);
  return others.length;
}

/**
 * Founds a regency by the product's own operations, or completes one whose founding broke off. What is there already is
 * left as it is; what differs from the file is named. False when something differs: a slug that stands with other content
 * is refused before anything is written.
 */
export async function found(founding: Founding, options: FoundingOptions): Promise<boolean> {
  const { apply, say } = options;
  const wanted = tenantOf(founding);
  const before = await standing(founding);
  const against = before ? contradictions(wanted, before) : [];
  if (against.length > 0) {
    say(`Daerah ${wanted.id} sudah terdaftar dengan isi lain: ${against.join(", ")}. Tidak ada yang ditulis.`);
    return false;
  }
  if (!before && apply) await asFounder(founding, () => establish({ tenant: wanted }));
  say(lineOf("daerah", before ? 1 : 0, before ? 0 : 1, apply));
  let differing = 0;
  for (const step of stepsOf(founding)) differing += await take(founding, step, !before && !apply, options);
  return differing === 0;
}
