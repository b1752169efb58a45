import { newId } from "@selaras/core/kernel/context.ts";
import { save } from "@selaras/core/report/save.ts";
import { asOfficial, present, rowOf, type Somebody } from "./world.ts";

const VALUES = {
  keuangan: "90000000",
  fisik: "7.5",
  keluaran: "1.25",
  status: "Kontrak/Pelaksanaan",
  kategori: "cuaca/akses",
  permasalahan: "Curah hujan tinggi menghambat pengaspalan ruas",
  tindak_lanjut: "Jam kerja ditambah setelah cuaca membaik",
} as const;
type Field = keyof typeof VALUES;
export const FIELDS = Object.keys(VALUES) as readonly Field[];
const ROWS_AT_ONCE = 25;

/** A report being filled: knows the version of every cell, as a device does. */
export class Form {
  readonly id: string;
  readonly #tenant: string;
  readonly #versions = new Map<string, number>();

  constructor(tenant: string, id: string) {
    this.#tenant = tenant;
    this.id = id;
  }

  /** The next change of a cell, in the very form that the entry page sends; every change brings another value. */
  change(row: number, field: Field) {
    const key = `${row} ${field}`;
    const base = this.#versions.get(key) ?? 0;
    this.#versions.set(key, base + 1);
    return {
      id: newId(present()),
      rowKey: rowOf(row),
      field,
      base,
      input: { kind: "value" as const, value: this.#value(field, base) },
      at: present().toISOString(),
    };
  }

  /** Money alternates between two amounts and texts get a number, so that no change is an idle one. */
  #value(field: Field, base: number): string {
    const plain = VALUES[field];
    if (field === "keuangan") return base % 2 === 0 ? plain : "91000000";
    if (field === "fisik") return base % 2 === 0 ? plain : "7.75";
    if (field === "keluaran") return base % 2 === 0 ? plain : "1.5";
    if (field === "status") return base % 2 === 0 ? plain : "Terhambat";
    if (field === "kategori") return base % 2 === 0 ? plain : "lahan";
    return base === 0 ? plain : `${plain} (${base + 1})`;
  }

  /** Saves and makes sure that every cell was accepted. */
  async save(who: Somebody, changes: readonly ReturnType<Form["change"]>[]): Promise<void> {
    const { cells } = await asOfficial(this.#tenant, who, () => save({ id: this.id, changes: [...changes] }));
    const other = cells.find((cell) => cell.outcome !== "accepted");
    if (other || cells.length !== changes.length) throw new Error(`Not saved: ${JSON.stringify(other)}`);
  }

  /** Fills every field of the first `rows` rows. */
  async fill(who: Somebody, rows: number): Promise<void> {
    for (let from = 1; from <= rows; from += ROWS_AT_ONCE) {
      const some = Array.from({ length: Math.min(ROWS_AT_ONCE, rows - from + 1) }, (_, i) => from + i);
      await this.save(
        who,
        some.flatMap((row) => FIELDS.map((field) => this.change(row, field))),
      );
    }
  }
}
