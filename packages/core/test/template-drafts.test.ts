import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { publish as publishChain } from "../src/approval/index.ts";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import type { Contents } from "../src/export/content.ts";
import { list as exportsOf, open as openFile, request } from "../src/export/index.ts";
import { Wanted } from "../src/export/schema.ts";
import { Failure } from "../src/kernel/failure.ts";
import { LIMITS } from "../src/kernel/limits.ts";
import { largest } from "./largest.ts";
import { copy, discard, draft, drafts, saveDraft } from "../src/template/drafting.ts";
import { definition as definitionOf, list, versionOn } from "../src/template/index.ts";
import { publish } from "../src/template/publish.ts";
import { TEMPLATE_PACKS } from "../src/template/packs/index.ts";
import { kinerja } from "../src/template/packs/kinerja.ts";
import { preview, release } from "../src/template/release.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { versions } from "../src/template/retire.ts";
import { type JsonObject, nameOf } from "../src/template/structure.ts";
import { trial, trials, tryOut } from "../src/template/trial.ts";
import { exported } from "./stages.ts";
import {
  asProduct,
  everything,
  failing,
  itemsOf,
  journalOf,
  MARCH_OPEN,
  type Regency,
  regency,
  type Somebody,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

let kukar: Regency;
let nunukan: Regency;
let ani: Somebody;
let budi: Somebody;
const pptk = (): Somebody => kukar.who("pptk");

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { lines: 1, pptk: 2 });
  nunukan = await regency("nunukan", { lines: 1, pptk: 1 });
  ani = kukar.who("admin", "bappeda");
  budi = { ...kukar.who("admin", "bappeda", 2), name: "Budi Santoso" };
  await kukar.hire(budi);
});

const as = <T>(who: Somebody, work: () => Promise<T>): Promise<T> => kukar.as(who, work);
const CHAIN = { id: threeTiers.chain, n: 1 };
const OFFER = { authors: true, decline: true };
const packed = { kind: "pack", pack: "layanan-bulanan" } as const;

/** A draft of a template of its own, begun by Ani from the starter pack; gives the definition as it lies there. */
async function begun(template: string) {
  await as(ani, () => copy({ template, name: null, from: packed }));
  return standing(template);
}
async function standing(template: string) {
  const { definition } = await as(ani, () => draft({ template }));
  return { definition, sections: definition.sections as readonly JsonObject[] };
}
const relabelled = (section: JsonObject | undefined, label: string) => ({ ...section, label });
const message = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof Failure ? error.message : String(error)),
  );

