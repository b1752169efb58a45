import type { Words } from "./id.ts";

/** Texts of the page of signing in English. */
export const en: Words = {
  title: "Signature and documents",
  about: "For reports that are signed from now on. What was signed does not change.",
  readOnly: "Only the regency's admin may change these settings. You can read them.",
  change: "Change",
  save: "Save settings",
  saved: "Settings saved.",
  signer: {
    label: "Who seals reports",
    internal: "The key of Selaras",
    internalHint: "Internal seal: proves that content did not change. No certified electronic signature.",
    bsre: "Electronic seal of BSrE",
    bsreHint:
      "Only when the regency has an agreement with BSSN and the operator has installed its account. While BSrE does not answer, reports wait before they are published.",
    bsreWarning:
      "Make sure that the operator has installed the BSrE account of this regency. Without it signed reports do not come out.",
  },
  factor: {
    label: "Second factor when signing",
    on: "Asked for at every signature",
    off: "Not asked for",
    hint: (minutes) =>
      `The signer signs in again with a code of the authenticator, good for ${minutes} minutes. Who has none is led to set it up first.`,
    warning:
      "Who has an authenticator is known to the sign-in service only and not recorded here. Ask the heads to set it up first, under account security.",
  },
  paper: {
    label: "Paper of documents",
    F4: "F4 (folio, 215 x 330 mm)",
    A4: "A4 (210 x 297 mm)",
    hint: "For documents made from now on. Default: F4.",
  },
};
