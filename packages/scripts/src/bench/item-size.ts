/** A value as DynamoDB's JSON protocol carries it. */
export type WireValue = {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly M?: Readonly<Record<string, WireValue>>;
  readonly L?: readonly WireValue[];
};
export type WireItem = Readonly<Record<string, WireValue>>;

const KB = 1024;
const textBytes = (text: string): number => Buffer.byteLength(text, "utf8");

/** Two digits per byte without leading and trailing zeros, one byte more, and one for a minus sign. */
function numberBytes(text: string): number {
  const [mantissa = ""] = text.toLowerCase().split("e");
  const digits = mantissa.replace(/[-+.]/g, "").replace(/^0+/, "").replace(/0+$/, "");
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith("-") ? 1 : 0);
}

function valueBytes(value: WireValue): number {
  if (value.S !== undefined) return textBytes(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return Buffer.from(value.B, "base64").length;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.L !== undefined) return value.L.reduce((sum, each) => sum + valueBytes(each) + 1, 3);
  if (value.M !== undefined)
    return Object.entries(value.M).reduce((sum, [name, each]) => sum + textBytes(name) + valueBytes(each) + 1, 3);
  throw new Error(`No size is known for ${JSON.stringify(value)}`);
}

/**
 * Bytes of an item as DynamoDB counts them: names and values, three bytes per list or map and one per element of it.
 * Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".
 */
export const itemBytes = (item: WireItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + textBytes(name) + valueBytes(value), 0);

/** Write units of one item of this size: one per started KB, two inside a transaction; a deleted item counts 1 KB. */
export const writeUnits = (bytes: number, inTransaction: boolean): number =>
  Math.max(1, Math.ceil(bytes / KB)) * (inTransaction ? 2 : 1);