describe("a draft of a template", () => {
  it("begins from a starter pack, from last year's version with the same ids, or from nothing", async () => {
    const { sections } = await begun("catatan-satu");
    expect(sections).toEqual(kinerja.sections);
    await as(ani, () => copy({ template: "rfk", name: "RFK 2027", from: { kind: "version", template: "rfk", n: 1 } }));
    const last = await as(ani, () => draft({ template: "rfk" }));
    expect([last.definition["name"], last.problems]).toEqual(["RFK 2027", []]);
    expect(
      (await as(ani, () => preview({ template: "rfk" }))).changes.map(({ place, attribute }) => [place, attribute]),
    ).toEqual([["", "name"]]);
    await as(ani, () => copy({ template: "kosong", name: "Kosong", from: { kind: "blank" } }));
    expect((await as(ani, () => draft({ template: "kosong" }))).definition.sections).toEqual([]);
    const { drafts: all, packs } = await as(ani, () => drafts({}));
    expect(all.map((each) => each.template)).toEqual(["catatan-satu", "kosong", "rfk"]);
    expect(packs.map((each) => each.pack)).toEqual(TEMPLATE_PACKS.map(({ definition }) => definition.id));
    expect(await failing(as(budi, () => copy({ template: "rfk", name: null, from: packed })))).toBe(
      "template.draft_exists",
    );
    for (const template of ["kosong", "rfk"]) await as(ani, () => discard({ template, rev: 1 }));
    expect(await failing(as(ani, () => draft({ template: "rfk" })))).toBe("kernel.not_found");
  });

  it("takes what is unfinished or wrong, and says what and where", async () => {
    const { sections } = await begun("catatan-dua");
    const [first] = sections;
    const fields = first?.["fields"] as readonly JsonObject[];
    const broken = {
      ...first,
      label: "",
      fields: [{ ...fields[0], type: "angka", decimals: undefined }],
      baru: { apa: ["saja"] },
    };
    const content = JSON.parse(JSON.stringify(broken)) as JsonObject;
    await as(ani, () => saveDraft({ template: "catatan-dua", sections: [{ id: "layanan", rev: 1, content }] }));
    const { definition, problems } = await as(ani, () => draft({ template: "catatan-dua" }));
    expect(definition.sections[0]).toEqual(content);
    const at = (...path: string[]) => ({ path });
    expect(problems).toContainEqual({ place: "layanan › label", problem: "Belum diisi.", ...at("layanan", "label") });
    expect(problems).toContainEqual({
      ...at("layanan", "fields", "hari_layanan"),
      place: "layanan › Hari layanan › type",
      problem: "Pilih salah satu dari daftar.",
    });
    expect(
      await failing(as(budi, () => trial({ template: "catatan-dua", rev: 2, testers: [pptk().person as never] }))),
    ).toBe("template.definition");
    const [computed] = (first?.["computed"] ?? []) as readonly JsonObject[];
    const formula = { ...first, computed: [{ ...computed, expression: "zzz + 1" }] };
    await as(ani, () =>
      saveDraft({ template: "catatan-dua", sections: [{ id: "layanan", rev: 2, content: formula }] }),
    );
    const after = await as(ani, () => draft({ template: "catatan-dua" }));
    expect(after.problems[0]?.problem).toContain('"zzz" tidak dikenal');
  });

  it("is merged by section: two people in two sections never disturb each other", async () => {
    const { sections } = await begun("catatan-tiga");
    const [one, two] = sections;
    const save = (who: Somebody, section: JsonObject | undefined, label: string, rev = 1) =>
      as(who, () =>
        saveDraft({
          template: "catatan-tiga",
          sections: [{ id: nameOf(section) ?? "", rev, content: relabelled(section, label) }],
        }),
      );
    await save(ani, one, "Dari Ani");
    await save(budi, two, "Dari Budi");
    const merged = await as(ani, () => draft({ template: "catatan-tiga" }));
    expect(merged.definition.sections.map((each) => each["label"])).toEqual(["Dari Ani", "Dari Budi", "Bukti dukung"]);
    expect([merged.rev, merged.by.name]).toEqual([3, "Budi Santoso"]);
    const marks = Object.entries(merged.parts).map(([part, { rev, name }]) => `${part} ${rev} ${name}`);
    expect(marks.sort()).toEqual([
      `bukti 1 ${ani.name}`,
      `layanan 2 ${ani.name}`,
      "uraian 2 Budi Santoso",
      `~induk 1 ${ani.name}`,
      `~urutan 1 ${ani.name}`,
    ]);
  });

  it("refuses the second save of one section, with who and when, and keeps the first", async () => {
    const { sections } = await begun("catatan-empat");
    const [one, two] = sections;
    const edit = (section: JsonObject | undefined, label: string) => ({
      id: nameOf(section) ?? "",
      rev: 1,
      content: relabelled(section, label),
    });
    await as(budi, () => saveDraft({ template: "catatan-empat", sections: [edit(one, "Dari Budi")] }));
    const late = () => saveDraft({ template: "catatan-empat", sections: [edit(two, "Lain"), edit(one, "Dari Ani")] });
    expect(await failing(as(ani, late))).toBe("template.draft_changed");
    expect(await message(as(ani, late))).toContain(
      'Bagian "Dari Budi" pada konsep templat ini diubah oleh Budi Santoso pada 5 Apr',
    );
    const kept = await standing("catatan-empat");
    expect(kept.sections.map((each) => each["label"])).toEqual(["Dari Budi", two?.["label"], "Bukti dukung"]);
    // What nobody else touched can be saved first.
    await as(ani, () => saveDraft({ template: "catatan-empat", sections: [edit(two, "Lain")] }));
    expect((await standing("catatan-empat")).sections[1]?.["label"]).toBe("Lain");
  });

  it("adds, removes and orders sections of several people, and names who took one out", async () => {
    const { sections } = await begun("catatan-lima");
    const template = "catatan-lima";
    const [first] = sections;
    const fresh = (id: string) => ({ id, rev: 0, content: { id, kind: "narrative", label: id, fields: [] } });
    await as(ani, () => saveDraft({ template, sections: [fresh("satu")] }));
    await as(budi, () => saveDraft({ template, sections: [fresh("dua")] }));
    const order = { rev: 1, sections: ["dua", "layanan"] };
    const { order: now } = await as(ani, () => saveDraft({ template, order }));
    expect(now).toEqual(["dua", "layanan", "uraian", "bukti", "satu"]);
    expect(await failing(as(budi, () => saveDraft({ template, order })))).toBe("template.draft_changed");
    await as(budi, () => saveDraft({ template, sections: [{ id: "layanan", rev: 1, content: null }] }));
    expect((await standing(template)).sections.map((each) => each["id"])).not.toContain("layanan");
    const back = { id: "layanan", rev: 1, content: relabelled(first, "Kembali") };
    expect(await message(as(ani, () => saveDraft({ template, sections: [back] })))).toContain(
      "diubah oleh Budi Santoso",
    );
    await as(ani, () => saveDraft({ template, sections: [{ ...back, rev: 0 }] }));
    expect((await standing(template)).sections.at(-1)?.["label"]).toBe("Kembali");
  });

  it("lets two races end in both sections saved, or in one clear loser", async () => {
    const { sections } = await begun("catatan-enam");
    const template = "catatan-enam";
    const save = (who: Somebody, n: number, label: string) =>
      as(who, () =>
        saveDraft({
          template,
          sections: [{ id: nameOf(sections[n]) ?? "", rev: 1, content: relabelled(sections[n], label) }],
        }),
      );
    const apart = await Promise.all([failing(save(ani, 0, "Ani")), failing(save(budi, 1, "Budi"))]);
    expect(apart).toEqual(["ok", "ok"]);
    expect((await standing(template)).sections.slice(0, 2).map((each) => each["label"])).toEqual(["Ani", "Budi"]);
    const again = (who: Somebody, label: string) =>
      as(who, () =>
        saveDraft({ template, sections: [{ id: "layanan", rev: 2, content: relabelled(sections[0], label) }] }),
      );
    const same = await Promise.all([failing(again(ani, "A")), failing(again(budi, "B"))]);
    expect(same.sort()).toEqual(["ok", "template.draft_changed"]);
  });

  it("is nothing at all for whoever may not edit templates", async () => {
    await begun("catatan-tujuh");
    const asked = (template: string): readonly (() => Promise<unknown>)[] => [
      () => draft({ template }),
      () => preview({ template }),
      () => tryOut({ template }),
      () => discard({ template, rev: 1 }),
      () => saveDraft({ template, frame: { rev: 1, content: { name: "x" } } }),
      () => release({ template, rev: 1, effectiveFrom: "2026-05", chain: CHAIN, offer: OFFER }),
      () => trial({ template, rev: 1, testers: [] }),
    ];
    const outsiders = [
      pptk(),
      kukar.who("kepala"),
      kukar.who("bappeda", "bappeda"),
      kukar.who("inspektorat", "bappeda"),
    ];
    for (const who of outsiders) {
      const real = await Promise.all(asked("catatan-tujuh").map((work) => message(as(who, work))));
      const made = await Promise.all(asked("catatan-karangan").map((work) => message(as(who, work))));
      expect(real).toEqual(made);
      expect(new Set(real).size).toBe(1);
    }
    const stranger = nunukan.who("admin", "bappeda");
    expect(await failing(nunukan.as(stranger, () => draft({ template: "catatan-tujuh" })))).toBe("kernel.not_found");
    expect((await as(pptk(), () => versions({}))).templates.map((each) => each.draft)).toEqual([null, null]);
    expect((await as(pptk(), () => list({}))).templates.map((each) => each.template)).toEqual([
      "layanan-bulanan",
      "rfk",
    ]);
  });
});

