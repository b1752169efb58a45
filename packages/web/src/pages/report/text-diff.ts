/** A stretch of words that stayed, went or came. */
export type Stretch = { readonly kind: "same" | "gone" | "new"; readonly text: string };

/** Above so many pairs of words the middle is shown whole, old and new: looking for more would hold up the page. */
const MOST_PAIRS = 400_000;
/** Words that are kept around a change; what stayed farther away is left out. */
const AROUND = 8;

const wordsOf = (text: string): readonly string[] => text.split(/(?<=\s)(?=\S)/).filter((word) => word !== "");

/** Longest common run of words, as the pairs of their places. */
function common(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (x: number, y: number): number => lengths[x * width + y] ?? 0;
  for (let x = a.length - 1; x >= 0; x -= 1) {
    for (let y = b.length - 1; y >= 0; y -= 1) {
      lengths[x * width + y] = a[x] === b[y] ? at(x + 1, y + 1) + 1 : Math.max(at(x + 1, y), at(x, y + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let x = 0, y = 0; x < a.length && y < b.length; ) {
    if (a[x] === b[y]) pairs.push([x++, y++]);
    else if (at(x + 1, y) >= at(x, y + 1)) x += 1;
    else y += 1;
  }
  return pairs;
}

function shared(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

/** What became of a text, word by word, in the order of reading. */
export function textDiff(before: string, after: string): readonly Stretch[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const head = shared(a, b);
  const tail = shared(a.slice(head).toReversed(), b.slice(head).toReversed());
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const pairs = x.length * y.length > MOST_PAIRS ? [] : common(x, y);
  const found: Stretch[] = [];
  const add = (kind: Stretch["kind"], words: readonly string[]) => {
    const last = found.at(-1);
    if (words.length === 0) return;
    if (last?.kind === kind) found[found.length - 1] = { kind, text: last.text + words.join("") };
    else found.push({ kind, text: words.join("") });
  };
  add("same", a.slice(0, head));
  let [i, j] = [0, 0];
  for (const [p, q] of [...pairs, [x.length, y.length] as const]) {
    add("gone", x.slice(i, p));
    add("new", y.slice(j, q));
    add("same", x.slice(p, p + 1));
    [i, j] = [p + 1, q + 1];
  }
  add("same", a.slice(a.length - tail));
  return found;
}

/** The same with what stayed cut down to the words beside a change. */
export const shortened = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.map((each, index) => {
    const words = wordsOf(each.text);
    const [isFirst, isLast] = [index === 0, index === stretches.length - 1];
    if (each.kind !== "same" || words.length <= 2 * AROUND + 2) return each;
    const before = isFirst ? "" : words.slice(0, AROUND).join("");
    const after = isLast ? "" : words.slice(-AROUND).join("");
    return { kind: "same", text: `${before}… ${after}` };
  });
