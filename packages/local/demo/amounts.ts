/** Exact hundredths: sen of a rupiah, hundredths of a percentage point, hundredths of a kilometre. */

/** 1250n -> "12.50" */
export function hundredths(amount: bigint): string {
  const sign = amount < 0n ? "-" : "";
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** "12.50", "12.5" or "12" -> 1250n. Throws on anything else. */
export function toHundredths(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) throw new Error(`not a decimal with at most two places: ${text}`);
  const [, sign = "", whole = "", rest = ""] = match;
  const size = BigInt(whole) * 100n + BigInt(rest.padEnd(2, "0"));
  return sign === "-" ? -size : size;
}

export function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

/**
 * Splits a whole by weights so that the parts add up to it exactly: each part is the difference of two rounded-down
 * running shares. `grain` is the smallest unit of a part; what is left of the whole goes to the last share.
 */
export function split(whole: bigint, weights: readonly bigint[], grain: bigint): readonly bigint[] {
  const sum = total(weights);
  let before = 0n;
  let weight = 0n;
  return weights.map((own) => {
    weight += own;
    const upTo = weight === sum ? whole : ((whole * weight) / sum / grain) * grain;
    const part = upTo - before;
    before = upTo;
    return part;
  });
}
