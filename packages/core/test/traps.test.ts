import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { tenantEntity } from "../src/db/entity.ts";
import { archived } from "../src/db/files.ts";
import { writeQuietly } from "../src/db/unit.ts";
import { canonical } from "../src/kernel/canonical.ts";
import { decimal } from "../src/kernel/decimal.ts";
import { contentHash } from "../src/kernel/digest.ts";
import { stated } from "../src/projection/stated.ts";
import { total } from "../src/rollup/derive.ts";
import { Rollups } from "../src/rollup/store.ts";
import { figures, board } from "../src/rollup/index.ts";
import { compute } from "../src/report/compute.ts";
import { verify } from "../src/report/decide.ts";
import { sign } from "../src/report/sign.ts";
import { save } from "../src/report/save.ts";
import { isWhole, readWhole, unpack, type Whole } from "../src/report/store.ts";
import { stampOf, submit } from "../src/report/submit.ts";
import { view } from "../src/report/view.ts";
import { rfk } from "../src/template/packs/rfk.ts";
import { bring, putOut } from "./stages.ts";
import {
  asProduct,
  everything,
  failing,
  itemsOf,
  MARCH_OPEN,
  project,
  type Regency,
  regency,
  rowOf,
  travel,
  useEngines,
} from "./world.ts";

useEngines();

let kukar: Regency;
const units = ["dinas-pu", "dinas-robek", "dinas-bawa", "dinas-nihil", "dinas-kosong", "dinas-campur"];
const wide = { opensOn: "2026-01-01", dueOn: "2026-12-10", lockOn: "2026-12-20" };
beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { units, lines: 2, pptk: 1, days: wide });
});

const raw = () => DynamoDBDocumentClient.from(new DynamoDBClient({}));
/** Changes a row's counter behind everybody's back: what a reader sees who meets half of a transaction. */
async function tear(id: string, by: number): Promise<void> {
  const client = raw();
  await client.send(
    new UpdateCommand({
      TableName: process.env["SELARAS_TABLE"],
      Key: { pk: `kukar#report#${id}`, sk: `a#row#${rowOf(1)}` },
      UpdateExpression: "ADD rev :by",
      ExpressionAttributeValues: { ":by": by },
    }),
  );
  client.destroy();
}
const whole = async (id: string): Promise<Whole> => {
  const found = await asProduct("kukar", () => readWhole(id, { strong: true }));
  if (!found) throw new Error(`no report ${id}`);
  return found;
};

describe("a torn read", () => {
  it("is noticed and never shown, counted or signed", async () => {
    const { id } = await bring(kukar, "dinas-robek", "filled", { lines: 2 });
    const pptk = kukar.who("pptk", "dinas-robek");
    const before = await whole(id);
    expect(isWhole(before)).toBe(true);
    await tear(id, 1);
    await expect(whole(id)).rejects.toThrow(/does not fit together/);
    await expect(kukar.as(pptk, () => view({ id }))).rejects.toThrow(/does not fit together/);
    await expect(kukar.as(pptk, () => submit({ id, stamp: stampOf(before) }))).rejects.toThrow(/does not fit together/);
    await tear(id, -1);
    expect(await whole(id)).toEqual(before);
  });

  it("is told by every counter on its own: rows, files, lanes, head", () => {
    const head = { writes: 3, files: 1 };
    const lanes = [{ writes: 2, files: 1 }];
    const rows = [{ rev: 4 }, { rev: 1 }];
    const files = [{ rev: 2 }];
    const fits = (change: object): boolean =>
      isWhole({ head, lanes, rows, spent: 0, files, ...change } as unknown as Whole);
    expect(fits({})).toBe(true);
    for (const change of [
      { head: { writes: 4, files: 1 } },
      { head: { writes: 3, files: 0 } },
      { lanes: [] },
      { lanes: [{ writes: 3, files: 1 }] },
      { rows: [{ rev: 4 }] },
      { spent: 1 },
      { files: [] },
    ]) {
      expect(fits(change), JSON.stringify(change)).toBe(false);
    }
  });
});