const [FIRST] = kinerja.sections;
const FIRST_FIELD = (FIRST && "fields" in FIRST ? FIRST.fields[0] : undefined) as JsonObject;

/** A text that nothing packs well. */
const noise = (bytes: number): string =>
  randomBytes(Math.ceil(bytes * 0.75))
    .toString("base64")
    .slice(0, bytes);
const nested = (levels: number): JsonObject =>
  levels === 0 ? {} : { ...(levels === 13 ? { id: "x", kind: "form" } : {}), a: nested(levels - 1) };

describe("a template of the largest size", () => {
  it("opens, is saved by section and fits, measured in the bytes of one item of the table", async () => {
    const { frame, sections } = largest("raksasa");
    const template = "raksasa";
    await as(ani, () => copy({ template, name: "Raksasa", from: { kind: "blank" } }));
    await as(ani, () =>
      saveDraft({
        template,
        frame: { rev: 1, content: frame },
        sections: sections.map((content) => ({ id: content.id, rev: 0, content })),
      }),
    );
    const listed = (await as(ani, () => drafts({}))).drafts.find((each) => each.template === template);
    expect([listed?.sections, listed?.rows, listed?.fields]).toEqual([60, 2_000, 5_000]);
    const opened = await as(ani, () => draft({ template }));
    expect(opened.definition.sections).toEqual(sections);
    const whole = gzipSync(JSON.stringify({ ...frame, sections })).byteLength;
    expect(whole).toBeLessThan(LIMITS.templatePackedBytes);
    // One more of anything is refused, says what and how many, and what is stored stays as it was.
    const [first] = sections;
    if (!first) throw new Error("no section");
    const more = (change: object) =>
      message(
        as(ani, () => saveDraft({ template, sections: [{ id: first.id, rev: 1, content: { ...first, ...change } }] })),
      );
    const fields = [...first.fields, { ...first.fields[0], id: "lebih" }];
    expect(await more({ fields })).toContain("5001 isian, paling banyak 5000");
    expect(await more({ rows: [...first.rows, { key: "lebih", label: "Lebih", group: [] }] })).toContain(
      "2001 baris, paling banyak 2000",
    );
    const extra = { id: "lebih", rev: 0, content: { id: "lebih", kind: "narrative", label: "Lebih", fields: [] } };
    expect(await message(as(ani, () => saveDraft({ template, sections: [extra] })))).toContain(
      "61 bagian, paling banyak 60",
    );
    expect(await more({ help: noise(300 * 1024) })).toContain("KB setelah dipadatkan, paling banyak 300");
    expect((await as(ani, () => draft({ template }))).rev).toBe(opened.rev);
  });

  it.each([
    ["too deep", nested(13)],
    ["another name than the section's", { id: "y", kind: "form" }],
  ])("is refused unread when a section is %s", async (_, content) => {
    expect(
      await failing(as(ani, () => saveDraft({ template: "raksasa", sections: [{ id: "x", rev: 0, content }] }))),
    ).toBe("kernel.invalid");
  });
});

