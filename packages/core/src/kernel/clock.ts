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

/**
 * The machine's own time in milliseconds since 1970, also where the product's clock was moved: for things of the
 * machine, such as the life of credentials, never for anything an official sees.
 */
export const machineTime = (): number => systemClock().getTime();
