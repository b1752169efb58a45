import { type Api, api } from "../../api/client.ts";

export type Tree = Api["orgunit.tree"]["reply"];
export type UnitRow = Tree["units"][number];
export type UnitSeats = Api["position.board"]["reply"]["units"][number];
export type Seat = UnitSeats["seats"][number];
export type Holding = Seat["holders"][number];
export type Person = Api["account.people"]["reply"]["people"][number];
export type Kind = Api["position.kinds"]["reply"]["kinds"][number];

/** A unit as the tree shows it: its row of today (or the nearest), how deep it stands, and where it stands in time. */
export type TreeLine = {
  readonly row: UnitRow;
  /** The newest row, from which a change sets out. */
  readonly latest: UnitRow;
  readonly depth: number;
  readonly state: "now" | "upcoming" | "ended";
};

const stateOf = (row: UnitRow, today: string): TreeLine["state"] => {
  if (row.from > today) return "upcoming";
  return row.until !== null && row.until < today ? "ended" : "now";
};

/** The units one below the other, each under its parent, by name. */
export function treeLines({ units, today }: Tree): readonly TreeLine[] {
  const rows = new Map<string, UnitRow[]>();
  for (const row of units.toSorted((a, b) => a.from.localeCompare(b.from)))
    rows.set(row.unitId, [...(rows.get(row.unitId) ?? []), row]);
  const shown = [...rows.values()].flatMap((dated): Omit<TreeLine, "depth">[] => {
    const [first, latest] = [dated[0], dated.at(-1)];
    if (first === undefined || latest === undefined) return [];
    const row = dated.findLast((each) => each.from <= today) ?? first;
    return [{ row, latest, state: stateOf(row, today) }];
  });
  const lines: TreeLine[] = [];
  const seen = new Set<string>();
  const addBelow = (parent: string | null, depth: number): void => {
    const below = shown.filter(({ row }) => row.parent === parent && !seen.has(row.unitId));
    for (const line of below.toSorted((a, b) => a.row.name.localeCompare(b.row.name, "id"))) {
      seen.add(line.row.unitId);
      lines.push({ ...line, depth });
      addBelow(line.row.unitId, depth + 1);
    }
  };
  addBelow(null, 0);
  return [...lines, ...shown.filter(({ row }) => !seen.has(row.unitId)).map((line) => ({ ...line, depth: 0 }))];
}

export const loadTree = (): Promise<Tree> => api("orgunit.tree", {});

/** One page of seats: of a unit, or of the whole regency from a unit on. */
export const loadBoard = (unit: string, after?: string) =>
  api("position.board", { ...(unit === "" ? {} : { unit }), ...(after === undefined ? {} : { after }) });

/** Active employees whose name or NIP holds what was typed. */
export async function findPeople(q: string): Promise<readonly Person[]> {
  if (q.trim().length < 2) return [];
  return (await api("account.people", { q: q.trim() })).people.filter((person) => person.active);
}
