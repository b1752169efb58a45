export type Address = {
  readonly path: string;
  /** What the path did not take: query of a GET, body of anything else. */
  readonly rest: Readonly<Record<string, unknown>>;
};

/** Fills the `:parts` of a path from the input. @throws RangeError when one is missing: a defect of the caller. */
export function fillPath(pattern: string, input: Readonly<Record<string, unknown>>): Address {
  const rest: Record<string, unknown> = { ...input };
  const path = pattern.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = input[name];
    if (typeof value !== "string" || value === "") throw new RangeError(`${pattern} needs ${name}`);
    delete rest[name];
    return encodeURIComponent(value);
  });
  return { path, rest };
}

/** The query of a GET; absent and null entries are left out. Empty when there is none. */
export function queryOf(rest: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(rest).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [[name, String(value)]] : [],
  );
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries).toString()}`;
}
