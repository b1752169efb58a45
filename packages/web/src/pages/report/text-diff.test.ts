import { describe, expect, it } from "vitest";
import { shortened, textDiff } from "./text-diff.ts";

const side = (stretches: ReturnType<typeof textDiff>, not: "gone" | "new"): string =>
  stretches.flatMap((each) => (each.kind === not ? [] : [each.text])).join("");

describe("what became of a text", () => {
  it("names the words that went and came, and nothing else", () => {
    expect(textDiff("Serapan naik sedikit bulan ini.", "Serapan turun tajam bulan ini.")).toEqual([
      { kind: "same", text: "Serapan " },
      { kind: "gone", text: "naik sedikit " },
      { kind: "new", text: "turun tajam " },
      { kind: "same", text: "bulan ini." },
    ]);
  });

  it("always gives back both texts whole", () => {
    const texts = ["", "a", "a b", "b a", "a  b\n\nc", "jalan air jalan", "air jalan air a", "a b c d e", "e d c b a"];
    for (const before of texts) {
      for (const after of texts) {
        const found = textDiff(before, after);
        expect([side(found, "new"), side(found, "gone")]).toEqual([before, after]);
      }
    }
  });

  it("shows two long texts that have nothing in common whole instead of looking for ever", () => {
    const long = (word: string) => Array.from({ length: 3_000 }, (_, n) => `${word}${n}`).join(" ");
    expect(textDiff(long("a"), long("b")).map((each) => each.kind)).toEqual(["gone", "new"]);
  });

  it("leaves out what stayed far away from a change", () => {
    const words = Array.from({ length: 40 }, (_, n) => `k${n}`).join(" ");
    const [first, , , last] = shortened(textDiff(`${words} lama ${words}`, `${words} baru ${words}`));
    expect(first?.text).toBe("… k32 k33 k34 k35 k36 k37 k38 k39 ");
    expect(last?.text).toBe("k0 k1 k2 k3 k4 k5 k6 k7 … ");
  });
});
