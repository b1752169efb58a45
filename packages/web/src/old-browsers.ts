/*
 * Office computers keep their browsers for years. The build lowers the language to that of 2020; these few functions,
 * which came later, it cannot. Imported first.
 */
function missing(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at(this: ArrayLike<unknown>, index: number): unknown {
  const from = Math.trunc(index) || 0;
  return this[from < 0 ? this.length + from : from];
}

function toSorted(this: readonly unknown[], compare?: (a: unknown, b: unknown) => number): unknown[] {
  return Array.from(this).sort(compare);
}

missing(Array.prototype, "at", at);
missing(String.prototype, "at", at);
missing(Array.prototype, "toSorted", toSorted);
missing(Object, "hasOwn", (target: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(target, name));
