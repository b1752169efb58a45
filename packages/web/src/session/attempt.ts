import { createSignal } from "solid-js";
import type { SignInProblem } from "./sign-in.ts";

const library = () => import("./sign-in.ts");

/** Runs one step of signing in: busy while it runs, a sentence when it fails. */
export function createAttempt() {
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<SignInProblem>();
  const attempt = async <T>(
    work: (from: Awaited<ReturnType<typeof library>>) => Promise<T>,
  ): Promise<T | undefined> => {
    if (busy()) return undefined;
    setBusy(true);
    setProblem(undefined);
    try {
      return await work(await library());
    } catch (thrown) {
      const found = await library().then(
        (from) => from.problemOf(thrown),
        () => "network" as const,
      );
      setProblem(found);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, setProblem, attempt };
}
