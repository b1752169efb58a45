import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { verify } from "../src/report/decide.ts";
import { history } from "../src/report/list.ts";
import { templatePreview } from "../src/report/move.ts";
import { declineTemplate, takeTemplate } from "../src/report/take.ts";
import { save } from "../src/report/save.ts";
import { readWhole } from "../src/report/store.ts";
import { submit } from "../src/report/submit.ts";
import { takeTemplates, templateOffers, templateUse } from "../src/report/uses.ts";
import { view } from "../src/report/view.ts";
import { copy, draft, saveDraft } from "../src/template/drafting.ts";
import { assign } from "../src/template/index.ts";
import { release } from "../src/template/release.ts";
import { retire, versions } from "../src/template/retire.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { rfk } from "../src/template/packs/rfk.ts";
import { type JsonObject, nameOf } from "../src/template/structure.ts";
import { bring, STAGES } from "./stages.ts";
import {
  asProduct,
  failing,
  MARCH_OPEN,
  type Regency,
  regency,
  rowOf,
  type Somebody,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

const LINES = 3;
const CHAIN = { id: "tiga-tingkat", n: 1 };
const UNITS = STAGES.map((stage) => `dinas-${stage.replace("_", "-")}`);
const MORE = ["dinas-tolak", "dinas-sendiri", "dinas-balap", "dinas-kembali"];

const [ROWS, ...REST] = rfk.sections;
const FIELDS = ROWS && "fields" in ROWS ? ROWS.fields : [];

/** The next version of RFK: one field gone, one renamed, one new and required, one choice less, one section more. */
const NEXT: TemplateDefinition = v.parse(TemplateDefinition, {
  ...rfk,
  sections: [
    {
      ...ROWS,
      fields: [
        ...FIELDS.filter(({ id }) => id !== "keluaran").map((field) => ({
          ...field,
          ...(field.id === "fisik" ? { label: "Kemajuan fisik bulan ini" } : {}),
          ...(field.id === "status" ? { choices: field.choices?.slice(0, 1) } : {}),
        })),
        { ...FIELDS.find(({ id }) => id === "fisik"), id: "risiko", label: "Risiko", required: "submit" },
      ],
      computed: [],
      rules: [],
    },
    ...REST,
    { id: "catatan", kind: "narrative", label: "Catatan", fields: [] },
  ],
  figures: [],
});

/** Begins a draft of a template from its newest version, puts a definition into it, and has a second person release it. */
async function releaseNext(
  where: Regency,
  definition: TemplateDefinition,
  offer: object,
  effectiveFrom = "2026-01",
): Promise<number> {
  const [ani, budi] = [where.who("admin", "bappeda"), where.who("admin", "bappeda", 2)];
  const template = definition.id;
  const listed = (await where.as(ani, () => versions({}))).templates.find((each) => each.template === template);
  const n = listed?.versions.at(-1)?.n ?? 1;
  await where.as(ani, () => copy({ template, name: null, from: { kind: "version", template, n } }));
  const { parts } = await where.as(ani, () => draft({ template }));
  const {
    sections,
    id: _id,
    ...frame
  } = JSON.parse(JSON.stringify(definition)) as { sections: JsonObject[]; id: string };
  const gone = Object.keys(parts).filter(
    (part) => !part.startsWith("~") && !sections.some((each) => each["id"] === part),
  );
  const { rev } = await where.as(ani, () =>
    saveDraft({
      template,
      frame: { rev: 1, content: frame },
      sections: [
        ...sections.map((content) => ({
          id: nameOf(content) ?? "",
          rev: parts[nameOf(content) ?? ""]?.rev ?? 0,
          content,
        })),
        ...gone.map((id) => ({ id, rev: 1, content: null })),
      ],
    }),
  );
  const input = { template, rev, effectiveFrom, chain: CHAIN, offer: { authors: true, decline: true, ...offer } };
  return (await where.as(budi, () => release(input))).n;
}

let kukar: Regency;
const ids = new Map<string, string>();
const admin = (): Somebody => kukar.who("admin", "bappeda");
const pptk = (unit: string, seat = 1): Somebody => kukar.who("pptk", unit, seat);
const whole = async (id: string, where = kukar) => {
  const found = await asProduct(where.id, () => readWhole(id, { strong: true }));
  if (!found) throw new Error(id);
  return found;
};

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { units: [...UNITS, ...MORE], lines: LINES, pptk: 2 });
  for (const [i, stage] of STAGES.entries()) {
    const unit = UNITS[i] ?? "";
    ids.set(stage, (await bring(kukar, unit, stage, { lines: LINES })).id);
  }
  for (const unit of MORE) {
    const { id } = await bring(kukar, unit, "filled", { lines: LINES });
    await kukar.as(pptk(unit), () => save({ id, changes: [kukar.cell(rowOf(1), "keluaran", "2")] }));
    ids.set(unit, id);
  }
  const filled = ids.get("filled") ?? "";
  const extra = [kukar.cell(rowOf(1), "keluaran", "3"), kukar.cell(rowOf(2), "keluaran", "4")];
  await kukar.as(pptk("dinas-filled"), () => save({ id: filled, changes: extra }));
  await kukar.as(pptk("dinas-filled", 2), () => save({ id: filled, changes: [kukar.cell(rowOf(3), "keluaran", "5")] }));
  expect(await releaseNext(kukar, NEXT, {})).toBe(2);
});

