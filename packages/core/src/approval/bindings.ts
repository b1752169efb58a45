import { failure } from "../kernel/failure.ts";
import type { FieldScope } from "../expression/program.ts";
import { onRemoval } from "../orgunit/removal.ts";
import { allVersions, beforePublication, definitionOf } from "../template/index.ts";
import type { ReportFigure, TemplateDefinition, TemplateVersion } from "../template/schema.ts";
import { problemsOf } from "./rules.ts";
import type { ChainVersion } from "./schema.ts";
import { chainNumber, ChainNames, Chains, Teams } from "./store.ts";

/** A figure that a condition may name, with its words for the screen. */
export type NamedFigure = FieldScope & { readonly label: string };
export type Figures = Readonly<Record<string, NamedFigure>>;

const figureOf = ({ label, type, unit }: ReportFigure): NamedFigure => {
  const known = type === "money" ? "Rp" : type === "percent" ? undefined : unit;
  return known === undefined ? { type: "number", label } : { type: "number", unit: known, label };
};
const figuresIn = (definition: TemplateDefinition): Figures =>
  Object.fromEntries(definition.figures.map((figure) => [figure.id, figureOf(figure)]));

/** Published template versions by the chain they bind. */
export async function bindingsOf(chain: string): Promise<readonly TemplateVersion[]> {
  const versions = await allVersions();
  return versions.filter((version) => version.status === "published" && version.chain.id === chain);
}

const definitionsOf = async (versions: readonly TemplateVersion[]): Promise<readonly TemplateDefinition[]> => {
  const found = await Promise.all([...new Set(versions.map((each) => each.hash))].map(definitionOf));
  return found.flatMap((definition) => definition ?? []);
};

/**
 * Figures that conditions of a chain may name besides `CHAIN_FACTS`: those that every template has that binds it, since a
 * condition over a figure that one of them lacks could never be decided there. A chain that no template binds yet may
 * name the figures of any; the template that will bind it looks again.
 */
export async function figuresFor(chain: string): Promise<Figures> {
  const all = await allVersions();
  const binding = all.filter((version) => version.status === "published" && version.chain.id === chain);
  const each = (await definitionsOf(binding.length > 0 ? binding : all)).map(figuresIn);
  if (binding.length === 0) return Object.assign({}, ...each);
  const [first = {}, ...others] = each;
  return Object.fromEntries(Object.entries(first).filter(([id]) => others.every((figures) => id in figures)));
}

/** Sections by id and label that steps may answer for, of the templates that bind the chain or, without one, of all. */
export async function sectionsFor(chain: string): Promise<readonly { readonly id: string; readonly label: string }[]> {
  const all = await allVersions();
  const binding = all.filter((version) => version.status === "published" && version.chain.id === chain);
  const definitions = await definitionsOf(binding.length > 0 ? binding : all);
  const sections = definitions.flatMap((definition) =>
    definition.sections.map(({ id, label }) => [id, label] as const),
  );
  return [...new Map(sections)].map(([id, label]) => ({ id, label }));
}

/** Every version of a chain in its order, read strongly. */
export async function versionsOfChain(chain: string): Promise<readonly ChainVersion[]> {
  const { items } = await Chains.list({ chain }, { begins: { number: "" }, strong: true });
  return items.map(({ number: _number, ...version }) => version);
}

/** The chains of the tenant: those that were published, and those that templates name. */
export async function chainIds(): Promise<readonly string[]> {
  const [{ items }, versions] = await Promise.all([ChainNames.list({}, { strong: true }), allVersions()]);
  return [...new Set([...items.map((each) => each.chain), ...versions.map((each) => each.chain.id)])].sort();
}

/** A published chain version that uses something, and where. `step` is null for the authority over corrections. */
export type ChainMention = {
  readonly chain: string;
  readonly n: number;
  readonly label: string;
  readonly step: string | null;
};
export type Part = { readonly post: string } | { readonly unit: string } | { readonly team: string };

