import { type Api, api } from "../../api/client.ts";
import type { Names } from "./describe.ts";
import type { Around } from "./editor.ts";

export type Shown = Api["approval.chain"]["reply"];
export type Loaded = {
  readonly shown: Shown;
  readonly around: Around;
  readonly units: Api["orgunit.list"]["reply"]["units"];
};

function namesOf({ vocabulary, teams, chains }: Pick<Around, "vocabulary" | "teams" | "chains">): Names {
  return {
    posts: new Map(vocabulary.posts.map((post): [string, string] => [post.kind, post.label])),
    teams: new Map(teams.map((team) => [team.team, team.label])),
    sections: new Map(vocabulary.sections.map((section) => [section.id, section.label])),
    chains: new Map(chains.map((chain) => [chain.chain, chain.label])),
  };
}

/** A version of a chain, or its draft (`konsep`), with everything it may name. */
export async function loadChain(asked: { chain: string; version: string }): Promise<Loaded> {
  const [shown, vocabulary, { teams }, { chains }, { units }] = await Promise.all([
    api("approval.chain", asked),
    api("approval.vocabulary", { chain: asked.chain }),
    api("approval.teams", {}),
    api("approval.chains", {}),
    api("orgunit.list", {}),
  ]);
  const fallback = shown.chain.correction.authority;
  const first = shown.chain.steps.find((step) => step.assignee.by === "post")?.assignee;
  const known = { vocabulary, teams, chains };
  const around = { ...known, names: namesOf(known), fallback: first?.by === "post" ? first : fallback };
  return { shown, around, units };
}
