import { DAYS, productUnit, quotientUnit } from "./figure.ts";
import {
  below,
  type Fault,
  type FieldScope,
  type FieldType,
  type Node,
  type Read,
  type Scope,
  unreachable,
} from "./program.ts";

/** Type and unit of an expression or a part of it; `choices`: the only texts it can be. */
export type Shape = { readonly type: FieldType; readonly unit?: string; readonly choices?: readonly string[] };

const typeNames: Readonly<Record<FieldType, string>> = {
  number: "angka",
  text: "teks",
  boolean: "ya/tidak",
  date: "tanggal",
};

/** Types and units of a tree against the names in scope. Every fault is collected; nothing is thrown. */
export function checkTree(root: Node, scope: Scope): { readonly shape: Shape; readonly errors: readonly Fault[] } {
  const errors: Fault[] = [];
  const fault = (node: Node, message: string): void => {
    errors.push({ at: node.at, message });
  };
  const expect = (node: Node, type: FieldType): Shape => {
    const shape = walk(node);
    // undefined: the part is faulty already and has been reported.
    if (shape === undefined) return { type };
    if (shape.type !== type) fault(node, `Di sini diperlukan ${typeNames[type]}, bukan ${typeNames[shape.type]}.`);
    return shape.type === type ? shape : { type };
  };
  const sameUnit = (node: Node, shapes: readonly Shape[]): string | undefined => {
    const units = [...new Set(shapes.flatMap((shape) => shape.unit ?? []))];
    if (units.length > 1) fault(node, `Satuan tidak sama: ${units.map((unit) => `"${unit}"`).join(" dan ")}.`);
    return units[0];
  };

  const walk = (node: Node): Shape | undefined => {
    switch (node.op) {
      case "number":
        return { type: "number" };
      case "text":
        return { type: "text", choices: [node.text] };
      case "truth":
        return { type: "boolean" };
      case "date":
        return { type: "date" };
      case "days":
        expect(node.left, "date");
        expect(node.right, "date");
        return numberWith(DAYS);
      case "later":
        return expect(node.of, "date");
      case "read":
        return checkRead(node, node.read);
      case "negate":
        return expect(node.of, "number");
      case "not":
        return expect(node.of, "boolean");
      case "present":
        walk(node.of);
        return { type: "boolean" };
      case "both":
      case "either":
        expect(node.left, "boolean");
        expect(node.right, "boolean");
        return { type: "boolean" };
      case "arithmetic": {
        const left = expect(node.left, "number");
        const right = expect(node.right, "number");
        if (node.sign === "*") return numberWith(productUnit(left.unit, right.unit));
        if (node.sign === "/") return numberWith(quotientUnit(left.unit, right.unit));
        return numberWith(sameUnit(node, [left, right]));
      }
      case "ratio": {
        const left = expect(node.left, "number");
        const right = expect(node.right, "number");
        if (!node.percent) return numberWith(quotientUnit(left.unit, right.unit));
        sameUnit(node, [left, right]);
        return numberWith("%");
      }
      case "compare":
        return checkCompare(node);
      case "choose": {
        expect(node.condition, "boolean");
        const first = walk(node.whenTrue);
        if (first === undefined) return walk(node.whenFalse);
        const second = expect(node.whenFalse, first.type);
        if (first.type === "number") return numberWith(sameUnit(node, [first, second]));
        return first.choices && second.choices
          ? { type: first.type, choices: [...first.choices, ...second.choices] }
          : { type: first.type };
      }
      case "aggregate": {
        const shapes = node.over.map((part) => expect(part, "number"));
        if (shapes.length < 2 && !node.over.some(readsRows)) {
          fault(node, `${node.name}(...) memerlukan sebuah kolom baris atau sedikitnya dua bagian.`);
        }
        return numberWith(sameUnit(node, shapes));
      }
      case "periods": {
        const of = walk(node.of);
        if (of === undefined || node.name === "terakhir") return of;
        if (of.type !== "number") fault(node.of, `Di sini diperlukan angka, bukan ${typeNames[of.type]}.`);
        return numberWith(of.unit);
      }
      case "apply":
        expect(node.condition, "boolean");
        return walk(node.of);
      case "round":
        return expect(node.of, "number");
      case "achieve":
        return checkAchievement(node);
      case "classify":
        for (const part of node.parts) expect(part, "number");
        if (node.by === undefined) return unknownId(node, "Skala", scope.scales);
        return { type: "text", choices: node.by.classes };
      default:
        return unreachable(node);
    }
  };

  const unknownId = (node: Extract<Node, { id: string }>, what: string, known: Scope["methods"] | Scope["scales"]) => {
    const ids = Object.keys(known ?? {});
    const those = ids.length === 0 ? "belum ada yang dipakai templat ini" : `yang ada: ${ids.join(", ")}`;
    errors.push({ at: node.idAt, message: `${what} "${node.id}" tidak dikenal; ${those}.` });
    return undefined;
  };

  const checkAchievement = (node: Extract<Node, { op: "achieve" }>): Shape | undefined => {
    const { by } = node;
    if (by === undefined) {
      for (const part of node.parts) walk(part);
      return unknownId(node, "Metode", scope.methods);
    }
    const wanted = by.parts.length;
    if (node.parts.length !== wanted && node.parts.length !== wanted + 1) {
      fault(node, `Metode "${by.label}" memerlukan ${by.parts.join(", ")}; sesudahnya boleh nilai penilai.`);
      return { type: "number", unit: "%" };
    }
    const shapes = node.parts.slice(0, wanted).map((part) => expect(part, by.answers));
    if (by.answers === "number") sameUnit(node, shapes);
    shapes.forEach(({ choices }, i) => {
      const part = node.parts[i];
      const unscored = choices?.filter((choice) => by.choices !== undefined && !by.choices.includes(choice)) ?? [];
      if (part && unscored.length > 0) fault(part, `Metode "${by.label}" tidak memberi skor pada ${quoted(unscored)}.`);
    });
    const [score] = node.parts.slice(wanted);
    if (score) expect(score, "number");
    return { type: "number", unit: "%" };
  };

  const checkRead = (node: Node, read: Read): Shape | undefined => {
    const found = lookUp(read.rows ? scope.rows : scope.fields, read.name);
    if (found === undefined) {
      const column = lookUp(scope.rows, read.name) !== undefined;
      fault(
        node,
        column
          ? `"${read.name}" adalah kolom baris; pakai di dalam jumlah, rata, min, atau maks.`
          : `Isian "${read.name}" tidak dikenal.`,
      );
      return undefined;
    }
    if (read.as === "cumulative" && found.type !== "number") fault(node, `"${read.name}" bukan angka.`);
    if (read.as === "previous" && found.type !== "number" && found.type !== "date") {
      fault(node, `"${read.name}" bukan angka atau tanggal.`);
    }
    return found;
  };

  /** A text in quotes beside something that can only be one of listed texts must be one of them. */
  const checkChoice = (written: Node, text: Shape | undefined, other: Shape | undefined): void => {
    if (written.op !== "text" || text?.type !== "text" || other?.choices === undefined) return;
    if (!other.choices.includes(written.text)) {
      fault(written, `"${written.text}" tidak ada pada pilihannya: ${quoted(other.choices)}.`);
    }
  };

  const checkCompare = (node: Extract<Node, { op: "compare" }>): Shape => {
    const left = walk(node.left);
    const right = left === undefined ? walk(node.right) : expect(node.right, left.type);
    if (left !== undefined && right !== undefined && left.type === "number") sameUnit(node, [left, right]);
    checkChoice(node.left, left, right);
    checkChoice(node.right, right, left);
    const ordered = node.sign !== "==" && node.sign !== "!=";
    if (ordered && left !== undefined && left.type !== "number" && left.type !== "date") {
      fault(node, "Hanya angka dan tanggal yang dapat dibandingkan lebih besar atau lebih kecil.");
    }
    return { type: "boolean" };
  };

  const shape = walk(root) ?? { type: "number" };
  return { shape, errors };
}

function lookUp(names: Scope["rows"], name: string): FieldScope | undefined {
  return names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
}

const quoted = (texts: readonly string[]): string => texts.map((each) => `"${each}"`).join(", ");

function readsRows(node: Node): boolean {
  return (node.op === "read" && node.read.rows) || below(node).some(readsRows);
}

function numberWith(unit: string | undefined): Shape {
  return unit === undefined ? { type: "number" } : { type: "number", unit };
}
