import { getDocumentProxy } from "unpdf";

/** A stretch of text where a reader of PDF finds it: points from the left and the lower edge. */
export type Item = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly turned: boolean;
};
export type Page = {
  readonly width: number;
  readonly height: number;
  readonly items: readonly Item[];
  readonly text: string;
};

/** Reads a document back, page by page. */
export async function printed(bytes: Uint8Array): Promise<readonly Page[]> {
  // The reader takes the bytes for itself.
  const document = await getDocumentProxy(bytes.slice());
  const pages: Page[] = [];
  for (let n = 1; n <= document.numPages; n += 1) {
    const page = await document.getPage(n);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    const items = content.items.flatMap((item): Item[] => {
      if (!("str" in item) || item.str.trim() === "") return [];
      const [, skew = 0, , , x = 0, y = 0] = item.transform.map(Number);
      return [{ text: item.str, x, y, width: item.width, turned: Math.abs(skew) > 0.01 }];
    });
    pages.push({ width, height, items, text: items.map((item) => item.text).join(" ") });
  }
  return pages;
}

/** Pages as one text. */
export const allText = (pages: readonly Page[]): string => pages.map((page) => page.text).join("\n");

export const millimetres = ({ width, height }: Page): readonly [number, number] => [
  Math.round((width / 72) * 25.4),
  Math.round((height / 72) * 25.4),
];

/** Text that leaves the page's margins, or runs into its neighbour on the same line. */
export function collisions({ width, items }: Page): readonly string[] {
  const flat = items.filter((item) => !item.turned);
  const out = flat.filter((item) => item.x < 53 || item.x + item.width > width - 41).map((item) => `out: ${item.text}`);
  // A stop after a seven is kerned under it, and the reader gives it as a text of its own.
  const stops = /^[.,;:]+$/;
  const run = flat.flatMap((item) =>
    flat
      .filter((other) => !stops.test(other.text))
      .filter((other) => other !== item && Math.abs(other.y - item.y) < 1 && other.x >= item.x)
      .filter((other) => other.x < item.x + item.width - 1)
      .map((other) => `${item.text} | ${other.text}`),
  );
  return [...out, ...run];
}
