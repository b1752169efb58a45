import { createHash } from "node:crypto";

/** A whole number in 0..below-1 that depends on the key alone. */
export function draw(key: string, below: number): number {
  return createHash("sha256").update(key).digest().readUIntBE(0, 6) % below;
}

/** One of the choices, by the key alone. Throws on an empty list. */
export function pick<T>(key: string, choices: readonly T[]): T {
  const choice = choices[draw(key, choices.length)];
  if (choice === undefined) throw new Error(`nothing to choose from for ${key}`);
  return choice;
}

/** A uuid (version 8, own derivation) that depends on the name alone. */
export function uuidOf(name: string): string {
  const hex = createHash("sha256").update(`selaras.identity.${name}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
