import { packed } from "./step.ts";

/**
 * A short chain for corrections of what is out: the head signs what differs, which the product shows old and new. The
 * verifier is left out because the rest was verified before [P]; a tenant that wants more names another chain.
 */
export const correction = packed({ chain: "koreksi", label: "Koreksi: langsung ke kepala" }, [
  {
    key: "tanda-tangan",
    label: "Tanda tangan kepala",
    kind: "sign",
    post: "kepala",
    limit: { amount: 2, unit: "days" },
    opens: "flagged",
  },
]);
