import type { TokenChoice } from "@selaras/core/report/telling.ts";

/** The figures whose name, place or label has every word that was typed. */
export function found(figures: readonly TokenChoice[], typed: string): readonly TokenChoice[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return figures.filter(({ label, place, name }) => {
    const all = `${label} ${place} ${name}`.toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
}
