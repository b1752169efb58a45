import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, decimal, multiply, subtract, text } from "../kernel/decimal.ts";
import { compile } from "./compile.ts";
import { MAX_SOURCE_CHARACTERS } from "./environment.ts";
import { evaluate, judge } from "./evaluate.ts";
import { explain } from "./explain.ts";
import { dateOf, type Figure, fromWire, missing, nil, notApplicable, textOf, toWire, valueOf } from "./figure.ts";
import { VECTOR_CATALOGUE } from "../indicator/vector-catalogue.ts";
import { dependents, planFields } from "./plan.ts";
import { keyOf, type Program, readOf, type Scope } from "./program.ts";

const scope: Scope = {
  fields: {
    a: { type: "number" },
    b: { type: "number" },
    terlayani: { type: "number", unit: "orang" },
    sasaran: { type: "number", unit: "orang" },
    sudah: { type: "boolean" },
  },
  rows: { pagu: { type: "number", unit: "rupiah" } },
  ...VECTOR_CATALOGUE,
};

const figure = (amount: string | bigint, unit?: string): Figure => valueOf(decimal(amount), unit);

function program(source: string): Program {
  const compiled = compile(source, scope);
  if (!compiled.ok) throw new Error(compiled.errors.map((error) => error.message).join(" "));
  return compiled.program;
}

function faults(source: string) {
  const compiled = compile(source, scope);
  return compiled.ok ? [] : compiled.errors;
}

