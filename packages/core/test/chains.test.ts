import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { usesOf } from "../src/approval/bindings.ts";
import { chain, chains, copy, discard, draft } from "../src/approval/chains.ts";
import { publish } from "../src/approval/index.ts";
import { CHAIN_PACKS } from "../src/approval/packs/index.ts";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import { retire, running } from "../src/approval/retire.ts";
import { ChainVersion, type Step } from "../src/approval/schema.ts";
import { gaps, simulate } from "../src/approval/simulate.ts";
import { removeTeam, saveTeam, teams } from "../src/approval/teams.ts";
import { vocabulary } from "../src/approval/vocabulary.ts";
import { Failure } from "../src/kernel/failure.ts";
import { usesOf as usesAfter } from "../src/orgunit/removal.ts";
import { publish as publishTemplate } from "../src/template/publish.ts";
import { rfk } from "../src/template/packs/rfk.ts";
import { bring } from "./stages.ts";
import { asProduct, command, failing, MARCH_OPEN, type Regency, regency, travel, useEngines } from "./world.ts";

useEngines();

let kukar: Regency;
let nunukan: Regency;
const admin = () => kukar.who("admin", "bappeda");
const second = () => kukar.who("admin", "bappeda", 2);
const kabid = () => kukar.who("kabid");
const asAdmin = <T>(work: () => Promise<T>, id?: string): Promise<T> => kukar.as(admin(), work, id);

beforeAll(async () => {
  travel(MARCH_OPEN);
  const inside = { "bidang-jalan": "dinas-pu" };
  kukar = await regency("kukar", { units: ["dinas-pu", "dinas-kes"], inside, lines: 2 });
  nunukan = await regency("nunukan", { units: ["dinas-pu"], lines: 2 });
});

const content = ({ label, steps, waitingHours, correction }: ChainVersion) => ({
  label,
  steps,
  waitingHours,
  correction,
});
const [verification, signature] = threeTiers.steps;
if (!verification || !signature) throw new Error("The three tiers have two steps");
const withStep = (id: string, change: Partial<Step>, n = 1): ChainVersion =>
  v.parse(ChainVersion, { ...threeTiers, chain: id, n, steps: [{ ...verification, ...change }, signature] });
const messageOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "ok";
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
};

