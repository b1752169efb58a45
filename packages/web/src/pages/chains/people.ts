import type { Simulation } from "./simulate-panel.tsx";

/** Names of those who would act at a step, as it was tried out; undefined = not tried, or the step is skipped. */
export function peopleOf(result: Simulation | undefined, key: string): readonly string[] | undefined {
  const step = result?.steps.find((each) => each.key === key);
  if (!step || step.runs === "no") return undefined;
  return step.seats.flatMap((seat) =>
    (seat.chair.holders.length > 0 ? seat.chair : (seat.goesTo ?? seat.chair)).holders.map((holder) => holder.name),
  );
}
