import { type Accessor, createSignal, onCleanup } from "solid-js";

/* The server's time: the clock of an old office PC may be hours off, and what counts is when the server closes a thing. */

let heard = { server: Date.now(), device: Date.now() };

/** Remembers what the server's clock said just now. */
export function hearServerTime(now: string): void {
  heard = { server: Date.parse(now), device: Date.now() };
}

const serverNow = (): number => heard.server + (Date.now() - heard.device);

/** Milliseconds of the server's time, followed second by second while its owner is on the screen. */
export function createServerClock(): Accessor<number> {
  const [now, setNow] = createSignal(serverNow());
  const ticking = setInterval(() => setNow(serverNow()), 1_000);
  onCleanup(() => clearInterval(ticking));
  return now;
}
