import type { Catalogue } from "../expression/vector.ts";
import { STARTER_METHODS, STARTER_SCALES } from "./catalogue.ts";
import { methodsInScope } from "./methods.ts";
import { scalesInScope } from "./scales.ts";
import type { Method } from "./schema.ts";

const capped: readonly Method[] = STARTER_METHODS.flatMap((method) =>
  method.id === "naik"
    ? [
        { ...method, id: "naik-120", label: "Makin tinggi makin baik, paling banyak 120", cap: "120" },
        { ...method, id: "naik-bulat", label: "Makin tinggi makin baik, dibulatkan", decimals: 1, rounded: true },
      ]
    : [],
);

/** What golden vectors may ask: the methods and scales a regency begins with, one that is capped and one that rounds. */
export const VECTOR_CATALOGUE: Catalogue = {
  methods: methodsInScope([...STARTER_METHODS, ...capped]),
  scales: scalesInScope(STARTER_SCALES),
};