describe("compile", () => {
  it("points at the faulty part of the source", () => {
    expect(faults("a + terlyani * 2")).toEqual([
      { at: { start: 4, end: 12 }, message: 'Isian "terlyani" tidak dikenal.' },
    ]);
  });

  it.each([
    ['capaian("naek", a, b)', "capaian(".length, '"naek"', /Metode "naek" tidak dikenal; yang ada: naik, /],
    ['a > 0 ? kelas("x", a) : ""', 14, '"x"', /Skala "x" tidak dikenal; yang ada: peringkat-kinerja, /],
    ['kelas("sakip", a) == "BBB"', 21, '"BBB"', /"BBB" tidak ada pada pilihannya: "AA", "A"/],
    ["a + jumlah_periode(z)", 19, "z", /Isian "z" tidak dikenal/],
    ["pembulatan(a, 9) + 1", 0, "pembulatan(a, 9)", /0 sampai 6/],
    ['capaian("opini-bpk", sudah ? "WTP" : "x", "WTP")', 21, 'sudah ? "WTP" : "x"', /tidak memberi skor pada "x"/],
  ])("points at the faulty part of %s", (source, start, part, message) => {
    const found = faults(source);
    expect(found).toHaveLength(1);
    expect(source.slice(found[0]?.at.start, found[0]?.at.end)).toBe(part);
    expect(found[0]?.at.start).toBe(start);
    expect(found[0]?.message).toMatch(message);
  });

  it("says what a program reads, and how", () => {
    const { reads } = program("persen(kumulatif(a), jumlah(pagu)) - bulan_lalu(b) + a + a");
    expect(reads).toEqual(["kumulatif(a)", "baris(pagu)", "bulan_lalu(b)", "a"]);
    expect(reads.map(readOf).map(keyOf)).toEqual(reads);
    const over = program("jumlah_periode(a) + terakhir(a) - periode_lalu(b)").reads;
    expect(over).toEqual(["periode(a)", "bulan_lalu(b)"]);
    expect(readOf("periode(a)")).toEqual({ name: "a", as: "periods", rows: false });
    expect(readOf("baris(kumulatif(pagu))")).toEqual({ name: "pagu", as: "cumulative", rows: true });
    expect(() => readOf("a + b")).toThrow(RangeError);
  });

  it.each([
    ["a length", `a${" + a".repeat(MAX_SOURCE_CHARACTERS / 4)}`],
    ["nested groups", `${"(".repeat(30)}a${")".repeat(30)}`],
    ["a chain of signs", `${"-".repeat(300)}a`],
    ["a chain of sums", `a${"+a".repeat(150)}`],
  ])("limits %s", (_, source) => {
    expect(faults(source)).toHaveLength(1);
  });

  it("never throws, whatever is typed", () => {
    const typing = fc.string({
      unit: fc.constantFrom(...Array.from("ab12.,()+-*/?:<>=!&|\"'[]{} \n"), "jumlah(", "ada(", "pagu"),
      maxLength: 40,
    });
    fc.assert(
      fc.property(typing, (source) => {
        const compiled = compile(source, scope);
        const answer = compiled.ok ? evaluate(compiled.program, {}).kind : compiled.errors[0]?.message;
        expect(answer).toMatch(/./);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("evaluate", () => {
  const small = fc.bigInt(-(10n ** 12n), 10n ** 12n);

  it("computes what the decimals compute", () => {
    const run = program("a * b - (a + b)");
    fc.assert(
      fc.property(small, small, (x, y) => {
        const [a, b] = [decimal(x), decimal(y)];
        const expected = text(subtract(multiply(a, b), add(a, b)));
        expect(toWire(evaluate(run, { a: figure(x), b: figure(y) }))).toEqual({ kind: "value", amount: expected });
      }),
    );
  });

  it("reads a literal as exactly the digits that were typed", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 30n), fc.bigInt(0n, 10n ** 15n), (whole, fraction) => {
        const written = `${whole}.${fraction}`;
        expect(toWire(evaluate(program(written), {}))).toEqual({ kind: "value", amount: text(decimal(written)) });
      }),
    );
  });

  it("never makes a number of a missing input, unless the author asks with ada", () => {
    const sources = [
      "a + b",
      "a * 0",
      "0 * a",
      "a / b",
      "persen(b, a)",
      "-a",
      "a > 0 ? 1 : 2",
      "jumlah(a, b)",
      "maks(0, a)",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...sources), small, (source, other) => {
        expect(evaluate(program(source), { a: missing("a"), b: figure(other) })).toEqual(missing("a"));
      }),
    );
    expect(toWire(evaluate(program("ada(a) ? a : 0"), {}))).toEqual({ kind: "value", amount: "0" });
  });

  it("does not depend on the order of rows", () => {
    const run = program("jumlah(pagu) + maks(pagu) - min(pagu)");
    fc.assert(
      fc.property(fc.array(small, { minLength: 1 }), (amounts) => {
        const rows = amounts.map((amount) => figure(amount));
        const one = evaluate(run, { "baris(pagu)": rows });
        expect(toWire(one)).toEqual(toWire(evaluate(run, { "baris(pagu)": rows.toReversed() })));
      }),
    );
  });

  it("judges a rule with three answers", () => {
    const rule = program("a > b");
    expect(judge(rule, { a: figure("2"), b: figure("1") })).toEqual({ kind: "holds" });
    expect(judge(rule, { a: figure("1"), b: figure("1") })).toEqual({ kind: "fails" });
    expect(judge(rule, { a: figure("1") })).toEqual(missing("b"));
    expect(judge(program("sudah"), { sudah: textOf("mungkin") })).toEqual({
      kind: "undefined",
      why: "bukan ya atau tidak",
    });
    expect(() => judge(program("a"), {})).toThrow(RangeError);
  });
});

describe("explain", () => {
  it("prints the formula with the numbers in it", () => {
    const explained = explain(
      program("persen(terlayani, sasaran)"),
      { terlayani: figure("11827", "orang"), sasaran: figure("12450", "orang") },
      { terlayani: "Ibu hamil terlayani", sasaran: "Sasaran" },
    );
    // 11.827 / 12.450 x 100 = 94,9959..
    expect(explained).toMatchObject({
      formula: "Ibu hamil terlayani / Sasaran × 100",
      numbers: "11.827 / 12.450 × 100",
      shown: "95,00 %",
      inputs: [
        { key: "terlayani", label: "Ibu hamil terlayani", kind: "value", shown: "11.827 orang" },
        { key: "sasaran", label: "Sasaran", kind: "value", shown: "12.450 orang" },
      ],
    });
  });

  it("keeps the parentheses the reading needs, and only those", () => {
    const numbers = (source: string) => explain(program(source), { a: figure("8"), b: figure("-3") }).numbers;
    expect(numbers("(2 * a - b) / a * 100")).toBe("(2 × 8 - (-3)) / 8 × 100");
    expect(numbers("a - (b - 1)")).toBe("8 - ((-3) - 1)");
    expect(numbers("(a * 2) + 1")).toBe("8 × 2 + 1");
    expect(numbers("a / (b * 2)")).toBe("8 / ((-3) × 2)");
    expect(numbers("persen(a + 1, a) + 1")).toBe("(8 + 1) / 8 × 100 + 1");
  });

  it("counts no rows where figures of one row are taken together", () => {
    const explained = explain(program("min(a, 100)"), { a: figure("8") });
    expect([explained.shown, explained.counted, explained.skipped]).toEqual(["8", 0, 0]);
  });

  it("shows states in words and counts the rows", () => {
    const explained = explain(program("jumlah(pagu) / a"), {
      "baris(pagu)": [figure("10"), notApplicable("tidak ada"), nil("nihil")],
    });
    expect(explained).toMatchObject({
      numbers: "jumlah(10; tidak berlaku; 0 (nihil)) / belum lapor",
      shown: "belum lapor",
      counted: 2,
      skipped: 1,
      inputs: [
        { key: "baris(pagu)", kind: "rows", shown: "2 dari 3 baris terisi" },
        { key: "a", kind: "missing", shown: "belum lapor" },
      ],
    });
  });

  it("names the period of a running total and of last month", () => {
    expect(explain(program("kumulatif(a) - bulan_lalu(a)"), {}, { a: "Keuangan" }).formula).toBe(
      "Keuangan s.d. bulan ini - Keuangan bulan lalu",
    );
  });
});

describe("explaining methods, scales and periods", () => {
  it("gives the method with its version, the numbers, the cap and what it cut off", () => {
    const { numbers, shown, methods } = explain(
      program('capaian("naik-120", terlayani, sasaran)'),
      { terlayani: figure("40", "orang"), sasaran: figure("10", "orang") },
      { terlayani: "Terlayani", sasaran: "Sasaran" },
    );
    expect(numbers).toBe("40 / 10 × 100");
    expect(shown).toBe("120,00 %");
    expect(methods).toMatchObject([
      {
        label: "Makin tinggi makin baik, paling banyak 120",
        n: 1,
        formula: "Terlayani / Sasaran × 100",
        once: {
          numbers: "40 / 10 × 100",
          raw: figure("400", "%"),
          counted: figure("120", "%"),
          limit: "batas atas 120",
        },
      },
    ]);
    expect(methods[0]?.source).toMatch(/bawaan/);
  });

  it("names of two branches both in words, and with the numbers the one that was chosen, with its method alone", () => {
    const asked = program('b > 5 ? capaian("naik", a, b) : capaian("turun-permenpan", a, b)');
    const { formula, numbers, methods } = explain(asked, { a: figure("8"), b: figure("10") });
    expect(formula).toBe("jika b > 5 maka a / b × 100, selain itu (2 × b - a) / b × 100");
    expect([numbers, methods.map(({ once }) => once?.numbers)]).toEqual(["8 / 10 × 100", ["8 / 10 × 100"]]);
    // What is not known chooses nothing.
    expect(explain(asked, { a: figure("8") }).methods).toHaveLength(2);
  });

  it("gives the scale with its version, the figure and the bounds of the class", () => {
    const { formula, numbers, shown, scales } = explain(program('kelas("sakip", a + b)'), {
      a: figure("60"),
      b: figure("7.76"),
    });
    expect([formula, numbers, shown]).toEqual([
      "kelas(Predikat SAKIP; a + b)",
      "kelas(Predikat SAKIP; 60 + 7,76)",
      "B",
    ]);
    expect(scales).toMatchObject([
      { label: "Predikat SAKIP", n: 1, once: { of: figure("67.76"), range: "lebih dari 60 sampai dengan 70" } },
    ]);
  });

  it("says that a target of zero waits for an assessment, and whose score counts", () => {
    const asked = program('capaian("naik", a, b, 85)');
    const { shown, methods } = explain(asked, { a: figure("1"), b: figure("0") });
    expect(shown).toBe("85,00 %");
    expect(methods[0]?.once).toMatchObject({ assessed: true, raw: { kind: "undefined" } });
    expect(explain(program('capaian("naik", a, b)'), { a: figure("1"), b: figure("0") }).shown).toBe("perlu penilaian");
  });

  it("keeps a method inside a larger formula readable, and once per row without numbers of its own", () => {
    const sums = explain(program('capaian("turun-permenpan", a + 1, b) / 2'), { a: figure("7"), b: figure("10") });
    expect(sums.numbers).toBe("((2 × 10 - (7 + 1)) / 10 × 100) / 2");
    const rows = explain(program('rata(capaian("naik", pagu, 10))'), { "baris(pagu)": [figure("5"), figure("10")] });
    expect([rows.numbers, rows.methods[0]?.once]).toEqual(["rata(50; 100)", null]);
  });

  it("names the periods that entered, those left out, and where the last one comes from", () => {
    const quarter = { unit: "triwulan", names: ["Triwulan I", "Triwulan II", "Triwulan III"] };
    const inputs = { "periode(a)": [figure("25"), figure("50"), missing("Triwulan III")] };
    const last = explain(program("terakhir(a)"), inputs, { a: "Capaian" }, quarter);
    expect([last.formula, last.numbers]).toEqual(["terakhir(Capaian per triwulan)", "50 (Triwulan II)"]);
    expect(last.left).toEqual(["Triwulan III"]);
    expect(last.inputs[0]?.shown).toBe(
      "Triwulan I 25; Triwulan II 50; Triwulan III belum lapor (2 dari 3 triwulan terisi)",
    );
    const sum = explain(program("jumlah_periode(a)"), inputs, {}, quarter);
    expect([sum.numbers, sum.counted, sum.left]).toEqual(["jumlah(25; 50)", 2, ["Triwulan III"]]);
    const before = explain(program("periode_lalu(a)"), { "bulan_lalu(a)": figure("3") }, { a: "Siswa" }, quarter);
    expect(before.formula).toBe("Siswa triwulan lalu");
  });

  it("counts the rows of a ratio of sums once and names what is left out", () => {
    const ratio = explain(program("persen(jumlah(pagu), jumlah(pagu * 2))"), {
      "baris(pagu)": [figure("10"), missing("Dinas B"), notApplicable("tidak ada")],
    });
    expect([ratio.shown, ratio.counted, ratio.skipped, ratio.left]).toEqual(["50,00 %", 1, 1, ["Dinas B"]]);
  });
});

describe("a formula over dates, explained", () => {
  it("shows dates as people write them, and names the end of the period", () => {
    const found = compile("hari_antara(disampaikan, tambah_bulan(akhir_periode(), 3))", {
      fields: { disampaikan: { type: "date" }, "akhir_periode()": { type: "date" } },
    });
    if (!found.ok) throw new Error("refused");
    const inputs = { disampaikan: dateOf("2026-04-02"), "akhir_periode()": dateOf("2025-12-31") };
    const told = explain(found.program, inputs, { disampaikan: "Tanggal penyampaian" });
    expect(told.formula).toBe("hari_antara(Tanggal penyampaian; tambah_bulan(akhir periode; 3))");
    expect(told.numbers).toBe("hari_antara(2 April 2026; tambah_bulan(31 Desember 2025; 3))");
    expect(told.shown).toBe("-2 hari");
    expect(told.inputs.map(({ label, shown }) => [label, shown])).toEqual([
      ["Tanggal penyampaian", "2 April 2026"],
      ["akhir periode", "31 Desember 2025"],
    ]);
  });

  it("travels as JSON and comes back, and a day that does not exist does not", () => {
    expect(fromWire(toWire(dateOf("2028-02-29")))).toEqual(dateOf("2028-02-29"));
    expect(() => fromWire({ kind: "date", date: "2026-02-29" })).toThrow("no day");
  });
});

describe("dependents", () => {
  const planned = ["c: a + b", "d: c * 2", "e: kumulatif(d)", "f: b", "g: bulan_lalu(c)"].map((line) => {
    const [id = "", source = ""] = line.split(": ");
    const compiled = compile(source, {
      fields: Object.fromEntries("abcdefg".split("").map((name) => [name, { type: "number" }])),
    });
    if (!compiled.ok) throw new Error(source);
    return { id, program: compiled.program };
  });

  it("gives what must run again after one cell, in order, and nothing else", () => {
    const after = dependents(planned);
    expect(after("a")).toEqual(["c", "d", "e"]);
    expect(after("b")).toEqual(["c", "d", "e", "f"]);
    expect(after("d")).toEqual(["e"]);
    expect(after("g")).toEqual([]);
    expect(after("toString")).toEqual([]);
  });
});

describe("planFields", () => {
  it("puts every field after the ones it needs", () => {
    const plan = planFields([
      { id: "persentase", expression: "persen(total, pagu)" },
      { id: "total", expression: "jumlah(keuangan)" },
      { id: "keuangan", expression: "ls + up" },
    ]);
    expect(plan).toEqual({ ok: true, order: ["keuangan", "total", "persentase"] });
  });

  it("names the ring of fields that need each other", () => {
    const plan = planFields([
      { id: "a", expression: "1" },
      { id: "b", expression: "c + a" },
      { id: "c", expression: "kumulatif(d)" },
      { id: "d", expression: "ada(b) ? 1 : 2" },
    ]);
    expect(plan).toEqual({
      ok: false,
      cycle: ["b", "c", "d", "b"],
      at: [
        { start: 0, end: 1 },
        { start: 0, end: 12 },
        { start: 4, end: 5 },
      ],
      message: "Rumus saling menunggu: b memerlukan c memerlukan d memerlukan b.",
    });
    expect(planFields([{ id: "a", expression: "a + 1" }])).toMatchObject({ ok: false, cycle: ["a", "a"] });
    expect(planFields([{ id: "a", expression: "jumlah_periode(a)" }])).toMatchObject({ ok: false, cycle: ["a", "a"] });
  });

  it("lets a field build on itself a month ago", () => {
    expect(planFields([{ id: "sisa", expression: "bulan_lalu(sisa) - keuangan" }])).toEqual({
      ok: true,
      order: ["sisa"],
    });
  });
});
