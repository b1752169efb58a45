import { allow } from "../kernel/decision.ts";
import type { Policy } from "../operation/operation.ts";
import { type Placed, sees } from "../report/access.ts";

/**
 * What a file is about, with everything its policy decides on; without a head it shows published
 * figures only, or its kind has looked already whether the one who asks may know of it.
 */
export type Asked = (Placed | { readonly head: null }) & { readonly title: string };

/** Whoever may see the thing on a screen may have it as a file; a file always belongs to a person. */
export const seeing: Policy<Asked> = {
  sentence:
    "laporan dan perjanjian kinerja: pejabat yang boleh melihatnya; contoh cetak: admin daerah; papan: setiap pejabat daerah ini",
  sees: (actor, asked) => actor.kind === "official" && (asked.head === null || sees(actor, asked)),
  may: () => allow,
};

/** The same at the moment of fetching; that the request is one's own follows from its key. */
export const fetching: Policy<Asked> = {
  ...seeing,
  sentence: "yang memintanya, selama masih boleh melihat isinya",
};
