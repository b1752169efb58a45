/** The only place of the core that reads the machine's time. Operations get their instant from the context. */
export type Clock = () => Date;

const systemClock: Clock = () => new Date();
let current: Clock = systemClock;

/** The present instant. Used once per request, when the context is made; never inside rules. */
export const presentInstant = (): Date => current();

/** Replaces the clock of this process (one machine and tests only); `null` returns to the machine's time. */
export function useClock(clock: Clock | null): void {
  current = clock ?? systemClock;
}