function asks(
  { assignee }: { assignee: ChainVersion["steps"][number]["assignee"] },
  part: Part,
  teams: readonly string[],
) {
  if (assignee.by === "team") return teams.includes(assignee.team);
  return "post" in part && assignee.post === part.post;
}

function mentions(chain: ChainVersion, part: Part, teams: readonly string[]): readonly ChainMention[] {
  const place = { chain: chain.chain, n: chain.n, label: chain.label };
  const steps = chain.steps.filter(
    (step) => asks(step, part, teams) || (step.escalation !== null && asks({ assignee: step.escalation.to }, part, [])),
  );
  const rules = asks({ assignee: chain.correction.authority }, part, []) ? [{ ...place, step: null }] : [];
  return [...steps.map((step) => ({ ...place, step: step.label })), ...rules];
}

/** The teams by id in which a part sits: the team itself, or those with a seat at the post or unit. */
async function teamsWith(part: Part): Promise<readonly string[]> {
  if ("team" in part) return [part.team];
  const { items } = await Teams.list({}, { strong: true });
  const sits = (at: string): boolean =>
    "post" in part ? at.startsWith(`${part.post}@`) : at.endsWith(`@${part.unit}`);
  return items.filter((team) => team.seats.some((seat) => sits(seat.desk))).map((team) => team.team);
}

/**
 * Published chain versions that use a post kind, a unit or a team: why it cannot be deleted. A unit is used by a seat of a
 * team alone; steps name posts, and the unit is the report's.
 */
export async function usesOf(part: Part): Promise<readonly ChainMention[]> {
  const [ids, teams] = await Promise.all([chainIds(), teamsWith(part)]);
  const versions = (await Promise.all(ids.map(versionsOfChain))).flat();
  return versions.filter((each) => each.status === "published").flatMap((chain) => mentions(chain, part, teams));
}

/** "Rantai X versi 2, langkah Verifikasi; ..." */
export const mentionText = (found: readonly ChainMention[]): string =>
  found
    .map(({ label, n, step }) => `${label} versi ${n}, ${step === null ? "wewenang koreksi" : `langkah ${step}`}`)
    .join("; ");

// A post kind or a unit that a published chain asks cannot go.
onRemoval(async ({ kind, id }) => {
  const found = await usesOf(kind === "post" ? { post: id } : { unit: id });
  return found.map((mention) => mentionText([mention]));
});

export const chainUnfit = failure<{ problem: string }>(
  "template.chain",
  "refused",
  ({ problem }) =>
    `Rantai persetujuan templat ini belum dapat dipakai: ${problem} Pilih rantai lain atau perbaiki rantainya.`,
);

/** A template may be published only on a chain that stands and whose conditions it can answer with its own figures. */
beforePublication(async (definition, { id, n }) => {
  const chain = await Chains.get({ chain: id, number: chainNumber(n) }, { strong: true });
  if (chain?.status !== "published")
    throw chainUnfit({ problem: `rantai ${id} versi ${n} belum terbit atau sudah pensiun.` });
  const [first] = problemsOf(chain, { facts: figuresIn(definition) });
  if (!first) return;
  const step = chain.steps.find((each) => each.key === first.step)?.label ?? chain.label;
  throw chainUnfit({ problem: `langkah "${step}": ${first.message}` });
});

/** Whether a chain would be published as it stands, with the teams and figures of the tenant. */
export async function knownTo(chain: string): Promise<{ teams: readonly string[]; facts: Figures }> {
  const [{ items }, facts] = await Promise.all([Teams.list({}, { strong: true }), figuresFor(chain)]);
  return { teams: items.map((team) => team.team), facts };
}

/** Chains that another chain names for its corrections: they stay bound as long as that one stands. */
export async function correctedThrough(chain: string): Promise<readonly ChainVersion[]> {
  const versions = (await Promise.all((await chainIds()).map(versionsOfChain))).flat();
  return versions.filter((each) => each.status === "published" && each.correction.chain === chain);
}
