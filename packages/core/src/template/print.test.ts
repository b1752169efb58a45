import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { canonical } from "../kernel/canonical.ts";
import { sha256 } from "../kernel/digest.ts";
import { FieldId } from "../kernel/id.ts";
import { inspect } from "./problems.ts";
import { kinerja } from "./packs/kinerja.ts";
import { printedColumns, type PrintColumn, printProblem, type PrintLayout } from "./print.ts";
import { TemplateDefinition } from "./schema.ts";
import type { JsonObject } from "./structure.ts";
import { readDraft } from "./draft-shape.ts";

const column = (id: string, more: Omit<Partial<PrintColumn>, "id"> = {}): PrintColumn => ({
  id: v.parse(FieldId, id),
  ...more,
});
const COLUMNS = ["a", "b", "c", "d"].map((id) => ({ id }));
const ids = (columns: readonly { readonly id: string }[]): string => columns.map(({ id }) => id).join("");
const signers = (...given: NonNullable<PrintLayout["signers"]>): PrintLayout => ({ signers: given });
const SIGNER = { side: "right", who: "signer" } as const;

/** A definition as it may lie in a draft. */
const draftWith = (print: unknown): JsonObject => JSON.parse(JSON.stringify({ ...kinerja, print }));

describe("columns on paper", () => {
  it.each([
    [[], "abcd", ""],
    // Those that are named take each other's places; the others stay.
    [[column("d"), column("b")], "adcb", ""],
    [[column("c", { hidden: true })], "abd", "c"],
    [[column("d"), column("a"), column("b"), column("c")], "dabc", ""],
    // A field that is gone leaves no hole.
    [[column("x"), column("c"), column("b")], "acbd", ""],
  ] as const)("laid out by %j stand as %s, without %s", (columns, shown, hidden) => {
    const printed = printedColumns(COLUMNS, { columns: [...columns] });
    expect([ids(printed.shown), ids(printed.hidden)]).toEqual([shown, hidden]);
  });
});

describe("a layout", () => {
  it.each([
    [signers(SIGNER), null],
    [signers(SIGNER, { side: "left", who: "by-hand", post: "Bupati" }), null],
    [signers({ side: "left", who: "author" }), "Blok penanda tangan laporan harus ada, tepat satu."],
    [signers(SIGNER, SIGNER), "Blok penanda tangan laporan harus ada, tepat satu."],
    [
      signers(SIGNER, { side: "left", who: "verify" }, { side: "left", who: "verify" }),
      "Satu pejabat hanya mempunyai satu blok tanda tangan.",
    ],
    [signers(SIGNER, { side: "left", who: "by-hand" }), "Blok tanda tangan basah memerlukan nama jabatan."],
  ] as const)("with the blocks %j: %s", (print, problem) => {
    expect(printProblem({ print, sections: [] })?.problem ?? null).toBe(problem);
    const found = inspect(draftWith(print));
    expect(found.ok ? null : found.problems[0]).toEqual(
      problem === null ? null : { place: "Tata cetak", path: ["~induk", "print"], problem },
    );
  });

  it("prints at least one section, and names no column twice", () => {
    const hidden = { id: "satu", print: { hidden: true } };
    expect(printProblem({ sections: [hidden, { ...hidden, id: "dua" }] })?.section).toBeNull();
    expect(printProblem({ sections: [hidden, { id: "dua" }] })).toBeNull();
    const twice = { id: "dua", print: { columns: [column("a"), column("a")] } };
    expect(printProblem({ sections: [twice] })?.section).toBe("dua");
  });

  it.each([
    [{ title: ["a", "b", "c", "d", "e"] }, "Tata cetak › baris judul", "Terlalu panjang."],
    [
      signers(SIGNER, { side: "left", who: "author", above: "x".repeat(121) }),
      "Tata cetak › blok tanda tangan › 2 › kata di atas jabatan",
      "Terlalu panjang.",
    ],
  ])("beyond its bounds says where in the words of the screen: %j", (print, place, problem) => {
    const found = inspect(draftWith(print));
    expect(found.ok ? null : found.problems[0]).toEqual({ place, path: ["~induk", "print"], problem });
  });

  it("leaves the hash of a version alone that says nothing of its print", () => {
    const definition: JsonObject = JSON.parse(JSON.stringify({ ...kinerja, print: undefined }));
    const parsed = v.parse(TemplateDefinition, definition);
    expect(sha256(canonical(parsed))).toBe(sha256(canonical(definition)));
    expect(Object.keys(parsed)).not.toContain("print");
  });

  it("is kept in a draft as it is, and one that cannot be read costs nothing but itself", () => {
    const sections: readonly unknown[] = [];
    const layout = { paper: "A4", title: ["Satu"], signers: [{ side: "left", who: "author" }], later: 1 };
    expect(readDraft({ ...draftWith(layout), sections }).frame.print).toEqual(layout);
    expect(readDraft({ ...draftWith("rusak"), sections }).frame).toMatchObject({ name: kinerja.name });
  });
});