describe("a draft of a chain", () => {
  it("begins from a pack, is changed by whoever saw it last, and tells the other who was faster and when", async () => {
    await asAdmin(() => copy({ chain: "konsep-a", label: "Konsep A", from: { kind: "pack", pack: "lppd" } }));
    const { chain: shown, draft: saved } = await asAdmin(() => chain({ chain: "konsep-a", version: "konsep" }));
    expect([shown.label, shown.n, shown.status, shown.steps.length, saved?.rev]).toEqual([
      "Konsep A",
      1,
      "draft",
      3,
      1,
    ]);
    const mine = { ...content(shown), label: "Milik saya" };
    await kukar.as(second(), () => draft({ chain: "konsep-a", content: { ...mine, label: "Milik rekan" }, rev: 1 }));
    expect(await messageOf(asAdmin(() => draft({ chain: "konsep-a", content: mine, rev: 1 })))).toBe(
      `Konsep rantai ini diubah oleh ${second().name} pada 5 April 2026, 10.00 WITA. Muat ulang untuk melihatnya, lalu ulangi perubahan Anda.`,
    );
    expect((await asAdmin(() => draft({ chain: "konsep-a", content: mine, rev: 2 }))).rev).toBe(3);
  });

  it("is saved once, however often the same command arrives", async () => {
    const id = command();
    const save = () => asAdmin(() => draft({ chain: "konsep-b", content: content(threeTiers), rev: 0 }), id);
    expect([(await save()).rev, (await save()).rev]).toEqual([1, 1]);
  });

  it("does not exist for others, in the list and by its address, and may not be written by them", async () => {
    await asAdmin(() => draft({ chain: "konsep-c", content: content(threeTiers), rev: 0 }));
    const read = kukar.as(kabid(), () => chain({ chain: "konsep-c", version: "konsep" }));
    expect(await failing(read)).toBe("kernel.not_found");
    const listed = await kukar.as(kabid(), () => chains({}));
    expect(listed.chains.map((each) => each.chain)).not.toContain("konsep-c");
    expect(listed.chains.every((each) => each.draft === null)).toBe(true);
    const write = kukar.as(kabid(), () => draft({ chain: "konsep-c", content: content(threeTiers), rev: 1 }));
    expect(await failing(write)).toBe("kernel.forbidden");
    const foreign = nunukan.as(nunukan.who("admin", "bappeda"), () => chain({ chain: "konsep-c", version: "konsep" }));
    expect(await failing(foreign)).toBe("kernel.not_found");
  });

  it("is not begun over one that stands, and is thrown away only as it was seen", async () => {
    await asAdmin(() => draft({ chain: "konsep-d", content: content(threeTiers), rev: 0 }));
    const again = asAdmin(() => copy({ chain: "konsep-d", label: null, from: { kind: "pack", pack: "rsud" } }));
    expect(await failing(again)).toBe("approval.draft_exists");
    expect(await failing(asAdmin(() => discard({ chain: "konsep-d", rev: 7 })))).toBe("approval.draft_stale");
    await asAdmin(() => discard({ chain: "konsep-d", rev: 1 }));
    expect(await failing(asAdmin(() => chain({ chain: "konsep-d", version: "konsep" })))).toBe("kernel.not_found");
  });

  it("ends with its publication, and is not published when somebody changed it meanwhile", async () => {
    await asAdmin(() => draft({ chain: "konsep-e", content: content(threeTiers), rev: 0 }));
    await kukar.as(second(), () => draft({ chain: "konsep-e", content: content(threeTiers), rev: 1 }));
    const version = { ...threeTiers, chain: "konsep-e" };
    expect(await failing(asAdmin(() => publish({ chain: version, draft: 1 })))).toBe("approval.draft_changed");
    await asAdmin(() => publish({ chain: version, draft: 2 }));
    const { chains: all } = await asAdmin(() => chains({}));
    const row = all.find((each) => each.chain === "konsep-e");
    expect([row?.draft, row?.versions.map((each) => [each.n, each.inForce])]).toEqual([null, [[1, true]]]);
  });
});

