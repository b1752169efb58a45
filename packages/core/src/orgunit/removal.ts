/** Something of the organisation that others may build upon. */
export type Removed = { readonly kind: "post" | "unit"; readonly id: string };
/** Says in Indonesian what would lose its ground, each part a name as people know it; empty = nothing. */
export type RemovalCheck = (what: Removed, at: { readonly after: string }) => Promise<readonly string[]>;

const checks: RemovalCheck[] = [];

/**
 * Modules of a higher row say here what they build on post kinds and units, because the rows below may not ask them. They
 * do so when they are loaded; every program that changes the organisation loads all operations.
 */
export function onRemoval(check: RemovalCheck): void {
  checks.push(check);
}

/** Everything that uses a post kind or a unit after a local date. */
export async function usesOf(what: Removed, after: string): Promise<readonly string[]> {
  const found = await Promise.all(checks.map((check) => check(what, { after })));
  return [...new Set(found.flat())];
}

const LISTED = 5;
/** "A, B, C dan 4 lainnya". */
export const listed = (names: readonly string[]): string =>
  names.length <= LISTED
    ? names.join(", ")
    : `${names.slice(0, LISTED).join(", ")} dan ${names.length - LISTED} lainnya`;