describe("a trial", () => {
  it("shows named testers what was tried, as it was then, and nobody else that it exists", async () => {
    const { sections } = await begun("catatan-uji");
    const template = "catatan-uji";
    const tester = pptk();
    const other = kukar.who("pptk", undefined, 2);
    expect(await failing(as(ani, () => trial({ template, rev: 1, testers: ["orang-karangan"] })))).toBe(
      "template.tester_unknown",
    );
    await as(ani, () => trial({ template, rev: 1, testers: [tester.person as never] }));
    const edit = { id: "layanan", rev: 1, content: relabelled(sections[0], "Sesudah uji coba dimulai") };
    await as(ani, () => saveDraft({ template, sections: [edit] }));
    const tried = await as(tester, () => tryOut({ template }));
    expect(tried.definition.sections[0]?.label).toBe(kinerja.sections[0]?.label);
    expect((await as(tester, () => trials({}))).trials.map((each) => [each.template, each.by])).toEqual([
      [template, ani.name],
    ]);
    const named = [{ person: tester.person, name: tester.name }];
    expect((await as(budi, () => draft({ template }))).trial?.testers).toEqual(named);
    expect((await as(other, () => trials({}))).trials).toEqual([]);
    expect(await message(as(other, () => tryOut({ template })))).toBe(
      await message(as(other, () => tryOut({ template: "catatan-karangan" }))),
    );
    // Not even by its hash: what is tried lies nowhere where published definitions lie.
    expect(await failing(as(tester, () => definitionOf({ hash: tried.hash })))).toBe("kernel.not_found");
    expect(await failing(as(ani, () => trial({ template, rev: 1, testers: [] })))).toBe("template.draft_changed");
    await as(ani, () => trial({ template, rev: 2, testers: [] }));
    expect(await failing(as(tester, () => tryOut({ template })))).toBe("kernel.not_found");
  });
});

