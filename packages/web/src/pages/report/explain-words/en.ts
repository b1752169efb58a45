import type { ExplainWords } from "./id.ts";

export const en: ExplainWords = {
  left: (names) => `Incomplete; not reported: ${names}.`,
  method: (label, n) => `Method: ${label} (version ${n})`,
  scale: (label, n) => `Scale: ${label} (version ${n})`,
  perRow: "Used in every row.",
  limited: (raw, limit) => `Original figure ${raw}, counted with ${limit}.`,
  assessed: "The formula has no answer; the assessor's score counts.",
  inClass: (value, name, range) => `${value} is ${name}: ${range}.`,
  source: (source) => `Source: ${source}`,
  from: {
    entered: "Entered in this report",
    computed: "Computed",
    pinned: "Reference of the report",
    earlier: "From earlier reports",
    drawn: "Drawn from the source report",
  },
  sources: "Source reports",
  reason: (reason) => `Reason: ${reason}`,
};