const id = (name: string): string => ids.get(name) ?? "";
const take = (name: string, who: Somebody, to = 2) => kukar.as(who, () => takeTemplate({ id: id(name), to }));

describe("a report on an older version of its template", () => {
  it("is offered the move while it is with its author, and not after it was sent", async () => {
    const { reports } = await kukar.as(admin(), () => templateOffers({ template: "rfk" }));
    expect(
      reports
        .filter(({ offered }) => offered === 2)
        .map(({ unit }) => unit)
        .sort(),
    ).toEqual(["dinas-draft", "dinas-filled", ...MORE].sort());
    expect(reports.map(({ unit }) => unit)).not.toContain("dinas-published");
    for (const stage of ["in_review", "verified", "signed", "ready", "published"]) {
      expect([stage, await failing(take(stage, admin()))]).toEqual([stage, "report.state"]);
    }
    expect((await kukar.as(pptk("dinas-filled"), () => view({ id: id("filled") }))).offer).toEqual({
      n: 2,
      effectiveFrom: "2026-01",
      mayMove: true,
      mayDecline: true,
      declined: false,
    });
    expect((await kukar.as(pptk("dinas-published"), () => view({ id: id("published") }))).offer).toBeUndefined();
  });

  it("shows before what stays, what is renamed, archived, new and required", async () => {
    const shown = await kukar.as(pptk("dinas-filled"), () => templatePreview({ id: id("filled") }));
    // Three rows with three required cells each, one of which (status) is no longer a choice; and three outputs.
    expect([shown.from, shown.to, shown.kept, shown.archivedCount]).toEqual([1, 2, 6, 6]);
    expect(shown.renamed.map(({ field, after }) => [field, after])).toEqual([["fisik", "Kemajuan fisik bulan ini"]]);
    expect(shown.added.map(({ field, required }) => [field, required])).toEqual([["risiko", true]]);
    expect(shown.archived.map(({ field, cell }) => `${field} ${cell.v}`).sort()).toEqual([
      "keluaran 3",
      "keluaran 4",
      "keluaran 5",
      "status Kontrak/Pelaksanaan",
      "status Kontrak/Pelaksanaan",
      "status Kontrak/Pelaksanaan",
    ]);
  });

  it("keeps every value when it moves: what has no place is archived with its words, and stays to be read", async () => {
    const before = await whole(id("filled"));
    const moved = await take("filled", pptk("dinas-filled"));
    expect([moved.n, moved.left, moved.archived]).toEqual([2, 0, 6]);
    const seen = await kukar.as(pptk("dinas-filled"), () => view({ id: id("filled") }));
    expect([seen.template.n, seen.offer]).toEqual([2, undefined]);
    const [first] = seen.rows;
    expect(Object.keys(first?.cells ?? {}).sort()).toEqual(["fisik", "keuangan"]);
    expect(first?.archived?.map(({ field, label, n, cell }) => [field, label, n, cell.v, cell.w]).sort()).toEqual([
      ["keluaran", FIELDS.find((each) => each.id === "keluaran")?.label, 1, "3", pptk("dinas-filled").person],
      [
        "status",
        FIELDS.find((each) => each.id === "status")?.label,
        1,
        "Kontrak/Pelaksanaan",
        pptk("dinas-filled").person,
      ],
    ]);
    expect((await whole(id("filled"))).head.pins.template).toEqual({ id: "rfk", n: 2, hash: seen.template.hash });
    // Both who wrote are still known as authors, although their lanes were closed.
    expect((await whole(id("filled"))).head.acted["author"]?.toSorted()).toEqual(
      [pptk("dinas-filled").person, pptk("dinas-filled", 2).person].sort(),
    );
    expect(seen.stamp).toBeGreaterThan(before.head.writes + before.lanes.reduce((n, lane) => n + lane.writes, 0));
    const { entries } = await kukar.as(pptk("dinas-filled"), () => history({ id: id("filled") }));
    expect(entries.find(({ op }) => op === "report.takeTemplate")?.note).toContain("Templat versi 1 menjadi versi 2.");
    expect(await failing(take("filled", pptk("dinas-filled")))).toBe("report.no_offer");
  });

  it("goes on from there: the new required field is asked for, and the archive is part of what is signed", async () => {
    const who = pptk("dinas-filled");
    const send = async () => {
      const { stamp } = await kukar.as(who, () => view({ id: id("filled") }));
      return kukar.as(who, () => submit({ id: id("filled"), stamp }));
    };
    expect(await failing(send())).toBe("report.incomplete");
    const rows = [1, 2, 3].map(rowOf);
    const status =
      NEXT.sections[0] && "fields" in NEXT.sections[0] ? NEXT.sections[0].fields.find((f) => f.id === "status") : null;
    const changes = rows.flatMap((row) => [
      kukar.cell(row, "risiko", "1"),
      kukar.cell(row, "status", status?.choices?.[0] ?? ""),
    ]);
    await kukar.as(who, () => save({ id: id("filled"), changes }));
    const { hash } = await send();
    expect(await failing(kukar.as(kukar.who("kabid", "dinas-filled"), () => verify({ id: id("filled"), hash })))).toBe(
      "ok",
    );
    expect(await failing(take("filled", admin()))).toBe("report.state");
  });

  it("stays where it is when its author says so, until the author changes that", async () => {
    const decline = () => declineTemplate({ id: id("dinas-tolak"), to: 2 });
    expect(await failing(kukar.as(admin(), decline))).toBe("report.not_author");
    await kukar.as(pptk("dinas-tolak"), decline);
    expect(await failing(kukar.as(pptk("dinas-tolak"), decline))).toBe("ok");
    expect(await failing(take("dinas-tolak", admin()))).toBe("report.declined");
    const { results } = await kukar.as(admin(), () =>
      takeTemplates({ items: ["dinas-tolak", "draft", "published"].map((name) => ({ id: id(name) as never, to: 2 })) }),
    );
    expect(results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ["refused", "report.declined"],
      ["moved", null],
      ["refused", "report.state"],
    ]);
    const { reports } = await kukar.as(admin(), () => templateOffers({ template: "rfk" }));
    expect(reports.find(({ unit }) => unit === "dinas-tolak")?.declined?.name).toBe(pptk("dinas-tolak").name);
    expect(await failing(take("dinas-tolak", pptk("dinas-tolak")))).toBe("ok");
  });

  it("loses nothing that is typed while it moves", async () => {
    const who = pptk("dinas-balap");
    const report = id("dinas-balap");
    const typed = (field: string, value: string) =>
      failing(
        kukar.as(who, () =>
          save({ id: report, changes: [kukar.cell(rowOf(2), field, value, field === "keluaran" ? 0 : 1)] }),
        ),
      );
    const other = pptk("dinas-balap", 2);
    const late = () =>
      kukar
        .as(other, () => save({ id: report, changes: [kukar.cell(rowOf(3), "keluaran", "9")] }))
        .then((reply) => reply.cells[0]?.outcome);
    const [moved, one, two, three] = await Promise.all([
      failing(take("dinas-balap", admin())),
      typed("keuangan", "123"),
      typed("keluaran", "7"),
      late(),
    ]);
    expect([moved, one, two]).toEqual(["ok", "ok", "ok"]);
    const { rows } = await whole(report);
    const find = (n: number) => rows.find((row) => row.rowKey === rowOf(n));
    expect(find(2)?.cells["keuangan"]?.v).toBe("123");
    // A value of the field that went is in the archive, or its writer was told that the field is not there.
    expect(rows.filter((row) => row.cells["keluaran"])).toEqual([]);
    const kept = find(3)?.archived?.some(({ field, cell }) => field === "keluaran" && cell.v === "9") ?? false;
    expect(three === "accepted").toBe(kept);
  });

  it("moves by its author only where the version allows it", async () => {
    expect(await releaseNext(kukar, { ...NEXT, name: "RFK tiga" }, { authors: false, decline: false })).toBe(3);
    const own = pptk("dinas-sendiri");
    expect(await failing(take("dinas-sendiri", own, 3))).toBe("report.not_offered");
    expect(await failing(kukar.as(own, () => declineTemplate({ id: id("dinas-sendiri"), to: 3 })))).toBe(
      "report.not_offered",
    );
    expect(await failing(take("dinas-sendiri", admin(), 2))).toBe("report.no_offer");
    expect(await failing(take("dinas-sendiri", kukar.who("kabid", "dinas-sendiri"), 3))).toBe("kernel.forbidden");
    expect(await failing(take("dinas-sendiri", pptk("dinas-tolak"), 3))).toBe("kernel.not_found");
    expect(await failing(take("dinas-sendiri", admin(), 3))).toBe("ok");
  });
});