describe("a release", () => {
  const released = (template: string, rev: number, more: object = {}) =>
    release({ template, rev, effectiveFrom: "2026-06", chain: CHAIN, offer: OFFER, ...more });

  it("is made by a second person, from a period on, and ends the draft", async () => {
    const template = "catatan-terbit";
    await begun(template);
    await as(ani, () => trial({ template, rev: 1, testers: [pptk().person as never] }));
    const own = await as(ani, () => preview({ template }));
    expect([own.n, own.against, own.release.code]).toEqual([1, null, "template.same_person"]);
    expect(await failing(as(ani, () => released(template, 1)))).toBe("template.same_person");
    expect((await as(budi, () => preview({ template }))).release).toEqual({ allowed: true, code: null, reason: null });
    const version = await as(budi, () => released(template, 1));
    expect([version.n, version.effectiveFrom, version.status]).toEqual([1, "2026-06", "published"]);
    expect((await as(pptk(), () => definitionOf({ hash: version.hash }))).name).toBe(kinerja.name);
    expect(await failing(as(ani, () => draft({ template })))).toBe("kernel.not_found");
    expect(await failing(as(pptk(), () => tryOut({ template })))).toBe("kernel.not_found");
    const left = itemsOf(await everything(), "kukar").filter(
      (item) => String(item["pk"]) === `kukar#templatedraft#${template}`,
    );
    expect(left.filter((item) => item["__edb_e__"] !== "journal")).toEqual([]);
    const listed = (await as(ani, () => versions({}))).templates.find((each) => each.template === template);
    expect(listed?.versions.map(({ n, released: by, offer }) => [n, by?.name, offer])).toEqual([
      [1, "Budi Santoso", OFFER],
    ]);
    expect(await asProduct("kukar", () => versionOn(template, "2026-05"))).toBeNull();
    expect((await asProduct("kukar", () => versionOn(template, "2026-06")))?.n).toBe(1);
  });

  it("shows every difference with its class, and counts numbers up", async () => {
    const template = "catatan-terbit";
    await as(ani, () => copy({ template, name: null, from: { kind: "version", template, n: 1 } }));
    const { sections } = await standing(template);
    const [first] = sections;
    const fields = first?.["fields"] as readonly JsonObject[];
    const content = {
      ...first,
      fields: [
        { ...fields[0], label: "Hari buka" },
        ...fields.slice(1),
        { ...fields[0], id: "hari_tutup", label: "Hari tutup" },
      ],
    };
    await as(ani, () => saveDraft({ template, sections: [{ id: "layanan", rev: 1, content }] }));
    const shown = await as(budi, () => preview({ template }));
    expect(shown.changes.map(({ place, attribute, class: found }) => [place, attribute, found])).toEqual([
      ["sections/layanan/fields/hari_tutup", null, "needs-input"],
      ["sections/layanan/fields/hari_layanan", "label", "safe"],
    ]);
    expect([shown.n, shown.against, shown.class, shown.counts]).toEqual([
      2,
      1,
      "needs-input",
      { safe: 1, "needs-input": 1, "needs-decision": 0, breaking: 0 },
    ]);
    expect((await as(budi, () => released(template, shown.rev, { effectiveFrom: "2026-07" }))).n).toBe(2);
  });

  it("refuses an id that ever stood for something else, also after a version without it", async () => {
    const template = "catatan-nama";
    await begun(template);
    await as(budi, () => released(template, 1));
    // The formulas and rules of the pack name the field that goes, so they go as well.
    const change = async (n: number, fields: (standing: readonly JsonObject[]) => readonly JsonObject[]) => {
      await as(ani, () => copy({ template, name: null, from: { kind: "version", template, n } }));
      const { sections } = await standing(template);
      const standingFields = sections[0]?.["fields"] as readonly JsonObject[];
      const content = { ...sections[0], rules: [], fields: fields(standingFields) };
      await as(ani, () => saveDraft({ template, sections: [{ id: "layanan", rev: 1, content }] }));
    };
    await change(1, (fields) => fields.filter((each) => each["id"] !== "hari_layanan"));
    await as(budi, () => released(template, 2));
    const hours = { ...FIRST_FIELD, unit: "jam" };
    await change(2, (fields) => [...fields, hours]);
    const shown = await as(budi, () => preview({ template }));
    expect(shown.reused.map(({ place, n, what }) => [place, n, what])).toEqual([
      ["sections/layanan/fields/hari_layanan", 1, "satuan hari menjadi jam"],
    ]);
    expect(await failing(as(budi, () => released(template, 2)))).toBe("template.id_reused");
    const [first, ...rest] = kinerja.sections;
    const fields = [hours, ...(first && "fields" in first ? first.fields.slice(1) : [])];
    const direct = v.parse(TemplateDefinition, { ...kinerja, id: template, sections: [{ ...first, fields }, ...rest] });
    expect(
      await failing(
        asProduct("kukar", () => publish({ definition: direct, n: 9, effectiveFrom: "2026-09", chain: CHAIN })),
      ),
    ).toBe("template.id_reused");
  });

  it("looks at the chain, the period and the revision that was seen", async () => {
    const template = "catatan-rantai";
    await begun(template);
    const ask = (more: object, rev = 1) => failing(as(budi, () => released(template, rev, more)));
    expect(await ask({ chain: { id: "karangan", n: 1 } })).toBe("template.chain");
    expect(await ask({ effectiveFrom: "2026-TW2" })).toBe("template.definition");
    expect(await ask({}, 2)).toBe("template.draft_changed");
    expect(await failing(as(pptk(), () => released(template, 1)))).toBe("kernel.not_found");
  });

  it("happens once when two press at the same moment, and never of what was changed in between", async () => {
    const template = "catatan-balap";
    const { sections } = await begun(template);
    const citra = { ...kukar.who("admin", "bappeda", 3), name: "Citra" };
    const outcomes = await Promise.all([
      failing(as(budi, () => released(template, 1))),
      failing(as(citra, () => released(template, 1))),
      failing(
        as(ani, () =>
          saveDraft({ template, sections: [{ id: "layanan", rev: 1, content: relabelled(sections[0], "x") }] }),
        ),
      ),
    ]);
    const listed = (await as(ani, () => versions({}))).templates.find((each) => each.template === template);
    const out = outcomes.slice(0, 2).filter((each) => each === "ok").length;
    expect(out).toBe(listed?.versions.length ?? 0);
    expect(out + (outcomes[2] === "ok" ? 1 : 0)).toBe(1);
  });

  it("is the only way of an admin: publishing without a draft is the operator's", async () => {
    await asProduct("kukar", () => publishChain({ chain: { ...threeTiers, chain: "lain" } }));
    const input = {
      definition: { ...kinerja, id: "jalan-pintas" as never },
      n: 1,
      effectiveFrom: "2026-01",
      chain: CHAIN,
    };
    expect(await failing(as(ani, () => publish(input)))).toBe("kernel.not_found");
    expect(await failing(asProduct("kukar", () => publish(input)))).toBe("ok");
    expect(journalOf(await everything(), "kukar").filter((entry) => entry.op === "template.publish").length).toBe(3);
  });
});

