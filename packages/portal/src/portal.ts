import { brandCss } from "@selaras/ui/tokens/brand.ts";
import type { PortalServer } from "./contract.ts";
import { openCsv as csv, openJson as json } from "./open-year.ts";
import { markFile as mark } from "./parts/mark.tsx";
import { renderPage as render } from "./render.tsx";

/** Entry of the server bundle; `contract.ts` is its type for those who load the built file. */
// Named one by one by the contract, so that the compiler compares both.
export const { renderPage, brandSheet, markFile, openCsv, openJson }: PortalServer = {
  renderPage: render,
  brandSheet: brandCss,
  markFile: mark,
  openCsv: csv,
  openJson: json,
};
