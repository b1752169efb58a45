import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "../kernel/decimal.ts";
import {
  addFigures,
  cumulate,
  divideFigures,
  type Figure,
  fromWire,
  missing,
  multiplyFigures,
  nil,
  notApplicable,
  subtractFigures,
  sumFigures,
  textOf,
  toWire,
  undefinedBecause,
  valueOf,
} from "./figure.ts";

const figure = (amount: string, unit?: string): Figure => valueOf(decimal(amount), unit);
const amounts = fc.bigInt(-(10n ** 15n), 10n ** 15n).map((amount) => valueOf(decimal(amount)));
const anyFigure: fc.Arbitrary<Figure> = fc.oneof(
  amounts,
  fc.constantFrom(
    nil("nihil"),
    notApplicable("tidak ada"),
    missing("x"),
    undefinedBecause("penyebut nol"),
    textOf("a"),
  ),
);

describe("figures", () => {
  it("counts what entered a sum and what was left out", () => {
    const taken = sumFigures([figure("10"), notApplicable("tidak ada"), nil("nihil"), figure("5")]);
    expect(toWire(taken.figure)).toEqual({ kind: "value", amount: "15" });
    expect(taken).toMatchObject({ counted: 3, skipped: 1 });
  });

  it("turns partial 10, 15, 0 into running totals 10, 25, 25", () => {
    const totals = cumulate([figure("10"), figure("15"), figure("0")]);
    expect(totals.map(toWire)).toEqual(["10", "25", "25"].map((amount) => ({ kind: "value", amount })));
  });

  it("gives no running total from a missing month on", () => {
    const totals = cumulate([figure("10"), missing("Februari 2026"), figure("5")]);
    expect(totals.map((total) => total.kind)).toEqual(["value", "missing", "missing"]);
    expect(totals[2]).toEqual(missing("Februari 2026"));
  });

  it("keeps a unit only where it stays true", () => {
    const unitOf = (of: Figure) => (of.kind === "value" ? of.unit : of.kind);
    expect(unitOf(addFigures(figure("1", "orang"), figure("2", "orang")))).toBe("orang");
    expect(unitOf(divideFigures(figure("1", "orang"), figure("2", "orang")))).toBeUndefined();
    expect(unitOf(divideFigures(figure("1", "rupiah"), figure("2", "orang")))).toBe("rupiah/orang");
    expect(unitOf(multiplyFigures(figure("2"), figure("2", "orang")))).toBe("orang");
  });

  it("gives the same sum in every order, whatever the states", () => {
    fc.assert(
      fc.property(fc.array(anyFigure), (figures) => {
        const one = sumFigures(figures);
        const other = sumFigures(figures.toReversed());
        expect(toWire(one.figure)).toEqual(toWire(other.figure));
        expect([one.counted, one.skipped]).toEqual([other.counted, other.skipped]);
      }),
    );
  });

  it("never turns a missing figure into anything else", () => {
    const operations = [addFigures, subtractFigures, multiplyFigures, divideFigures];
    fc.assert(
      fc.property(anyFigure, fc.constantFrom(...operations), (other, operation) => {
        expect(operation(missing("a"), other).kind).toBe("missing");
        expect(operation(other, missing("a")).kind).toBe("missing");
        expect(sumFigures([other, missing("a")]).figure.kind).toBe("missing");
      }),
    );
  });
});

describe("wire form", () => {
  it("writes amounts as decimal text", () => {
    expect(JSON.stringify(toWire(figure("2475300.250", "rupiah")))).toBe(
      '{"kind":"value","amount":"2475300.25","unit":"rupiah"}',
    );
  });

  it("reads back every figure it writes", () => {
    fc.assert(
      fc.property(anyFigure, (written) => {
        const wire: unknown = JSON.parse(JSON.stringify(toWire(written)));
        expect(toWire(fromWire(wire))).toEqual(toWire(written));
      }),
    );
  });

  it.each([
    null,
    5,
    {},
    { kind: "other" },
    { kind: "value", amount: 5 },
    { kind: "value", amount: "1e3" },
    { kind: "nil" },
    { kind: "missing" },
  ])("refuses %j", (wire) => {
    expect(() => fromWire(wire)).toThrow(RangeError);
  });
});
