/** A pause that can be ended early. */
export interface Pause {
  /** Resolves after `ms`, or as soon as `wake` is called, also when it was called since the last pause ended. */
  rest(ms: number): Promise<void>;
  wake(): void;
}

/** Makes a pause for one loop. */
export function wakeablePause(): Pause {
  let end: (() => void) | undefined;
  let woken = false;
  return {
    rest(ms) {
      if (woken) {
        woken = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => end?.(), ms);
        end = () => {
          clearTimeout(timer);
          end = undefined;
          resolve();
        };
      });
    },
    wake() {
      if (end === undefined) woken = true;
      else end();
    },
  };
}
