/** What asking again and again needs of the page around it. */
export type Surroundings<T> = {
  readonly load: () => Promise<T>;
  /** Whether something is still to come, so that asking again makes sense. */
  readonly pending: (known: T) => boolean;
  /** Nobody looks at a hidden page. */
  readonly visible: () => boolean;
  readonly show: (known: T) => void;
  /** Runs `act` later; gives what calls it off. */
  readonly after: (milliseconds: number, act: () => void) => () => void;
};

export const POLL_MS = 4_000;
/** What somebody just asked for is usually there in a moment. */
export const SOON_MS = 1_500;
const LONGEST_MS = 60_000;

/**
 * Asks while somebody watches, the page is seen and something is pending; never two questions at a time. A question
 * without an answer doubles the pause, so that a line that is down is not hammered.
 */
export class Poll<T> {
  readonly #around: Surroundings<T>;
  #watchers = 0;
  #known: T | undefined;
  #pause = POLL_MS;
  #asking: Promise<void> | null = null;
  #callOff: (() => void) | null = null;

  constructor(around: Surroundings<T>) {
    this.#around = around;
  }

  /** Somebody begins to look; gives what ends it. */
  watch(): () => void {
    this.#watchers += 1;
    if (this.#known === undefined) void this.refresh();
    else this.#plan();
    let watching = true;
    return () => {
      if (!watching) return;
      watching = false;
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#rest();
    };
  }

  /** Asks now; who comes while a question is under way waits for its answer. */
  refresh(): Promise<void> {
    this.#rest();
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
      this.#plan();
    });
    return this.#asking;
  }

  /** Takes note of what is known from elsewhere, such as the answer to an own act. */
  learn(known: T): void {
    this.#known = known;
    this.#pause = SOON_MS;
    this.#around.show(known);
    this.#plan();
  }

  /** The page is seen again, or is online again. */
  wake(): void {
    this.#pause = POLL_MS;
    if (this.#watchers > 0 && this.#around.visible() && this.#open()) void this.refresh();
  }

  /** Forgets everything: somebody else works here now. */
  forget(): void {
    this.#known = undefined;
    this.#rest();
  }

  async #ask(): Promise<void> {
    try {
      const known = await this.#around.load();
      this.#known = known;
      this.#pause = POLL_MS;
      this.#around.show(known);
    } catch {
      // What was known stays on the screen; the next question may find an answer.
      this.#pause = Math.min(this.#pause * 2, LONGEST_MS);
    }
  }

  /** Whether asking makes sense: nothing was heard yet, or something is still to come. */
  #open(): boolean {
    return this.#known === undefined || this.#around.pending(this.#known);
  }

  #rest(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #plan(): void {
    this.#rest();
    if (this.#watchers === 0 || this.#asking || !this.#around.visible() || !this.#open()) return;
    this.#callOff = this.#around.after(this.#pause, () => void this.refresh());
  }
}