describe("the layout of a draft on paper", () => {
  const wanted = (template: string): Wanted => v.parse(Wanted, { kind: "specimen", template, paper: "F4" });
  const asked = (who: Somebody, template: string, of = kukar) =>
    of.as(who, () => request({ wanted: wanted(template) }));
  const layout = {
    paper: "A4",
    signers: [
      { side: "left", who: "verify" },
      { side: "right", who: "signer" },
    ],
  };

  it("is seen with rows and names of an example, as it is saved, and fixes nothing", async () => {
    await begun("cetakan");
    const { definition } = await standing("cetakan");
    const { sections: _sections, id: _id, ...frame } = definition;
    const content = { ...frame, print: layout };
    await as(ani, () => saveDraft({ template: "cetakan", frame: { rev: 1, content }, sections: [] }));
    const id = await exported(kukar, ani, wanted("cetakan"));
    const { url, name } = await as(ani, () => openFile({ id }));
    const given = JSON.parse(await (await fetch(url)).text()) as Contents["specimen"];
    expect(given).toMatchObject({ specimen: true, verification: null, seal: null, snapshotHash: null, paper: "F4" });
    expect(given.definition.print).toEqual(layout);
    expect(given.snapshot.decisions.map(({ kind, by }) => [kind, by.length])).toEqual([["verify", 15]]);
    expect(given.snapshot.unitName).toBe("Unit contoh");
    expect(given.snapshot.content.rows.length).toBeGreaterThan(2);
    expect(name).toMatch(/^Contoh cetak .*, A4\.pdf$/);
  });

  it("is nobody's business but the admins', like the draft itself", async () => {
    expect(await failing(asked(pptk(), "cetakan"))).toBe("kernel.not_found");
    expect(await failing(asked(pptk(), "karangan"))).toBe("kernel.not_found");
    expect(await failing(asked(ani, "karangan"))).toBe("kernel.not_found");
    expect(await failing(asked(nunukan.who("admin", "bappeda"), "cetakan", nunukan))).toBe("kernel.not_found");
  });

  it("is not printed while the draft is wrong, and says what is", async () => {
    const { definition } = await standing("cetakan");
    const { sections: _sections, id: _id, ...frame } = definition;
    const content = { ...frame, print: { signers: [{ side: "left", who: "author" }] } };
    await as(ani, () => saveDraft({ template: "cetakan", frame: { rev: 2, content }, sections: [] }));
    expect(await message(asked(ani, "cetakan"))).toBe(
      "Templat belum benar pada Tata cetak: Blok penanda tangan laporan harus ada, tepat satu.",
    );
    // What was made before can still be fetched.
    const [made] = (await as(ani, () => exportsOf({}))).exports;
    expect((await as(ani, () => openFile({ id: made?.id ?? "" }))).name).toMatch(/^Contoh cetak/);
  });
});
