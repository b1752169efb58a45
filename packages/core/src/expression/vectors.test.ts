import { describe, expect, it } from "vitest";
import { VECTOR_CATALOGUE } from "../indicator/vector-catalogue.ts";
import { disagreement, type Vector } from "./vector.ts";
import golden from "./vectors.json" with { type: "json" };

const vectors = golden.vectors as readonly Vector[];

describe("golden vectors", () => {
  it("is the format this runner knows, with names of their own", () => {
    expect(golden.format).toBe(1);
    expect(new Set(vectors.map((vector) => vector.name)).size).toBe(vectors.length);
    expect(vectors.length).toBeGreaterThanOrEqual(220);
  });

  it.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_, vector) => {
    expect(disagreement(vector, VECTOR_CATALOGUE)).toBeUndefined();
  });
});
