/** What a schema made of hand-written content. @throws Error when it is not of the form. */
export function checked<T>(found: { value: T } | { issues: readonly unknown[] } | Promise<unknown>): T {
  if ("value" in found) return found.value;
  throw new Error(`not of the form: ${JSON.stringify(found)}`);
}
