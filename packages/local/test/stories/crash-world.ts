import { strict as assert } from "node:assert";
import { setTimeout as after } from "node:timers/promises";
import type { RouteName } from "@selaras/functions/http/paths.ts";
import type { Api } from "@selaras/functions/http/routes.ts";
import { type ApiDesk, commandId } from "./desk-api.ts";
import { end, type RunningHouse, startProduct } from "./house.ts";

/** Numbers in [0, 1) that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A house in which the power fails at drawn requests, and comes back. */
export type FailingHouse = {
  /** The house, as soon as it stands. */
  readonly up: () => Promise<RunningHouse>;
  /** Says that a request goes out now; may draw the moment of the next power cut. */
  readonly tick: () => void;
  /** How many requests lie between two cuts from now on: at least, at most. */
  readonly between: (least: number, most: number) => void;
  readonly cuts: () => number;
  /** No more cuts; resolves when the house stands. */
  readonly calm: () => Promise<RunningHouse>;
};

/** @param look is asked after every restart, before anybody may go on. */
export function failingHouse(first: RunningHouse, draw: () => number, look: () => Promise<void>): FailingHouse {
  const { folder, port } = first;
  let running = Promise.resolve(first);
  let [least, most] = [4, 11];
  let left = 6;
  let cuts = 0;
  let calm = false;
  const restart = async (house: RunningHouse, alone: boolean): Promise<RunningHouse> => {
    // At times the engine is left behind, as when only the program crashed: the next start has to end it.
    if (alone) await end(house.process, "SIGKILL");
    else await house.kill();
    const next = await startProduct({ folder, port });
    await look();
    return next;
  };
  return {
    up: () => running,
    tick: () => {
      left -= 1;
      if (left !== 0 || calm) return;
      cuts += 1;
      const [delay, alone] = [draw() * 60, cuts % 3 === 0];
      running = running.then(async (house) => {
        await after(delay);
        return restart(house, alone);
      });
      left = least + Math.floor(draw() * (most - least + 1));
    },
    between: (fewest, many) => {
      [least, most] = [fewest, many];
      left = Math.min(Math.max(left, 1), most);
    },
    cuts: () => cuts,
    calm: () => {
      calm = true;
      return running;
    },
  };
}

/** What came of a command: its answer, its id, and how often it had to be sent. */
export type Done<N extends RouteName> = {
  readonly reply: Api[N]["reply"];
  readonly command: string;
  readonly tries: number;
};

/** Sends one command until it is answered, always with the same id. A refusal is a defect. */
export async function untilAnswered<N extends RouteName>(
  house: FailingHouse,
  desk: ApiDesk,
  name: N,
  input: Api[N]["input"],
): Promise<Done<N>> {
  const command = commandId();
  for (let tries = 1; ; tries += 1) {
    await house.up();
    // Only first attempts draw cuts: a slow command would otherwise be struck down for ever.
    if (tries === 1) house.tick();
    const answer = await desk.ask(name, input, command).catch(() => null);
    if (answer?.ok === true) return { reply: answer.reply, command, tries };
    // No answer, or one of a house that is just going down: nobody knows whether the command was done.
    if (answer !== null) assert(answer.status >= 500, `${name} as ${desk.username}: ${answer.status} ${answer.text}`);
  }
}
