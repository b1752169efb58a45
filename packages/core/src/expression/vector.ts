import { decimal, isDecimalText, round, text } from "../kernel/decimal.ts";
import { compile } from "./compile.ts";
import { evaluate, type Inputs } from "./evaluate.ts";
import { type Figure, fromWire, toWire, type WireFigure } from "./figure.ts";
import { type FieldScope, readOf, type Scope } from "./program.ts";

/** A decimal text is short for a value without a unit. */
type Written = string | WireFigure;

/** A worked example: an expression with its inputs and the one right answer. The same file runs in browser and Node. */
export type Vector = {
  readonly name: string;
  readonly expression: string;
  /** Names in scope; names of the inputs that are not listed are dates where one is given, else numbers without a unit. */
  readonly fields?: Scope["fields"];
  readonly rows?: NonNullable<Scope["rows"]>;
  /** By the keys of `Program.reads`. */
  readonly inputs?: Readonly<Record<string, Written | readonly Written[]>>;
  /** The figure; a decimal text is a value, compared at `places` decimals (half up) or exactly. */
  readonly gives?: Written;
  readonly places?: number;
  /** Parts of the messages, one per fault, when the expression must be refused. */
  readonly refuses?: readonly string[];
};

/** The methods and scales that vectors may ask. */
export type Catalogue = Pick<Scope, "methods" | "scales">;

/** Runs one vector. @returns undefined when it agrees, otherwise what differs. */
export function disagreement(vector: Vector, catalogue: Catalogue = {}): string | undefined {
  const compiled = compile(vector.expression, { ...scopeOf(vector), ...catalogue });
  if (!compiled.ok) {
    const messages = compiled.errors.map((error) => error.message);
    const expected = vector.refuses ?? [];
    const agree =
      expected.length === messages.length &&
      messages.every((message, index) => message.includes(expected[index] ?? ""));
    return agree && expected.length > 0 ? undefined : `refused: ${messages.join(" | ")}`;
  }
  if (vector.gives === undefined) return "was not refused";
  const expected = JSON.stringify(ordered(wireOf(vector.gives)));
  const actual = JSON.stringify(ordered(shown(evaluate(compiled.program, inputsOf(vector)), vector)));
  return expected === actual ? undefined : `gave ${actual}, expected ${expected}`;
}

/** The whole answer to a vector, unrounded, or its faults with their places: the same text wherever the code runs. */
export function answerTo(vector: Vector, catalogue: Catalogue = {}): string {
  const compiled = compile(vector.expression, { ...scopeOf(vector), ...catalogue });
  return JSON.stringify(compiled.ok ? ordered(toWire(evaluate(compiled.program, inputsOf(vector)))) : compiled.errors);
}

function scopeOf(vector: Vector): Scope {
  const fields: Record<string, FieldScope> = {};
  const rows: Record<string, FieldScope> = {};
  for (const [key, given] of Object.entries(vector.inputs ?? {})) {
    const read = readOf(key);
    (read.rows ? rows : fields)[read.name] = { type: isOfDates(given) ? "date" : "number" };
  }
  return { fields: { ...fields, ...vector.fields }, rows: { ...rows, ...vector.rows } };
}

function isOfDates(given: Written | readonly Written[]): boolean {
  const each = isList(given) ? given : [given];
  return each.some((one) => typeof one !== "string" && one.kind === "date");
}

function inputsOf(vector: Vector): Inputs {
  const entries = Object.entries(vector.inputs ?? {}).map(
    ([key, given]): readonly [string, Figure | readonly Figure[]] => [
      key,
      isList(given) ? given.map(figureOf) : figureOf(given),
    ],
  );
  return Object.fromEntries(entries);
}

function shown(figure: Figure, vector: Vector): WireFigure {
  if (figure.kind !== "value" || vector.places === undefined) return withoutUnit(toWire(figure), vector);
  return withoutUnit(toWire({ ...figure, amount: round(figure.amount, vector.places, "half-up") }), vector);
}

/** An answer given as a bare number says nothing about the unit. */
function withoutUnit(wire: WireFigure, vector: Vector): WireFigure {
  return wire.kind === "value" && typeof vector.gives === "string" ? { kind: "value", amount: wire.amount } : wire;
}

function wireOf(written: Written): WireFigure {
  return typeof written === "string" ? { kind: "value", amount: text(decimal(written)) } : written;
}

function figureOf(written: Written): Figure {
  if (typeof written === "string" && !isDecimalText(written)) throw new RangeError(`not a decimal text: ${written}`);
  return fromWire(wireOf(written));
}

function isList(given: Written | readonly Written[]): given is readonly Written[] {
  return Array.isArray(given);
}

function ordered(wire: WireFigure): readonly (readonly [string, unknown])[] {
  return Object.entries(wire).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
