import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Actor, HeldPost } from "../kernel/context.ts";
import { PersonId, PostKind, Subject, TenantId, UnitId } from "../kernel/id.ts";
import { threeTiers } from "./packs/three-tiers.ts";
import { postAt, problemsOf, separated, sound } from "./rules.ts";
import { ChainVersion, type Step } from "./schema.ts";

const [check, signature] = threeTiers.steps as [Step, Step];
const chain = (steps: readonly object[]): ChainVersion => v.parse(ChainVersion, { ...threeTiers, steps });
const found = (steps: readonly object[], known = {}): readonly string[] =>
  problemsOf(chain(steps), known).map((each) => `${each.step ?? "rantai"} ${each.field}`);
const also = { ...check, key: "reviu", label: "Reviu" };

describe("a chain that is published", () => {
  it("may be the three tiers of the starter pack", () => {
    expect(problemsOf(threeTiers)).toEqual([]);
    expect(sound(threeTiers).allowed).toBe(true);
  });

  it.each([
    ["steps side by side", [{ ...check, group: "sejajar" }, { ...also, group: "sejajar" }, signature]],
    [
      "a quorum of a team",
      [{ ...check, assignee: { by: "team", team: "tim" }, mode: { kind: "share", a: 2, b: 3 } }, signature],
    ],
    ["a condition over a fact", [{ ...check, condition: "jumlah_peringatan > 0" }, signature]],
    [
      "an acknowledgement and a publication after the signature",
      [
        check,
        signature,
        { ...also, kind: "acknowledge", returnsTo: [], separateFrom: [] },
        { ...also, key: "terbitkan", kind: "publish", returnsTo: [], separateFrom: [] },
      ],
    ],
    ["a review by the inspectorate before the head", [check, { ...also, kind: "apip-review" }, signature]],
    [
      "two signatures",
      [{ ...signature, key: "paraf", separateFrom: ["author"] }, signature].map((step, i) =>
        i === 1 ? { ...step, separateFrom: ["author", "paraf"] } : step,
      ),
    ],
  ] as const)("may have %s", (_, steps) => {
    expect(found(steps)).toEqual([]);
  });

  it.each([
    ["no signature", [check], "rantai steps"],
    ["a signature under a condition only", [check, { ...signature, condition: "nihil == 0" }], "rantai steps"],
    [
      "a review after the signature",
      [signature, { ...also, returnsTo: [] }].map((step, i) =>
        i === 0 ? { ...step, separateFrom: ["author"] } : step,
      ),
      "reviu kind",
    ],
    [
      "a publication before any signature",
      [
        { ...also, kind: "publish" },
        { ...signature, separateFrom: ["author"] },
      ],
      "reviu kind",
    ],
    ["two steps of one key", [check, { ...signature, key: check.key, separateFrom: ["author"] }], "verifikasi key"],
    ["a return to a later step", [{ ...check, returnsTo: ["tanda-tangan"] }, signature], "verifikasi returnsTo"],
    [
      "a return to a step beside it",
      [{ ...check, group: "gg" }, { ...also, group: "gg", returnsTo: ["verifikasi"] }, signature],
      "reviu returnsTo",
    ],
    ["a return after the signature", [check, signature, { ...also, kind: "acknowledge" }], "reviu returnsTo"],
    [
      "a separation from nobody",
      [check, { ...signature, separateFrom: ["author", "verifikasii"] }],
      "tanda-tangan separateFrom",
    ],
    ["an author who may verify the own report", [{ ...check, separateFrom: [] }, signature], "verifikasi separateFrom"],
    ["a signature of several", [check, { ...signature, mode: { kind: "all" } }], "tanda-tangan mode"],
    [
      "a signature of a team",
      [check, { ...signature, assignee: { by: "team", team: "tim" } }],
      "tanda-tangan assignee",
    ],
    [
      "a signature beside another step",
      [
        { ...check, group: "gg" },
        { ...signature, group: "gg", separateFrom: ["author"] },
      ],
      "tanda-tangan group",
    ],
    ["a signature that goes to the admin", [check, { ...signature, emptyHolder: "admin" }], "tanda-tangan emptyHolder"],
    [
      "a signature that moves when overdue",
      [
        check,
        {
          ...signature,
          limit: { amount: 2, unit: "days" },
          escalation: {
            after: { amount: 1, unit: "days" },
            to: { by: "post", post: "sekda", scope: "tenant" },
            reassign: true,
          },
        },
      ],
      "tanda-tangan escalation",
    ],
    [
      "an escalation without a limit",
      [
        {
          ...check,
          escalation: {
            after: { amount: 1, unit: "days" },
            to: { by: "post", post: "sekda", scope: "tenant" },
            reassign: false,
          },
        },
        signature,
      ],
      "verifikasi escalation",
    ],
    ["a share of more than all", [{ ...check, mode: { kind: "share", a: 4, b: 3 } }, signature], "verifikasi mode"],
    [
      "a group that is torn apart",
      [{ ...check, group: "gg" }, also, { ...check, key: "lagi", group: "gg" }, signature],
      "rantai steps",
    ],
    [
      "a condition over an unknown name",
      [{ ...check, condition: "pagu_siluman > 1" }, signature],
      "verifikasi condition",
    ],
    ["a condition that is no yes or no", [{ ...check, condition: "bulan + 1" }, signature], "verifikasi condition"],
    ["a condition that nobody can read", [{ ...check, condition: "bulan >" }, signature], "verifikasi condition"],
  ] as const)("is refused with %s, at its place", (_, steps, place) => {
    expect(found(steps)).toEqual([place]);
    expect(sound(chain(steps)).allowed).toBe(false);
  });

  it("knows its teams and the figures of the templates, when it is told them", () => {
    const asked = [{ ...check, assignee: { by: "team", team: "tim" }, condition: "serapan < 50" }, signature];
    expect(found(asked, { teams: ["tim"], facts: { serapan: { type: "number" } } })).toEqual([]);
    expect(found(asked, { teams: ["lain"], facts: {} })).toEqual(["verifikasi assignee", "verifikasi condition"]);
  });
});

