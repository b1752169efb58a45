import { holesOf } from "@selaras/core/cascade/holes.ts";
import { REGENCY } from "@selaras/core/cascade/schema.ts";
import type { Resource } from "solid-js";
import { type Api, api, newCommandId } from "../../api/client.ts";

export type Plan = Api["cascade.plans"]["reply"]["plans"][number];
export type View = Api["cascade.view"]["reply"];
export type Node = View["nodes"][number];
export type Indicator = View["indicators"][number];
export type Support = View["supports"][number];
export type Unit = Api["orgunit.list"]["reply"]["units"][number];
export type Agreement = Api["cascade.agreements"]["reply"]["agreements"][number];
export type AgreementView = Api["cascade.agreement"]["reply"];
export type Content = NonNullable<AgreementView["content"]>;
export type Sheets = Api["cascade.evaluations"]["reply"];
export type Sheet = Sheets["evaluations"][number];
export type Holder = Api["position.list"]["reply"]["posts"][number];

/** Where one is: the plan, the year, and the part of the tree. */
export type Place = { readonly plan: string; readonly year: string; readonly part: string };
export { REGENCY };

/** Plans and units: what the filters offer. */
export async function loadFrame() {
  const [{ plans, mayDefine }, { units }] = await Promise.all([api("cascade.plans", {}), api("orgunit.list", {})]);
  return { plans, mayDefine, units, opds: units.filter((unit) => unit.opd) };
}
export type Frame = Awaited<ReturnType<typeof loadFrame>>;

/** The part of a tree with its holes, and the names of the units it speaks of. */
export async function loadTree(place: Place) {
  const view = await api("cascade.view", place);
  return { view, begun: view.begun.includes(place.year), holes: holesOf(view, place.part, place.year) };
}
/** What was loaded for a place; while it is asked for again the page keeps standing, for another place it waits. */
export const standingAt = (loaded: Resource<Loaded>, place: Place): Loaded | undefined => {
  const held = loaded.latest;
  return held?.view.part === place.part && held.view.year === place.year ? held : loaded();
};
export type Loaded = Awaited<ReturnType<typeof loadTree>>;

export type Method = Api["indicator.catalogue"]["reply"]["methods"][number]["method"];
/** Every version of every method of achievement. */
export const loadMethods = async (): Promise<readonly Method[]> =>
  (await api("indicator.catalogue", {})).methods.map(({ method }) => method);

export const loadAgreements = async ({ year, unit }: { year: string; unit: string | undefined }) =>
  (await api("cascade.agreements", { year, ...(unit === undefined ? {} : { unit }) })).agreements;

export const loadSheets = (year: string): Promise<Sheets> => api("cascade.evaluations", { year });

/** Who holds a post in a unit today. */
export async function loadHolders(unit: string): Promise<readonly Holder[]> {
  if (unit === "") return [];
  return (await api("position.list", { unit })).posts.filter((post) => post.now);
}

/** An id that nobody has: made once when a form opens, kept when it is sent again. */
export const freshId = (): string => newCommandId().toLowerCase();

/** The OPD in which a unit lies, or the unit itself. */
export function opdOf(units: readonly Unit[], unit: string): string {
  const seen = new Set<string>();
  let at = units.find((each) => each.unitId === unit);
  while (at && !at.opd && at.parent !== null && !seen.has(at.unitId)) {
    seen.add(at.unitId);
    const { parent } = at;
    at = units.find((each) => each.unitId === parent);
  }
  return at?.unitId ?? unit;
}