describe("hashing", () => {
  const shuffled = (node: unknown, order: (keys: string[]) => string[]): unknown => {
    if (Array.isArray(node)) return node.map((each) => shuffled(each, order));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(order(Object.keys(node)).map((key) => [key, shuffled(Reflect.get(node, key), order)]));
  };

  it("does not depend on the order in which a map comes back", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        const other = shuffled(content, (keys) => keys.toReversed());
        expect(contentHash(other)).toBe(contentHash(content));
        expect(canonical(other)).toBe(canonical(content));
      }),
    );
  });

  it("tells one change of a cell, of a state or of the order of evidence apart", () => {
    const base = { rows: [{ cells: { keuangan: { s: "value", v: "0" } } }], evidence: ["a", "b"] };
    const others = [
      { ...base, rows: [{ cells: { keuangan: { s: "nil", v: null } } }] },
      { ...base, rows: [{ cells: {} }] },
      { ...base, rows: [{ cells: { keuangan: { s: "value", v: "0.0" } } }] },
      { ...base, evidence: ["b", "a"] },
    ];
    expect(new Set([base, ...others].map(contentHash)).size).toBe(5);
  });

  it("of what was signed is the hash of the rows as they stand, submission after submission", async () => {
    const { id, hash } = await bring(kukar, "dinas-pu", "in_review", { lines: 2 });
    const body = await asProduct("kukar", () => archived("submission", hash));
    expect(contentHash(JSON.parse(body ?? "null"))).toBe(hash);
    expect((await whole(id)).head.hash).toBe(hash);
  });
});

describe("OR in a condition", () => {
  it("stands in brackets, so that it cannot undo the conditions beside it", async () => {
    const Things = tenantEntity<{ readonly id: string; readonly stamp: number }>({
      entity: "trial",
      attributes: { id: "string", stamp: "number" },
      key: { pk: "${tenant}#trial#${id}", sk: "a" },
    });
    await asProduct("kukar", async () => {
      const patch = Things.patch(
        { id: "x" },
        { set: { stamp: 1 } },
        (a, o) => `${o.notExists(a["stamp"])} OR ${o.lt(a["stamp"], 1)}`,
      );
      expect(patch.params["ConditionExpression"]).toMatch(/^attribute_exists.* AND \(attribute_not_exists.* OR .*\)$/);
      // Without brackets "exists AND absent OR older" would write where nothing stands.
      expect(await writeQuietly(patch)).toBe("older");
      expect(await Things.get({ id: "x" })).toBeNull();
    });
  });

  it("lets only a later stamp win, whatever the order and however often it comes", async () => {
    const keys = { template: "uji", year: "2026", period: "2026-03", unit: "dinas-pu" };
    const said = (stamp: number) =>
      stated(Rollups, keys, { ...keys, version: 1, stamp, definition: `${stamp}`, voided: false, figures: {} }).write;
    await asProduct("kukar", async () => {
      const order = [3, 1, 3, 2, 5, 4, 5, 1];
      const written: number[] = [];
      for (const stamp of order) if ((await writeQuietly(said(stamp))) === "written") written.push(stamp);
      expect(written).toEqual([3, 5]);
      expect((await Rollups.get(keys))?.stamp).toBe(5);
    });
  });
});

