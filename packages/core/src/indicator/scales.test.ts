import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { missing, nil, notApplicable, undefinedBecause, valueOf } from "../expression/figure.ts";
import { decimal } from "../kernel/decimal.ts";
import { STARTER_SCALES } from "./catalogue.ts";
import { scaleProblems } from "./scale-problems.ts";
import { classify, rangeText } from "./scales.ts";
import { type Edge, Scale, type ScaleClass } from "./schema.ts";

const scale = (id: string): Scale => {
  const found = STARTER_SCALES.find((each) => each.id === id);
  if (!found) throw new Error(`no scale ${id}`);
  return found;
};
const amount = (written: string) => valueOf(decimal(written));
const named = (id: string, written: string, ...parts: string[]): string => {
  const { figure } = classify(scale(id), amount(written), parts.map(amount));
  return figure.kind === "text" ? figure.text : figure.kind;
};
const edge = (written: string | null): Edge | null =>
  written === null ? null : { value: written.replace(/^[>=<]+/, ""), inclusive: written.includes("=") };
const piece = (label: string, from: string | null, to: string | null): ScaleClass => ({
  label,
  tone: "neutral",
  from: edge(from),
  to: edge(to),
  everyPart: false,
});
const messages = (...classes: ScaleClass[]): string[] => scaleProblems(classes).map((each) => each.message);

describe("classify", () => {
  it.each([
    ["peringkat-kinerja", "90.4", "Tinggi"], // A8: unrounded, by lower bounds
    ["peringkat-kinerja", "91", "Sangat Tinggi"],
    ["peringkat-kinerja", "100.01", "Sangat Tinggi"],
    ["peringkat-kinerja", "90.9999", "Tinggi"],
    ["peringkat-kinerja", "75.5", "Sedang"],
    ["peringkat-kinerja", "50.6", "Sangat Rendah"],
    ["peringkat-kinerja", "-3", "Sangat Rendah"],
    ["peringkat-kinerja-bulat", "90.5", "Sangat Tinggi"], // rounds to 91 first
    ["peringkat-kinerja-bulat", "90.4", "Tinggi"],
    ["spm-layanan", "99.996", "Tuntas Utama"],
    ["spm-layanan", "100", "Tuntas Paripurna"],
    ["spm-layanan", "94.00", "Tuntas Utama"], // A6
    ["spm-layanan", "94.2254", "Tuntas Utama"], // A7
    ["spm-layanan", "89.995", "Tuntas Madya"],
    ["spm-layanan", "70", "Tuntas Pratama"],
    ["spm-layanan", "69.99", "Tuntas Muda"],
    ["spm-layanan", "59.9999", "Belum Tuntas"],
    ["sakip", "67.76", "B"], // A10
    ["sakip", "70.00", "B"],
    ["sakip", "70.01", "BB"],
    ["sakip", "70.0000001", "BB"],
    ["sakip", "90", "A"],
    ["sakip", "30", "D"],
    ["sakip", "100", "AA"],
    ["zona-tiga-warna", "70", "Kuning"],
    ["zona-tiga-warna", "90", "Kuning"],
    ["zona-tiga-warna", "69.9999", "Merah"],
    ["zona-lima-warna", "79.995", "Jingga"],
    ["zona-lima-warna", "105", "Hijau"],
    ["zona-lima-warna", "105.0001", "Biru"],
    ["zona-deviasi", "-5", "Hijau"],
    ["zona-deviasi", "-10", "Kuning"],
    ["zona-deviasi", "-10.01", "Merah"],
  ])("%s puts %s into %s", (id, written, expected) => {
    expect(named(id, written)).toBe(expected);
  });

  it("gives Paripurna only when every part is exactly 100, whatever their mean", () => {
    expect(named("spm-layanan", "100", "100", "100")).toBe("Tuntas Paripurna");
    // 0,8 x 102 + 0,2 x 92 = 100: the weight of one part hides the other.
    expect(named("spm-layanan", "100", "102", "92")).toBe("Tuntas Utama");
    expect(named("spm-layanan", "100", "100", "99.996")).toBe("Tuntas Utama");
    expect(named("spm-layanan", "95", "100", "75")).toBe("Tuntas Utama");
  });

  it("classifies nothing that is no number, and nihil as zero", () => {
    const sakip = scale("sakip");
    expect(classify(sakip, missing("nilai")).figure).toEqual(missing("nilai"));
    expect(classify(sakip, undefinedBecause("perlu penilaian: target 0")).figure.kind).toBe("undefined");
    expect(classify(sakip, notApplicable("tidak ada")).figure.kind).toBe("not-applicable");
    expect(classify(sakip, nil("tidak dinilai")).figure).toEqual({ kind: "text", text: "D" });
    expect(classify(scale("spm-layanan"), amount("100"), [missing("mutu")]).figure).toEqual(missing("mutu"));
  });

  it("says the bounds of the class", () => {
    expect(classify(scale("sakip"), amount("67.76"))).toMatchObject({
      range: "lebih dari 60 sampai dengan 70",
      tone: "info",
    });
    expect(rangeText(piece("a", "=90", "<99.5"))).toBe("mulai 90 dan kurang dari 99,5");
    expect(rangeText(piece("a", "=100", "=100"))).toBe("tepat 100");
    expect(rangeText(piece("a", null, null))).toBe("berapa pun");
  });
});

