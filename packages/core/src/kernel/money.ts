import { type Decimal, decimal, fractionDigits } from "./decimal.ts";
import { percent, type Ratio, ratio } from "./ratio.ts";

declare const rupiahBrand: unique symbol;

/** An exact amount of money as a whole number of sen (1 rupiah = 100 sen). */
export type Rupiah = bigint & { readonly [rupiahBrand]: "Rupiah" };

/** Largest amount the product keeps, in sen: 10^18 rupiah, far above any budget of the country. */
export const MAX_SEN = 10n ** 20n;

export const NO_MONEY: Rupiah = sen(0n);

/**
 * Money from a whole number of sen.
 * @throws RangeError beyond `MAX_SEN` in either direction.
 */
export function sen(amount: bigint): Rupiah {
  if (amount > MAX_SEN || amount < -MAX_SEN) throw new RangeError("amount of money out of bounds");
  return amount as Rupiah;
}

/**
 * Money from a canonical decimal text in rupiah: "125000000", "0.5", "-1250000.25".
 * @throws RangeError when the text is no decimal, is finer than a sen, or is out of bounds.
 */
export function rupiah(written: string): Rupiah {
  return rupiahOf(decimal(written));
}

/**
 * Money from an exact decimal in rupiah; nothing is rounded here.
 * @throws RangeError when the amount is finer than a sen or out of bounds.
 */
export function rupiahOf(amount: Decimal): Rupiah {
  if (fractionDigits(amount) > 2)
    throw new RangeError("an amount of money is finer than a sen: round it by name first");
  return sen(BigInt(amount.toFixed(2).replace(".", "")));
}

/** The amount in rupiah with its two decimals, as it is stored and hashed: "125000000.00". */
export function rupiahText(amount: Rupiah): string {
  const digits = amount.toString().replace("-", "").padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The amount in rupiah as an exact decimal, for ratios and formulas. */
export function rupiahDecimal(amount: Rupiah): Decimal {
  return decimal(rupiahText(amount));
}

/** The exact sum; zero for no amounts. @throws RangeError when the total is out of bounds. */
export function sumRupiah(amounts: Iterable<Rupiah>): Rupiah {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return sen(total);
}

/** `from` less `amount`; may be negative (a contra-post is). */
export function subtractRupiah(from: Rupiah, amount: Rupiah): Rupiah {
  return sen(from - amount);
}

export function compareRupiah(left: Rupiah, right: Rupiah): -1 | 0 | 1 {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** `part` as an unrounded percentage of `whole`; undefined when `whole` is zero. */
export function percentOf(part: Rupiah, whole: Rupiah): Ratio {
  return percent(
    ratio({ name: "bagian", amount: rupiahDecimal(part) }, { name: "keseluruhan", amount: rupiahDecimal(whole) }),
  );
}
