import type {
  Draft,
  DraftColumn,
  DraftLayout,
  DraftSectionLayout,
  DraftSigner,
  Section,
} from "@selaras/core/template/draft-shape.ts";
import { isTableKind } from "@selaras/core/template/draft-shape.ts";
import { changeSection } from "./model.ts";
import { words } from "./words.ts";

/* What happens to the layout of a draft, pure. A layout that says nothing is none: then the version is what it was. */

/** What is left without what says nothing; undefined when nothing is. */
const said = (layout: object): Record<string, unknown> | undefined => {
  const kept = Object.entries(layout).filter(([, value]) => value !== undefined && value !== "");
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
};

export function withLayout(draft: Draft, part: Partial<DraftLayout>): Draft {
  const { print, ...frame } = draft.frame;
  const next = said({ ...print, ...part });
  return { ...draft, frame: next ? { ...frame, print: next } : frame };
}

export function withSectionLayout(draft: Draft, section: Section, part: Partial<DraftSectionLayout> | null): Draft {
  const { print, ...rest } = section;
  const next = part === null ? undefined : said({ ...print, ...part });
  return changeSection(draft, section.id, next ? { ...rest, print: next } : rest);
}

export const DEFAULT_BLOCKS: readonly DraftSigner[] = [{ side: "right", who: "signer" }];
export const signersOf = ({ frame }: Draft): readonly DraftSigner[] => frame.print?.signers ?? DEFAULT_BLOCKS;

/** The default blocks are not written down, so that taking a change back leaves no trace. */
export function withSigners(draft: Draft, signers: readonly DraftSigner[]): Draft {
  const [only] = signers;
  const isDefault =
    signers.length === 1 && only?.side === "right" && only.who === "signer" && !only.above && !only.post;
  return withLayout(draft, { signers: isDefault ? undefined : signers.map(blockWithoutEmpty) });
}
const blockWithoutEmpty = ({ above, post, ...rest }: DraftSigner): DraftSigner => ({
  ...rest,
  ...(above ? { above } : {}),
  ...(post ? { post } : {}),
});

export type PrintedColumn = { readonly id: string; readonly label: string };

/** The columns of a table beside the names of its rows, in the order in which a document has them by itself. */
export function columnsIn(section: Section): readonly PrintedColumn[] {
  if (!isTableKind(section.kind)) return [];
  const budget = section.source === "budget" ? Object.entries(words.formula.budget) : [];
  const given = [...(section.context ?? []), ...(section.fields ?? []), ...(section.computed ?? [])];
  const all = [...budget.map(([id, label]) => ({ id, label })), ...given.map(({ id, label }) => ({ id, label }))];
  return all.filter(({ id }, at) => id !== "" && all.findIndex((each) => each.id === id) === at);
}

export type ColumnSetting = PrintedColumn & { readonly hidden: boolean; readonly width: number | undefined };

/** Every column with its setting, in the order of the layout. */
export function settingsOf(section: Section): readonly ColumnSetting[] {
  const columns = columnsIn(section);
  const named = section.print?.columns ?? [];
  const queue = named.flatMap(({ id }) => columns.find((each) => each.id === id) ?? []);
  const ordered = columns.map((column) =>
    named.some(({ id }) => id === column.id) ? (queue.shift() ?? column) : column,
  );
  return ordered.map((column) => {
    const own = named.find(({ id }) => id === column.id);
    return { ...column, hidden: own?.hidden === true, width: own?.width };
  });
}

/** The section with these settings of its columns; columns as they would stand anyway are not written down. */
export function withColumns(draft: Draft, section: Section, settings: readonly ColumnSetting[]): Draft {
  const natural = columnsIn(section).map(({ id }) => id);
  const isNatural = settings.every(({ id, hidden, width }, at) => id === natural[at] && !hidden && width === undefined);
  const columns = settings.map(
    ({ id, hidden, width }): DraftColumn => ({
      id,
      ...(hidden ? { hidden } : {}),
      ...(width === undefined ? {} : { width }),
    }),
  );
  return withSectionLayout(draft, section, { columns: isNatural ? undefined : columns });
}