describe("missing is not zero", () => {
  const none = { months: [], absent: [], values: {} };

  it("in no figure of a report whose cells are empty or were cleared", async () => {
    const { id } = await bring(kukar, "dinas-kosong", "draft");
    const pptk = kukar.who("pptk", "dinas-kosong");
    await kukar.as(pptk, () => save({ id, changes: [kukar.cell(rowOf(1), "keuangan", "90000000")] }));
    const clear = { ...kukar.cell(rowOf(1), "keuangan", "1", 1), input: { kind: "clear" as const } };
    await kukar.as(pptk, () => save({ id, changes: [clear] }));
    const { rows } = await whole(id);
    expect(rows.find((row) => row.rowKey === rowOf(1))?.cells["keuangan"]).toMatchObject({
      s: "missing",
      v: null,
      n: 2,
    });
    const { figures: found, rows: computed, missing } = compute(rfk, rows, none);
    for (const [name, figure] of Object.entries(found)) {
      const known = ["pagu_total", "rencana_total", "nilai_rencana_total"].includes(name) || /rencana/.test(name);
      expect(figure.kind, name).toBe(known ? "value" : "missing");
    }
    for (const { entered } of computed.values()) {
      expect(new Set(Object.values(entered).map((figure) => figure.kind))).toEqual(new Set(["missing"]));
    }
    expect(missing.length).toBe(6);
    expect(await failing(kukar.as(pptk, () => submit({ id, stamp: 2 })))).toBe("report.incomplete");
  });

  it("when one row of two is empty: the total is missing and names what is missing", async () => {
    const { rows } = await whole("rfk.2026-03.dinas-kosong.1");
    const half = rows.map((row, i) => {
      const cell = { v: "5", n: 1, s: "value" as const, o: "screen" as const, w: "p", t: 0 };
      return i === 0 ? { ...row, cells: { keuangan: cell, fisik: cell } } : row;
    });
    const { figures: found } = compute(rfk, half, none);
    expect(found["keuangan_total"]).toEqual({ kind: "missing", which: ["Realisasi keuangan bulan ini"] });
    expect(found["persen_keuangan_total"]?.kind).toBe("missing");
  });

  it("even for a value cell that lost its value", () => {
    const cell = { v: null, n: 1, s: "value" as const, o: "screen" as const, w: "p", t: 0 };
    const row = { rowKey: rowOf(1), label: "x", group: [], context: { pagu: "100" }, cells: { keuangan: cell } };
    const { rows: computed } = compute(rfk, [row as never], none);
    expect(computed.get(rowOf(1) as never)?.entered["keuangan"]?.kind).toBe("missing");
  });

  it("in a total over units: one without a figure makes the sum missing, one that is silent is not in it", () => {
    const unit = (amount: string | null) => ({
      pagu_total: { kind: "value" as const, amount: "100" },
      keuangan_total: amount === null ? { kind: "missing" as const, which: ["x"] } : { kind: "value" as const, amount },
    });
    expect(total(rfk, [unit("10"), unit("30")])).toMatchObject({
      keuangan_total: { kind: "value", amount: "40" },
      persen_keuangan_total: { kind: "value", amount: "20" },
    });
    expect(total(rfk, [unit("10"), unit(null)])["keuangan_total"]).toMatchObject({ kind: "missing" });
    expect(total(rfk, [unit("10"), unit(null)])["persen_keuangan_total"]).toMatchObject({ kind: "missing" });
    expect(total(rfk, [])["keuangan_total"]).toMatchObject({ kind: "undefined" });
  });
});

describe("nihil and tidak berlaku", () => {
  const because = (kind: "nil" | "na") => ({ kind, reason: "Tidak ada kegiatan bulan ini." });

  it("are answers: the report is complete, nihil counts as zero and tidak berlaku is left out", async () => {
    const { id } = await bring(kukar, "dinas-nihil", "filled", { lines: 2 });
    const pptk = kukar.who("pptk", "dinas-nihil");
    const changes = [
      { ...kukar.cell(rowOf(1), "keuangan", "1", 1), input: because("nil") },
      { ...kukar.cell(rowOf(2), "fisik", "1", 1), input: because("na") },
    ];
    const { cells } = await kukar.as(pptk, () => save({ id, changes }));
    expect(cells.map((cell) => cell.outcome)).toEqual(["accepted", "accepted"]);
    const { figures: found, missing } = compute(rfk, (await whole(id)).rows, { months: [], absent: [], values: {} });
    expect(missing).toEqual([]);
    // Rows: nihil and 90 juta; physical 7,5 % of 1,2 miliar in row 1, row 2 left out.
    expect(found["keuangan_total"]).toMatchObject({ kind: "value", amount: expect.anything() });
    expect(canonicalFigures(found)).toMatchObject({ keuangan_total: "90000000", nilai_fisik_total: "90000000" });
    expect((await kukar.send(id, pptk)).length).toBe(64);
  });

  it("need a reason, and nihil is for numbers only", async () => {
    const id = "rfk.2026-03.dinas-kosong.1";
    const pptk = kukar.who("pptk", "dinas-kosong");
    const short = { ...kukar.cell(rowOf(1), "fisik", "1"), input: { kind: "nil" as const, reason: "tak ada" } };
    expect(await failing(kukar.as(pptk, () => save({ id, changes: [short] })))).toBe("kernel.invalid");
    const word = { ...kukar.cell(rowOf(1), "status", "x"), input: because("nil") };
    const { cells } = await kukar.as(pptk, () => save({ id, changes: [word] }));
    expect(cells[0]).toMatchObject({ outcome: "refused", code: "report.cell_nil" });
  });
});