describe("a report of many rows", () => {
  it("moves in passes, cannot be sent before the last one, and goes on where a broken move stopped", async () => {
    const nunukan = await regency("nunukan", { lines: 150, pptk: 1 });
    const report = await nunukan.openReport();
    await nunukan.fill(report, 150);
    await releaseNext(nunukan, NEXT, {});
    const who = nunukan.who("pptk");
    const first = await nunukan.as(who, () => takeTemplate({ id: report, to: 2 }));
    // 100 writes in one transaction, less head, journal, chains and one lane: 93 rows of 150.
    expect([first.left, first.archived]).toEqual([57, 93]);
    const { stamp, offer } = await nunukan.as(who, () => view({ id: report }));
    expect(await failing(nunukan.as(who, () => submit({ id: report, stamp })))).toBe("report.template_moving");
    expect(offer?.mayDecline).toBe(false);
    await nunukan.as(who, () => save({ id: report, changes: [nunukan.cell(rowOf(150), "risiko", "1")] }));
    const { results } = await nunukan.as(nunukan.who("admin", "bappeda"), () =>
      takeTemplates({ items: [{ id: report, to: 2 }] }),
    );
    expect(results).toEqual([{ id: report, outcome: "moved", archived: 57, code: null, message: null }]);
    const { rows, head } = await whole(report, nunukan);
    expect(head.pins.template.former).toBeUndefined();
    expect(rows.filter((row) => row.cells["status"])).toEqual([]);
    expect(rows.flatMap((row) => row.archived ?? []).map(({ cell }) => cell.v)).toEqual(
      Array.from({ length: 150 }, () => "Kontrak/Pelaksanaan"),
    );
    expect(rows.find((row) => row.rowKey === rowOf(150))?.cells["risiko"]?.v).toBe("1");
  });
});

