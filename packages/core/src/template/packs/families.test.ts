import { describe, expect, it } from "vitest";
import { checkDefinition } from "../check.ts";
import { compileTemplate } from "../program.ts";
import { TEMPLATE_PACKS } from "./index.ts";

describe("every starter pack", () => {
  it.each(TEMPLATE_PACKS.map(({ definition }) => [definition.id, definition] as const))("%s is free of problems", (_, definition) => {
    expect(checkDefinition(definition)).toBeNull();
    expect(compileTemplate(definition).problems).toEqual([]);
  });
});