const held = (kind: string, unit: string): HeldPost => ({
  kind: v.parse(PostKind, kind),
  unit: v.parse(UnitId, unit),
  title: `${kind} ${unit}`,
  holding: "definitif",
  decree: null,
});
const official = (person: string): Actor => ({
  kind: "official",
  tenant: v.parse(TenantId, "kukar"),
  subject: v.parse(Subject, "sub-12345"),
  person: v.parse(PersonId, person),
  name: person,
  posts: [],
});

describe("a desk", () => {
  it("is where a post of exactly this kind and unit sits, or of this kind anywhere", () => {
    const posts = [held("kabid", "dinas-pu"), held("kepala", "dinas-kes")];
    expect(postAt(posts, "kabid@dinas-pu")?.title).toBe("kabid dinas-pu");
    expect(postAt(posts, "kepala@dinas-pu")).toBeNull();
    expect(postAt(posts, "kabid@dinas-pu-2")).toBeNull();
    expect(postAt(posts, "kepala@daerah")?.title).toBe("kepala dinas-kes");
    expect(postAt(posts, "sekda@daerah")).toBeNull();
    expect(postAt([], "kabid@dinas-pu")).toBeNull();
  });
});

describe("separation of duties", () => {
  const acted = { author: ["p-satu", "p-dua"], verifikasi: ["p-tiga"] };
  it.each([
    ["p-satu", "verify", false],
    ["p-tiga", "verify", true],
    ["p-dua", "sign", false],
    ["p-tiga", "sign", false],
    ["p-empat", "sign", true],
  ])("is over persons: %s may %s: %s", (person, step, allowed) => {
    const decision = separated(step === "sign" ? signature : check, official(person), acted);
    expect(decision.allowed).toBe(allowed);
  });

  it("is lifted by a recorded exception for this person at this step only", () => {
    const lifted = [{ step: signature.key, person: "p-tiga" }];
    expect(separated(signature, official("p-tiga"), acted, lifted).allowed).toBe(true);
    expect(separated(signature, official("p-dua"), acted, lifted).allowed).toBe(false);
    expect(separated(check, official("p-satu"), acted, lifted).allowed).toBe(false);
  });
});