describe("a section that goes", () => {
  it("takes its rows along into the archive of the report, and a section that comes begins new ones", async () => {
    const bombana = await regency("bombana", { lines: 2, pptk: 1 });
    const report = await bombana.openReport("2026-03", "dinas-pu", "layanan-bulanan");
    const who = bombana.who("pptk");
    const changes = [
      bombana.cell("layanan/isian", "hari_layanan", "21"),
      bombana.cell("layanan/isian", "pemohon", "300"),
    ];
    await bombana.as(who, () => save({ id: report, changes }));
    const { kinerja } = await import("../src/template/packs/kinerja.ts");
    const [first, ...rest] = kinerja.sections;
    const next = v.parse(TemplateDefinition, {
      ...kinerja,
      sections: [{ ...first, id: "layanan-baru" }, ...rest],
      figures: [],
    });
    await releaseNext(bombana, next, {});
    expect((await bombana.as(who, () => templatePreview({ id: report }))).rowsGone).toBe(1);
    await bombana.as(who, () => takeTemplate({ id: report, to: 2 }));
    const seen = await bombana.as(who, () => view({ id: report }));
    expect(seen.rows.map((row) => row.rowKey)).toContain("layanan-baru/isian");
    expect(seen.rows.map((row) => row.rowKey)).not.toContain("layanan/isian");
    expect(
      seen.gone?.map(({ n, rowKey, cells }) => [n, rowKey, cells["hari_layanan"]?.v, cells["pemohon"]?.v]),
    ).toEqual([[1, "layanan/isian", "21", "300"]]);
    // Writing goes on, and what was read fits together.
    await bombana.as(who, () => save({ id: report, changes: [bombana.cell("layanan-baru/isian", "pemohon", "1")] }));
    expect((await whole(report, bombana)).gone).toHaveLength(1);
  });
});

