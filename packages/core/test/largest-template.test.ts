import { beforeAll, describe, expect, it } from "vitest";
import { threeTiers } from "../src/approval/packs/three-tiers.ts";
import { plan } from "../src/calendar/index.ts";
import { toWire } from "../src/expression/figure.ts";
import { LIMITS } from "../src/kernel/limits.ts";
import { compute } from "../src/report/compute.ts";
import { verify } from "../src/report/decide.ts";
import { save } from "../src/report/save.ts";
import { sign } from "../src/report/sign.ts";
import { submit } from "../src/report/submit.ts";
import { view } from "../src/report/view.ts";
import { copy, saveDraft } from "../src/template/drafting.ts";
import { assign, definition as definitionOf, list } from "../src/template/index.ts";
import { preview, release } from "../src/template/release.ts";
import { fieldIn, largest, rowIn, rowsIn } from "./largest.ts";
import { putOut } from "./stages.ts";
import { asProduct, failing, MARCH_OPEN, type Regency, regency, type Somebody, travel, useEngines } from "./world.ts";

useEngines();

/*
 * The largest template that the bounds allow, from the designer's draft over the release to a report that is filled,
 * judged and published, on the table itself. Whatever is one too many is refused, and nothing that stands is lost.
 */
const template = "raksasa";
const CHAIN = { id: threeTiers.chain, n: 1 };
const { frame, sections } = largest(template);
const SECTIONS = sections.map((_, s) => s);

let kukar: Regency;
let admin: Somebody;
let other: Somebody;
let id = "";
const pptk = (): Somebody => kukar.who("pptk");

beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { lines: 1 });
  admin = kukar.who("admin", "bappeda");
  other = { ...kukar.who("admin", "bappeda", 2), name: "Budi Santoso" };
  await kukar.hire(other);
});

/** The cell that must be filled in the n-th row of a section; the first row of each holds 1, the second 2. */
const filled = (s: number, n: number, value = String(n + 1), base = 0) =>
  kukar.cell(rowIn(s, n), fieldIn(s), value, base);

describe("the largest template", () => {
  it("is drawn in the designer, looked through and released by a second person", async () => {
    await kukar.as(admin, () => copy({ template, name: "Raksasa", from: { kind: "blank" } }));
    await kukar.as(admin, () =>
      saveDraft({
        template,
        frame: { rev: 1, content: frame },
        sections: sections.map((content) => ({ id: content.id, rev: 0, content })),
      }),
    );
    const seen = await kukar.as(other, () => preview({ template }));
    expect(seen.release).toEqual({ allowed: true, code: null, reason: null });
    const { hash } = await kukar.as(other, () =>
      release({
        template,
        rev: 2,
        effectiveFrom: "2026-03",
        chain: CHAIN,
        offer: { authors: true, decline: true },
      }),
    );
    const whole = await kukar.as(pptk(), () => definitionOf({ hash }));
    expect(whole.sections).toEqual(sections);
    expect((await kukar.as(pptk(), () => list({}))).templates.map((each) => each.template)).toContain(template);
  });

  it("opens as a report with every row, and the report is read back whole", async () => {
    const window = { template, period: "2026-03", opensOn: "2026-04-01", dueOn: "2026-04-20", lockOn: "2026-04-30" };
    await asProduct("kukar", () => plan({ template, year: "2026", windows: [{ ...window, rev: 1 }] }));
    const assignment = { template, unit: "dinas-pu", from: "2026-03", until: null };
    await asProduct("kukar", () => assign({ template, assignments: [assignment] }));
    id = await kukar.openReport("2026-03", "dinas-pu", template);
    const report = await kukar.as(pptk(), () => view({ id }));
    expect(report.rows.length).toBe(LIMITS.rowsPerReport);
    expect(new Set(report.rows.map((row) => row.rowKey)).size).toBe(2_000);
    expect(report.rows.at(-1)?.label).toBe(sections.at(-1)?.rows.at(-1)?.label);
  });

  it("refuses a submission that lacks cells with their number, and a rule with its sentence", async () => {
    await kukar.as(pptk(), () => save({ id, changes: [filled(0, 0, "1001")] }));
    const { stamp } = await kukar.as(pptk(), () => view({ id }));
    const early = kukar.as(pptk(), () => submit({ id, stamp }));
    await expect(early).rejects.toMatchObject({ code: "report.incomplete", facts: { count: 1_999 } });
    const rule = await computed();
    expect(rule.findings.map(({ rule: broken, message }) => [broken, message])).toEqual([
      ["batas_0", "Lebih dari seribu orang per baris tidak mungkin."],
    ]);
    await kukar.as(pptk(), () => save({ id, changes: [filled(0, 0, "1", 1)] }));
  });

  it("refuses one cell too many of a save whole, and takes the most that is allowed", async () => {
    const rows = SECTIONS.flatMap((s) => Array.from({ length: rowsIn(s) }, (_, n) => [s, n] as const)).slice(1);
    const batches = Array.from({ length: Math.ceil(rows.length / LIMITS.rowsPerSave) }, (_, i) =>
      rows.slice(i * LIMITS.rowsPerSave, (i + 1) * LIMITS.rowsPerSave),
    );
    const tooMany = rows.slice(0, LIMITS.rowsPerSave + 1).map(([s, n]) => filled(s, n));
    expect(await failing(kukar.as(pptk(), () => save({ id, changes: tooMany })))).toBe("kernel.invalid");
    for (const batch of batches) {
      const { cells } = await kukar.as(pptk(), () => save({ id, changes: batch.map(([s, n]) => filled(s, n)) }));
      expect(cells.filter((cell) => cell.outcome !== "accepted")).toEqual([]);
    }
  });

  it("computes every row and the figure of the whole: 1 + 2 + ... + 33 = 561", async () => {
    const { figures, rows, missing, findings } = await computed();
    expect([missing.length, findings.length]).toEqual([0, 0]);
    expect(shown(figures["orang"])).toEqual("561");
    // The third row holds 3: twice is 6, the ratio 50 percent, and the sum lacks its second part.
    const third = rows.get(rowIn(7, 2))?.computed ?? {};
    expect([shown(third["ganda_7"]), shown(third["bagian_7"])]).toEqual(["6", "50"]);
    expect(third["jumlah_7"]?.kind).toBe("missing");
  });

  it("goes its whole way: sent, verified, signed, published", async () => {
    const hash = await kukar.send(id, pptk());
    await kukar.as(kukar.who("kabid"), () => verify({ id, hash }));
    await kukar.as(kukar.who("kepala"), () => sign({ id, hash }));
    expect(await putOut("kukar", id)).toBe("published");
    const out = await kukar.as(pptk(), () => view({ id }));
    expect([out.state, out.rows.length]).toEqual(["published", 2_000]);
    expect(out.rows.find((row) => row.rowKey === rowIn(59, 52))?.cells[fieldIn(59)]?.v).toBe("53");
  });
});

async function computed() {
  const report = await kukar.as(pptk(), () => view({ id }));
  const definition = await kukar.as(pptk(), () => definitionOf({ hash: report.template.hash }));
  return compute(definition, report.rows, report.carry);
}

function shown(figure: Parameters<typeof toWire>[0] | undefined): string | undefined {
  const wire = figure && toWire(figure);
  return wire?.kind === "value" ? wire.amount : wire?.kind;
}
