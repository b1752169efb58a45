/** Runs work on the same name strictly one after another, work on different names side by side. */
export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Waits for earlier work on `name`, then runs `work` and returns its result or raises its error. */
  async run<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#last.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(name) === turn) this.#last.delete(name);
    }
  }
}