describe("publishing and retiring", () => {
  it("leaves running reports on their version, gives new ones the next, and names them when it refuses", async () => {
    const { id } = await bring(kukar, "dinas-pu", "in_review", { lines: 2 });
    await asAdmin(() => publish({ chain: { ...withStep("tiga-tingkat", {}, 2), label: "Tiga tingkat kedua" } }));
    const { id: later } = await bring(kukar, "dinas-kes", "draft");
    const on = async (n: string) =>
      (await asAdmin(() => running({ chain: "tiga-tingkat", version: n }))).reports.map((report) => report.id);
    expect([await on("1"), await on("2")]).toEqual([[id], [later]]);
    expect(await messageOf(asAdmin(() => retire({ chain: "tiga-tingkat", n: 1 })))).toContain(
      "masih dijalani 1 laporan: RFK Maret 2026",
    );
    const { chains: all } = await kukar.as(kabid(), () => chains({}));
    const row = all.find((each) => each.chain === "tiga-tingkat");
    expect(row?.versions.map(({ n, uses, inForce }) => [n, uses, inForce])).toEqual([
      [1, 1, false],
      [2, 1, true],
    ]);
    expect(row?.templates.map((each) => each.template)).toContain("rfk");
  });

  it("never retires what new reports take, nor the newest before the older", async () => {
    await asAdmin(() => publish({ chain: withStep("lepas", {}) }));
    await asAdmin(() => publish({ chain: withStep("lepas", {}, 2) }));
    expect(await failing(asAdmin(() => retire({ chain: "lepas", n: 2 })))).toBe("approval.older_first");
    await asAdmin(() => retire({ chain: "lepas", n: 1 }));
    expect((await asAdmin(() => retire({ chain: "lepas", n: 1 }))).status).toBe("retired");
    await asAdmin(() => retire({ chain: "lepas", n: 2 }));
    await asAdmin(() => publish({ chain: withStep("perbaikan", {}) }));
    const through = { ...withStep("utama", {}), correction: { ...threeTiers.correction, chain: "perbaikan" } };
    await asAdmin(() => publish({ chain: through }));
    expect(await failing(asAdmin(() => retire({ chain: "perbaikan", n: 1 })))).toBe("approval.bound");
  });

  it("refuses a condition over a figure that the templates do not have", async () => {
    const refused = asAdmin(() => publish({ chain: withStep("salah", { condition: "angka_karangan > 1" }) }));
    expect(await failing(refused)).toBe("approval.definition");
    const figuresOf = async (of: string) => (await kukar.as(kabid(), () => vocabulary({ chain: of }))).figures;
    // Two templates bind the three tiers, and no figure is in both: over none of them could be decided everywhere.
    expect(await figuresOf("tiga-tingkat")).toEqual([]);
    const [known] = await figuresOf("benar");
    expect(known).toBeDefined();
    await asAdmin(() => publish({ chain: withStep("benar", { condition: `${known?.name} > 1` }) }));
  });

  it("refuses a template on a chain that does not stand, or whose condition it cannot answer", async () => {
    const bind = (id: string) =>
      asProduct("kukar", () =>
        publishTemplate({ definition: { ...rfk, figures: [] }, n: 9, effectiveFrom: "2027-01", chain: { id, n: 1 } }),
      );
    expect(await failing(bind("karangan"))).toBe("template.chain");
    expect(await failing(bind("lepas"))).toBe("template.chain");
    expect(await messageOf(bind("benar"))).toContain('langkah "Verifikasi"');
  });
});

describe("a team", () => {
  const seats = [
    { seat: "ketua", label: "Ketua", desk: "bappeda@daerah" },
    { seat: "anggota", label: "Anggota", desk: "kabid@dinas-pu" },
  ];

  it("is not deleted while a published chain uses it, and the refusal says where", async () => {
    await asAdmin(() => saveTeam({ team: "penilai", label: "Tim penilai", seats, rev: 0 }));
    const assignee = { by: "team" as const, team: "penilai" };
    await asAdmin(() => publish({ chain: withStep("bertim", { assignee, mode: { kind: "all" } }) }));
    expect(await messageOf(asAdmin(() => removeTeam({ team: "penilai", rev: 1 })))).toContain(
      `${threeTiers.label} versi 1, langkah Verifikasi`,
    );
    const { teams: all } = await kukar.as(kabid(), () => teams({}));
    expect(all.map((team) => [team.team, team.uses.length])).toEqual([["penilai", 1]]);
    // Seats tie a chain to a unit and to their posts.
    const found = await asAdmin(async () => [await usesOf({ unit: "dinas-pu" }), await usesOf({ unit: "dinas-kes" })]);
    expect(found.map((uses) => uses.map((use) => use.chain))).toEqual([["bertim"], []]);
    const posts = await asAdmin(() => usesOf({ post: "bappeda" }));
    expect(posts.filter((use) => use.chain === "bertim").map((use) => use.step)).toEqual(["Verifikasi", null]);
    // Whoever removes a unit or a post kind is told the same.
    const removed = await asAdmin(() => usesAfter({ kind: "unit", id: "dinas-pu" }, "2026-04-05"));
    expect(removed).toContain(`${threeTiers.label} versi 1, langkah Verifikasi`);
    await asAdmin(() => retire({ chain: "bertim", n: 1 }));
    await asAdmin(() => removeTeam({ team: "penilai", rev: 1 }));
  });

  it("is never saved over what somebody else saved, and has no seat at a unit that does not exist", async () => {
    await asAdmin(() => saveTeam({ team: "lain", label: "Tim", seats, rev: 0 }));
    expect(await failing(asAdmin(() => saveTeam({ team: "lain", label: "Tim", seats, rev: 0 })))).toBe(
      "approval.team_stale",
    );
    const lost = [{ seat: "ketua", label: "Ketua", desk: "kabid@dinas-karangan" }];
    expect(await failing(asAdmin(() => saveTeam({ team: "hilang", label: "Tim", seats: lost, rev: 0 })))).toBe(
      "orgunit.unknown",
    );
  });
});

