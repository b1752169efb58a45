/** Letters and digits of a code as Crockford writes them: no I, L, O, U. 26 of them hold 130 bits. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/**
 * The code that somebody meant: typed or scanned, alone or at the end of its address, in any case, with spaces or
 * dashes, and with the letters that look like digits. Null when it can be none.
 */
export function readCode(text: string): string | null {
  const meant = text
    .replace(/^[\s\S]*\/v\//, "")
    .replace(/[\s-]/g, "")
    .toUpperCase()
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return CODE.test(meant) ? meant : null;
}
