import type { Zone } from "@selaras/core/kernel/zone.ts";
import { createContext, type JSX, useContext } from "solid-js";
import type { Api } from "../api/client.ts";
import { hearServerTime } from "./clock.ts";

/** Who is signed in, in which tenant and posts: the answer of `account.me`. */
export type Me = Api["account.me"]["reply"];

const MeContext = createContext<Me>();

export function MeProvider(props: { me: Me; children: JSX.Element }): JSX.Element {
  hearServerTime(props.me.now);
  return <MeContext.Provider value={props.me}>{props.children}</MeContext.Provider>;
}

/** The signed-in official. Pages inside the frame always have one; it changes only with a new page load. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === undefined) throw new Error("useMe outside of the frame");
  return me;
}

/** The zone in which dates and times of this tenant are shown. */
export const useZone = (): Zone => useMe().tenant.zone;

/** The posts in which the person acts now: the chosen one, or all. */
export const actingPosts = (me: Me): Me["posts"] =>
  me.actingAs === null ? me.posts : me.posts.filter((post) => `${post.kind}@${post.unit}` === me.actingAs);