describe("scaleProblems", () => {
  it("finds nothing in the scales a regency begins with", () => {
    for (const each of STARTER_SCALES) {
      expect(v.parse(Scale, each)).toEqual(each);
      expect(scaleProblems(each.classes)).toEqual([]);
    }
  });

  it("finds every gap of a printed table and says where", () => {
    // Permendagri 86/2017 as it is printed: 91..100, 76..90, 66..75, 51..65, up to 50.
    expect(
      messages(
        piece("Sangat Tinggi", "=91", "=100"),
        piece("Tinggi", "=76", "=90"),
        piece("Sedang", "=66", "=75"),
        piece("Rendah", "=51", "=65"),
        piece("Sangat Rendah", null, "=50"),
      ),
    ).toEqual([
      'Celah: nilai lebih dari 50 dan kurang dari 51 tidak masuk kelas mana pun (antara "Sangat Rendah" dan "Rendah").',
      'Celah: nilai lebih dari 65 dan kurang dari 66 tidak masuk kelas mana pun (antara "Rendah" dan "Sedang").',
      'Celah: nilai lebih dari 75 dan kurang dari 76 tidak masuk kelas mana pun (antara "Sedang" dan "Tinggi").',
      'Celah: nilai lebih dari 90 dan kurang dari 91 tidak masuk kelas mana pun (antara "Tinggi" dan "Sangat Tinggi").',
      "Celah: nilai lebih dari 100 tidak masuk kelas mana pun.",
    ]);
  });

  it("sees the single value between two exclusive edges and within two inclusive ones", () => {
    expect(messages(piece("b", null, "<60"), piece("a", ">60", null))).toEqual([
      'Celah: nilai tepat 60 tidak masuk kelas mana pun (antara "b" dan "a").',
    ]);
    expect(messages(piece("b", null, "=60"), piece("a", "=60", null))).toEqual([
      'Tumpang tindih: nilai tepat 60 masuk kelas "b" dan "a" sekaligus.',
    ]);
    expect(messages(piece("b", null, "=60"), piece("a", ">60", null))).toEqual([]);
    expect(messages(piece("b", null, "<60"), piece("a", "=60", null))).toEqual([]);
  });

  it("finds overlaps of any two, classes without a value, and names used twice", () => {
    expect(messages(piece("a", null, "<80"), piece("b", "=60", null), piece("c", "=70", "<75"))).toEqual([
      'Tumpang tindih: nilai mulai 60 dan kurang dari 80 masuk kelas "a" dan "b" sekaligus.',
      'Tumpang tindih: nilai mulai 70 dan kurang dari 75 masuk kelas "a" dan "c" sekaligus.',
      'Tumpang tindih: nilai mulai 70 dan kurang dari 75 masuk kelas "b" dan "c" sekaligus.',
    ]);
    expect(messages(piece("a", null, "<60"), piece("a", "=60", null), piece("x", "=70", "<70"))).toEqual([
      'Nama kelas "a" dipakai lebih dari satu kali.',
      'Kelas "x" tidak memuat nilai apa pun: batas bawahnya tidak di bawah batas atasnya.',
    ]);
    expect(messages(piece("a", null, "<60"))).toEqual(["Celah: nilai mulai 60 tidak masuk kelas mana pun."]);
  });

  it("needs a class below one that every part must reach", () => {
    expect(messages({ ...piece("a", null, null), everyPart: true })[0]).toMatch(/kelas terbawah/);
  });

  it("is silent exactly when every number has one class", () => {
    const cut = fc.record({ value: fc.integer({ min: -3, max: 3 }), inclusive: fc.boolean() });
    const end = fc.option(cut.map(({ value, inclusive }): Edge => ({ value: String(value), inclusive })));
    const classes = fc.array(fc.record({ from: end, to: end }), { minLength: 1, maxLength: 4 });
    // Whole and half numbers meet every point and every open piece between bounds that are whole numbers.
    const points = Array.from({ length: 17 }, (_, i) => (i - 8) / 2);
    const within = (each: { from: Edge | null; to: Edge | null }, at: number): boolean =>
      (each.from === null || at > Number(each.from.value) || (each.from.inclusive && at === Number(each.from.value))) &&
      (each.to === null || at < Number(each.to.value) || (each.to.inclusive && at === Number(each.to.value)));
    fc.assert(
      fc.property(classes, (drawn) => {
        const made = drawn.map((each, i) => ({
          ...each,
          label: String(i),
          tone: "neutral" as const,
          everyPart: false,
        }));
        const found = scaleProblems(made).filter((each) => each.kind !== "empty");
        const sound = points.every((at) => made.filter((each) => within(each, at)).length === 1);
        expect(found.length === 0).toBe(sound);
      }),
      { numRuns: 2_000 },
    );
  });
});