describe("retiring a version", () => {
  const retired = (template: string, n: number, who = admin()) => kukar.as(who, () => retire({ template, n }));

  it("is refused with the list while reports run on it", async () => {
    expect(await failing(retired("rfk", 1))).toBe("template.in_use");
    const text = await retired("rfk", 1).catch((error: unknown) => (error instanceof Error ? error.message : ""));
    expect(text).toContain("RFK Maret 2026 Unit dinas-in-review");
    expect(await failing(retired("rfk", 9))).toBe("kernel.not_found");
    expect(await failing(retired("rfk", 1, pptk("dinas-tolak")))).toBe("kernel.forbidden");
  });

  it("is refused while units must report now and would have no version", async () => {
    expect(await failing(retired("layanan-bulanan", 1))).toBe("template.awaited");
    const assignments = [...UNITS, ...MORE].map((unit) => ({
      template: "layanan-bulanan",
      unit,
      from: "2026-01",
      until: "2026-03",
    }));
    await asProduct("kukar", () => assign({ template: "layanan-bulanan", assignments }));
    expect(await failing(retired("layanan-bulanan", 1))).toBe("ok");
    expect(await failing(retired("layanan-bulanan", 1))).toBe("ok");
  });
});

describe("figures of a period over several versions", () => {
  it("say how many published reports used each", async () => {
    const { expected, versions: used } = await kukar.as(pptk("dinas-tolak"), () =>
      templateUse({ template: "rfk", period: "2026-03" }),
    );
    expect([expected, used.map(({ n, published }) => [n, published])]).toEqual([UNITS.length + MORE.length, [[1, 1]]]);
  });
});
