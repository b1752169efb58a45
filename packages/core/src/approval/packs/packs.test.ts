import { describe, expect, it } from "vitest";
import { DEFAULT_KINDS } from "../../position/catalogue.ts";
import { problemsOf } from "../rules.ts";
import { fitted, postsIn, STANDS_FOR } from "./fit.ts";
import { CHAIN_PACKS } from "./index.ts";

const pack = (chain: string) => {
  const found = CHAIN_PACKS.find((each) => each.chain.chain === chain);
  if (!found) throw new Error(`no pack ${chain}`);
  return found.chain;
};

describe("the starter set of chains", () => {
  it("holds the six chains of the kinds of units, each under an id of its own", () => {
    expect(CHAIN_PACKS.map((each) => each.chain.chain)).toEqual([
      "tiga-tingkat",
      "kecamatan",
      "bagian-setda",
      "rsud",
      "lppd",
      "koreksi",
    ]);
  });

  it.each(CHAIN_PACKS.map((each) => [each.title, each.chain] as const))("%s can be published as it is", (_, chain) => {
    expect(problemsOf(chain)).toEqual([]);
  });

  it.each([
    ["tiga-tingkat", ["verify kabid own", "sign kepala own"]],
    ["kecamatan", ["verify sekcam own", "sign camat own"]],
    ["bagian-setda", ["verify kabag own", "sign sekda parent"]],
    ["rsud", ["verify kabid own", "sign direktur own"]],
    ["lppd", ["verify kabid own", "apip-review inspektorat tenant", "sign kepala opd"]],
    ["koreksi", ["sign kepala own"]],
  ])("%s asks the right posts in the right order", (chain, wanted) => {
    const asked = pack(chain).steps.map(({ kind, assignee }) =>
      assignee.by === "post" ? `${kind} ${assignee.post} ${assignee.scope}` : `${kind} ${assignee.team}`,
    );
    expect(asked).toEqual(wanted);
  });

  it.each(CHAIN_PACKS.map((each) => [each.title, each.chain] as const))(
    "%s lets nobody act twice on one report: every step is separated from the author and from all before it",
    (_, { steps }) => {
      steps.forEach((step, i) => {
        expect(step.separateFrom).toEqual(["author", ...steps.slice(0, i).map((before) => before.key)]);
      });
    },
  );

  it("is fitted to the posts a regency has, in its steps and in who grants corrections", () => {
    const chain = fitted(pack("bagian-setda"), { sekda: "kepala", bappeda: "adbang" });
    expect(postsIn(chain)).toEqual(["kabag", "kepala", "adbang"]);
    expect(postsIn(pack("bagian-setda"))).toEqual(["kabag", "sekda", "bappeda"]);
    // What the general posts stand for is known to the starter set, and each is a post of the catalogue.
    expect(DEFAULT_KINDS.map((each): string => each.kind)).toEqual(
      expect.arrayContaining([...Object.keys(STANDS_FOR), ...Object.values(STANDS_FOR)]),
    );
  });

  it("asks only for posts of the catalogue that every regency starts with", () => {
    const known = new Set<string>(DEFAULT_KINDS.map((each) => each.kind));
    expect(CHAIN_PACKS.flatMap((each) => postsIn(each.chain)).filter((post) => !known.has(post))).toEqual([]);
  });

  it("never lets a signature move to somebody else by itself", () => {
    for (const { chain } of CHAIN_PACKS) {
      for (const step of chain.steps.filter((each) => each.kind === "sign")) {
        expect([step.emptyHolder, step.escalation]).toEqual(["wait", null]);
      }
    }
  });
});
