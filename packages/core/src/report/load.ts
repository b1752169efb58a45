import { type Placed, surroundings } from "./access.ts";
import { Heads } from "./store.ts";

/** A report by its id with everything its policy decides on, read strongly; null when there is none in this tenant. */
export const load = async ({ id }: { id: string }): Promise<Placed | null> => {
  const head = await Heads.get({ reportId: id }, { strong: true });
  return head && { head, ...(await surroundings(head)) };
};
