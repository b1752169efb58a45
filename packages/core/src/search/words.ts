const FILLERS = new Set([
  "dan",
  "di",
  "ke",
  "dari",
  "yang",
  "untuk",
  "pada",
  "atau",
  "serta",
  "dalam",
  "dengan",
  "oleh",
  "bagi",
]);
export const PREFIX_CHARACTERS = 2;

/** Words of a text as they are looked for: lower case, without accents and signs, fillers left out, each once. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word.length >= PREFIX_CHARACTERS && !FILLERS.has(word));
  return [...new Set(words)];
}

/** Whether every looked-for word begins a word of the text. */
export function matches(looked: readonly string[], text: string): boolean {
  const words = wordsOf(text);
  return looked.every((each) => words.some((word) => word.startsWith(each)));
}