const canonicalFigures = (found: ReturnType<typeof compute>["figures"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(found).map(([name, figure]) => [
      name,
      figure.kind === "value" ? figure.amount.toFixed() : figure.kind,
    ]),
  );

describe("months that are carried", () => {
  const UNIT = "dinas-bawa";
  const decide = async (id: string, hash: string): Promise<void> => {
    await kukar.as(kukar.who("kabid", UNIT), () => verify({ id, hash }));
    await kukar.as(kukar.who("kepala", UNIT), () => sign({ id, hash }));
    await putOut("kukar", id);
  };
  const spent = async (id: string): Promise<string | undefined> => {
    const seen = await kukar.as(kukar.who("pptk", UNIT), () => view({ id }));
    return canonicalFigures(compute(rfk, seen.rows, seen.carry).figures)["keuangan_total"];
  };

  it("are pinned by the submission: a month published later changes neither the review nor the signature", async () => {
    const explain = [1, 2].map((n) => ({
      rowKey: rowOf(n),
      rule: "diduga_kumulatif",
      reason: "Belanja rutin yang sama.",
    }));
    await bring(kukar, UNIT, "published", { period: "2026-01", lines: 2 });
    const february = await bring(kukar, UNIT, "in_review", { period: "2026-02", lines: 2 }).catch(async () => {
      const id = `rfk.2026-02.${UNIT}.1`;
      const pptk = kukar.who("pptk", UNIT);
      const { stamp } = await kukar.as(pptk, () => view({ id }));
      return { id, hash: (await kukar.as(pptk, () => submit({ id, stamp, explanations: explain }))).hash };
    });
    const march = await bring(kukar, UNIT, "filled", { period: "2026-03", lines: 2 });
    const pptk = kukar.who("pptk", UNIT);
    const draft = await kukar.as(pptk, () => view({ id: march.id }));
    expect([draft.carry.months, draft.carry.absent]).toEqual([["2026-01"], ["2026-02"]]);
    const explanations = explain;
    const { hash } = await kukar.as(pptk, () => submit({ id: march.id, stamp: draft.stamp, explanations }));
    // January and March, two rows of 90 juta each.
    expect(await spent(march.id)).toBe("360000000");

    await decide(february.id, february.hash);
    const review = await kukar.as(kukar.who("kabid", UNIT), () => view({ id: march.id }));
    expect([review.carry.months, review.carry.absent]).toEqual([["2026-01"], ["2026-02"]]);
    expect(await spent(march.id)).toBe("360000000");
    await decide(march.id, hash);
    const signed = await kukar.as(pptk, () => view({ id: march.id }));
    expect(signed.carry.months).toEqual(["2026-01"]);
    const body = await asProduct("kukar", () => archived("snapshot", signed.signed?.snapshot ?? ""));
    const { content } = JSON.parse(body ?? "{}") as { content: { carry: { period: string }[]; carried: object } };
    expect(content.carry.map((pin) => pin.period)).toEqual(["2026-01"]);
    expect(content.carried).toMatchObject({ [rowOf(1)]: { keuangan: { sum: "90000000" } } });

    // A draft that begins now counts all three.
    const april = await kukar.openReport("2026-04", UNIT);
    const fresh = await kukar.as(pptk, () => view({ id: april }));
    expect(fresh.carry.months).toEqual(["2026-01", "2026-02", "2026-03"]);
    expect(fresh.carry.values[rowOf(1)]?.["keuangan"]).toEqual({ sum: "270000000", last: "90000000" });
  });

  it("hold what was reported and nothing else: an empty or cleared cell is not carried as zero", async () => {
    const carries = itemsOf(await everything(), "kukar").filter((item) => item["__edb_e__"] === "carry");
    expect(carries.length).toBeGreaterThanOrEqual(3);
    for (const item of carries) {
      const values = unpack(item["body"] as Parameters<typeof unpack>[0]);
      for (const row of Object.values(values)) expect(Object.keys(row).sort()).toEqual(["fisik", "keuangan"]);
    }
  });

  it("keep their sum when a row does not apply this month", () => {
    const cell = (v: string | null, s: "value" | "na") => ({ v, n: 1, s, r: "x", o: "screen" as const, w: "p", t: 0 });
    const row = {
      rowKey: rowOf(1),
      label: "x",
      group: [],
      context: { pagu: "1000" },
      cells: { keuangan: cell(null, "na") },
    };
    const carry = { months: [], absent: [], values: { [rowOf(1)]: { keuangan: { sum: "100", last: "100" } } } };
    const { rows: computed } = compute(rfk, [row as never], carry);
    // 100 in January, tidak berlaku in February: 100 so far.
    expect(computed.get(rowOf(1) as never)?.computed["keuangan_kumulatif"]).toMatchObject({
      kind: "value",
      amount: decimal("100"),
    });
  });
});

describe("a report that says nihil as a whole", () => {
  it("counts as reported and adds nothing: it does not make the regency's total missing", async () => {
    const unit = "dinas-campur";
    const id = await kukar.openReport("2026-05", unit);
    const pptk = kukar.who("pptk", unit);
    const nil = "Belum ada kegiatan pada bulan ini.";
    const { hash } = await kukar.as(pptk, () => submit({ id, stamp: 0, nil }));
    await kukar.as(kukar.who("kabid", unit), () => verify({ id, hash }));
    await kukar.as(kukar.who("kepala", unit), () => sign({ id, hash }));
    await putOut("kukar", id);
    await bring(kukar, "dinas-pu", "published", { period: "2026-05", lines: 2 });
    await project("kukar");
    const admin = kukar.who("admin", "bappeda");
    const { total: all, counted } = await kukar.as(admin, () => figures({ template: "rfk", period: "2026-05" }));
    // Two units of 2 x 1,2 miliar, of which one spent 2 x 90 juta.
    expect(counted).toBe(2);
    expect(all["pagu_total"]).toMatchObject({ kind: "value", amount: "4800000000" });
    expect(all["keuangan_bulan"]).toMatchObject({ kind: "value", amount: "180000000" });
  });

  it("is refused while cells of it hold values, which nobody would count", async () => {
    const unit = "dinas-campur";
    const { id } = await bring(kukar, unit, "filled", { period: "2026-06", lines: 2 });
    const pptk = kukar.who("pptk", unit);
    const { stamp } = await kukar.as(pptk, () => view({ id }));
    const work = kukar.as(pptk, () => submit({ id, stamp, nil: "Belum ada kegiatan pada bulan ini." }));
    expect(await failing(work)).toBe("report.nil_filled");
  });
});

describe("the whole table after a full year of use", () => {
  const FIXED = ["tenant", "people", "units", "templates", "chains", "jobs"];
  /** Derived from units, templates, years and the months since the tenant began; rebuilt, never restored. */
  const DERIVED = [
    /^post#[a-z0-9-]+$/,
    /^root#20\d\d-\d\d$/,
    /^board#[a-z-]+#20\d\d$/,
    /^rollup#[a-z-]+#20\d\d$/,
    /^search#[a-z0-9-]+$/,
    /^usage#20\d\d-\d\d$/,
  ];
  const PUBLIC = [
    /^public#kukar#home$/,
    /^public#kukar#year#20\d\d$/,
    /^public#kukar#report#[a-z0-9.-]+$/,
    /^public#kukar#verify#[0-9a-f]{64}$/,
  ];
  const OUTSIDE = [/^platform#tenants$/, /^identity#[A-Za-z0-9-]+$/];

  it("knows every partition: fixed, derived or in the root list", async () => {
    await project("kukar");
    await kukar.as(kukar.who("admin", "bappeda"), () => board({ template: "rfk", year: "2026" }));
    const items = await everything();
    const roots = items.filter((item) => item["__edb_e__"] === "root");
    const listed = new Set(roots.map((item) => `kukar#${String(item["partition"])}`));
    const partitions = [...new Set(items.map((item) => String(item["pk"])))];
    const unknown = partitions.filter((pk) => {
      if (listed.has(pk) || [...PUBLIC, ...OUTSIDE].some((known) => known.test(pk))) return false;
      const own = pk.slice("kukar#".length);
      return !pk.startsWith("kukar#") || !(FIXED.includes(own) || DERIVED.some((known) => known.test(own)));
    });
    expect(unknown).toEqual([]);
    expect([...listed].filter((pk) => !partitions.includes(pk))).toEqual([]);
    expect(partitions.length).toBeGreaterThan(40);
  });

  it("carries the same tenant in every index key as in the key of the table, and in the attribute", async () => {
    const firstOf = (key: unknown): string => String(key).split("#")[0] ?? "";
    for (const item of await everything()) {
      const pk = String(item["pk"]);
      const owner = pk.startsWith("public#") ? (pk.split("#")[1] ?? "") : firstOf(pk);
      expect(item["tenant"], pk).toBe(owner);
      for (const index of ["gsi1pk", "gsi2pk"]) if (index in item) expect(firstOf(item[index]), pk).toBe(owner);
    }
  });

  it("has no item of the registry or of an identity that names more than the membership", async () => {
    const outside = (await everything()).filter((item) => /^(platform|identity)#/.test(String(item["pk"])));
    expect(new Set(outside.map((item) => item["__edb_e__"]))).toEqual(new Set(["registered", "member"]));
  });
});
