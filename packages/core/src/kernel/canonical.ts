import canonicalize from "canonicalize";

/**
 * Canonical JSON (RFC 8785): the same content gives the same bytes whatever order a map came back in.
 * Numbers of reports are decimal text, so nothing depends on how floats print.
 */
export function canonical(content: unknown): string {
  const bytes = canonicalize(content);
  if (bytes === undefined) throw new Error("Nothing to canonicalise");
  return bytes;
}