describe("trying a chain out", () => {
  const at = (of: ChainVersion, unit: string, facts: Record<string, string> = {}, date = "2026-04-06") =>
    kukar.as(kabid(), () => simulate({ content: content(of), unit, date, facts }));

  it("names who will act, and says where a task goes while nobody holds its post", async () => {
    const { steps } = await at(threeTiers, "dinas-pu");
    expect(steps.map((step) => [step.label, step.seats[0]?.chair.holders.map((holder) => holder.name)])).toEqual([
      ["Verifikasi", [kukar.who("kabid", "dinas-pu").name]],
      ["Tanda tangan", [kukar.who("kepala", "dinas-pu").name]],
    ]);
    const below = await at(withStep("coba", { emptyHolder: "parent" }), "bidang-jalan");
    const [first, sign] = below.steps.map((step) => step.seats[0]);
    expect([first?.chair.holders, first?.goesTo?.unit, first?.goesTo?.holders[0]?.name]).toEqual([
      [],
      "dinas-pu",
      kukar.who("kabid", "dinas-pu").name,
    ]);
    expect([sign?.chair.holders, sign?.goesTo]).toEqual([[], null]);
  });

  it("tells a step that is skipped from one whose condition cannot be decided yet", async () => {
    const conditional = withStep("coba", { condition: "bulan == 12" });
    const runs = async (facts: Record<string, string>) => (await at(conditional, "dinas-pu", facts)).steps[0]?.runs;
    expect([await runs({}), await runs({ bulan: "3" }), await runs({ bulan: "12" })]).toEqual(["unknown", "no", "yes"]);
    const byKind = withStep("coba", { condition: 'jenis_unit == "kecamatan"' });
    expect((await at(byKind, "dinas-pu")).steps[0]?.runs).toBe("no");
  });

  it("counts how many must agree, and when a limit ends: two working days after Monday is Wednesday's close", async () => {
    const [step] = (
      await at(withStep("coba", { mode: { kind: "majority" }, limit: { amount: 2, unit: "days" } }), "dinas-pu")
    ).steps;
    expect([step?.needed, step?.of, step?.due?.slice(0, 10)]).toEqual([1, 1, "2026-04-08"]);
  });

  it("refuses a unit of another regency like one that nobody has", async () => {
    expect(await failing(at(threeTiers, "dinas-karangan"))).toBe("orgunit.unknown");
  });

  it("lists the units in which a step has nobody today, and nobody else", async () => {
    const division = CHAIN_PACKS.find((each) => each.chain.chain === "bagian-setda")?.chain ?? threeTiers;
    const look = (of: ChainVersion, id: string) =>
      kukar.as(kabid(), () => gaps({ chain: id, content: content(of), unitKind: null }));
    const none = await look(threeTiers, "tiga-tingkat");
    expect([none.checked, none.total, none.units]).toEqual([2, 2, []]);
    const found = await look(division, "bagian-setda");
    expect(found.units.find((unit) => unit.unit === "dinas-pu")?.gaps.map((gap) => [gap.step, gap.kind])).toEqual([
      ["verifikasi", "kabag"],
      ["tanda-tangan", "sekda"],
    ]);
  });
});
