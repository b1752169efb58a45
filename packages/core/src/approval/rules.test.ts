import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Actor, HeldPost } from "../kernel/context.ts";
import { PersonId, PostKind, Subject, TenantId, UnitId } from "../kernel/id.ts";
import { threeTiers } from "./packs/three-tiers.ts";
import { postAt, separated, supported } from "./rules.ts";
import { ChainVersion, type Step } from "./schema.ts";

const [check, signature] = threeTiers.steps as [Step, Step];
const chain = (more: object): ChainVersion => v.parse(ChainVersion, { ...threeTiers, ...more });
const refusal = (of: ChainVersion): string => {
  const decision = supported(of);
  return decision.allowed ? "ok" : `${decision.because.code}: ${String(decision.because.facts["part"] ?? "")}`;
};

describe("a chain that is published", () => {
  it("may be the three tiers of the starter pack", () => {
    expect(refusal(threeTiers)).toBe("ok");
  });

  it.each([
    ["a team", { assignee: { by: "team", team: "tim" } }, "tim"],
    ["all of several", { mode: { kind: "all" } }, "kuorum"],
    ["a majority", { mode: { kind: "majority" } }, "kuorum"],
    ["a count", { mode: { kind: "count", k: 2 } }, "kuorum"],
    ["a share", { mode: { kind: "share", a: 2, b: 3 } }, "kuorum"],
    ["steps side by side", { group: "a" }, "kelompok sejajar"],
    ["a condition", { condition: "pagu > 1" }, "syarat"],
    ["a limit of its own", { sla: { amount: 2, unit: "days" } }, "batas waktu langkah"],
    ["reminders", { reminders: ["1d"] }, "pengingat"],
    ["an escalation", { escalation: "kepala" }, "eskalasi"],
    ["going on from the step that returned", { resume: "from-step" }, "pelanjutan sebagian"],
    ["going on with changed sections", { resume: "changed-sections" }, "pelanjutan sebagian"],
    ["the parent instead of an empty post", { emptyHolder: "parent" }, "pengganti pejabat kosong"],
    ["the admin instead of an empty post", { emptyHolder: "admin" }, "pengganti pejabat kosong"],
    ["a return to another step", { returnsTo: ["author", "verifikasi"] }, "pengembalian ke langkah lain"],
    ["a review by the inspectorate", { kind: "apip-review" }, "jenis langkah apip-review"],
    ["an acknowledgement", { kind: "acknowledge" }, "jenis langkah acknowledge"],
    ["a step that publishes", { kind: "publish" }, "jenis langkah publish"],
  ])("is refused, not half carried out, with %s", (_, part, named) => {
    expect(refusal(chain({ steps: [{ ...check, ...part }, signature] }))).toBe(`approval.unsupported: ${named}`);
  });

  it.each(["parent", "opd", "tenant"])("is refused with a desk in the scope %s, which nobody looks up yet", (scope) => {
    const assignee = { by: "post", post: "kabid", scope };
    expect(refusal(chain({ steps: [{ ...check, assignee }, signature] }))).toMatch(/^approval.unsupported/);
  });

  it("is refused without steps, without a signature at its end, with two, and with a waiting time", () => {
    expect(refusal(chain({ steps: [] }))).toMatch(/^approval.empty/);
    expect(refusal(chain({ steps: [signature, check] }))).toMatch(/^approval.empty/);
    expect(refusal(chain({ steps: [{ ...signature, key: "satu" }, signature] }))).toMatch(
      /lebih dari satu tanda tangan/,
    );
    expect(refusal(chain({ waitingHours: 24 }))).toMatch(/waktu tunggu/);
  });

  it("is refused when a step separates itself from one that does not come before it: nothing would be separated", () => {
    const loose = { ...signature, separateFrom: ["author", "verifikasii"] };
    expect(refusal(chain({ steps: [check, loose] }))).toMatch(/pemisahan dari langkah/);
    expect(refusal(chain({ steps: [{ ...check, separateFrom: ["tanda-tangan"] }, signature] }))).toMatch(/pemisahan/);
    expect(refusal(chain({ steps: [{ ...check, returnsTo: [] }, signature] }))).toMatch(/larangan mengembalikan/);
  });

  it("is refused when two steps share a key, because tasks and separation go by it", () => {
    expect(refusal(chain({ steps: [check, { ...signature, key: check.key }] }))).toMatch(/kunci yang sama/);
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
  it("is where a post of exactly this kind and unit sits", () => {
    const posts = [held("kabid", "dinas-pu"), held("kepala", "dinas-kes")];
    expect(postAt(posts, "kabid@dinas-pu")?.title).toBe("kabid dinas-pu");
    expect(postAt(posts, "kepala@dinas-pu")).toBeNull();
    expect(postAt(posts, "kabid@dinas-pu-2")).toBeNull();
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
});
