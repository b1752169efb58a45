import { describe, expect, it } from "vitest";
import { Poll, POLL_MS, SOON_MS } from "../src/downloads/poll.ts";

/** A page by hand: what the server will say, whether the page is seen, and the one thing that is planned. */
function page(replies: readonly (readonly string[] | Error)[]) {
  const left = [...replies];
  const shown: (readonly string[])[] = [];
  let planned: { ms: number; act: () => void } | null = null;
  let asked = 0;
  const state = { visible: true };
  const poll = new Poll<readonly string[]>({
    load: () => {
      asked += 1;
      const reply = left.shift() ?? [];
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
    },
    pending: (known) => known.includes("waiting"),
    visible: () => state.visible,
    show: (known) => shown.push(known),
    after: (ms, act) => {
      planned = { ms, act };
      return () => {
        planned = null;
      };
    },
  });
  return {
    poll,
    state,
    shown,
    asked: () => asked,
    planned: () => planned?.ms ?? null,
    /** What was planned happens, and everything that follows from it at once. */
    passes: async () => {
      const act = planned?.act;
      planned = null;
      act?.();
      await settled();
    },
  };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("asking for what is still to come", () => {
  it("asks once when nothing waits, and not again", async () => {
    const here = page([["ready"]]);
    here.poll.watch();
    await settled();
    expect([here.asked(), here.planned(), here.shown]).toEqual([1, null, [["ready"]]]);
  });

  it("asks every few seconds until nothing waits any more", async () => {
    const here = page([["waiting"], ["waiting"], ["ready"]]);
    here.poll.watch();
    await settled();
    expect(here.planned()).toBe(POLL_MS);
    await here.passes();
    expect([here.asked(), here.planned()]).toEqual([2, POLL_MS]);
    await here.passes();
    expect([here.asked(), here.planned(), here.shown.at(-1)]).toEqual([3, null, ["ready"]]);
  });

  it("stops while the page is hidden and goes on when it is seen again", async () => {
    const here = page([["waiting"], ["waiting"], ["ready"]]);
    here.poll.watch();
    await settled();
    here.state.visible = false;
    await here.passes();
    expect([here.asked(), here.planned()]).toEqual([2, null]);
    here.poll.wake();
    expect(here.asked()).toBe(2);
    here.state.visible = true;
    here.poll.wake();
    await settled();
    expect([here.asked(), here.planned()]).toEqual([3, null]);
    here.poll.wake();
    expect(here.asked()).toBe(3);
  });

  it("stops when nobody watches any more, and two who watch share one question", async () => {
    const here = page([["waiting"], ["waiting"]]);
    const [one, two] = [here.poll.watch(), here.poll.watch()];
    await settled();
    expect(here.asked()).toBe(1);
    one();
    one();
    expect(here.planned()).toBe(POLL_MS);
    two();
    expect(here.planned()).toBeNull();
    here.poll.watch();
    expect([here.asked(), here.planned()]).toEqual([1, POLL_MS]);
  });

  it("keeps what was known when no answer comes, and waits longer each time up to a minute", async () => {
    const down = new Error("no answer");
    const here = page([["waiting"], down, down, down, down, down, ["ready"]]);
    here.poll.watch();
    await settled();
    const pauses: (number | null)[] = [];
    for (let n = 0; n < 5; n += 1) {
      await here.passes();
      pauses.push(here.planned());
    }
    expect(pauses).toEqual([8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(here.shown).toEqual([["waiting"]]);
    await here.passes();
    expect([here.shown.at(-1), here.planned()]).toEqual([["ready"], null]);
  });

  it("asks again for a list that was never heard", async () => {
    const here = page([new Error("no answer"), ["ready"]]);
    here.poll.watch();
    await settled();
    expect([here.shown, here.planned()]).toEqual([[], 8_000]);
    await here.passes();
    expect(here.shown).toEqual([["ready"]]);
  });

  it("follows an own act without a question, and forgets when somebody else works here", async () => {
    const here = page([["ready"], ["waiting"], ["mine"]]);
    here.poll.watch();
    await settled();
    here.poll.learn(["waiting", "ready"]);
    expect([here.asked(), here.planned(), here.shown.at(-1)]).toEqual([1, SOON_MS, ["waiting", "ready"]]);
    await here.passes();
    expect([here.asked(), here.planned()]).toEqual([2, POLL_MS]);
    here.poll.forget();
    expect(here.planned()).toBeNull();
    here.poll.watch();
    await settled();
    expect([here.asked(), here.shown.at(-1)]).toEqual([3, ["mine"]]);
  });
});
