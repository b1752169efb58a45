import type { PortalServer } from "@selaras/portal/contract.ts";

// What portal-built.js passes on: the types stand here, so that they need no build.
export declare const renderPage: PortalServer["renderPage"];
export declare const brandSheet: PortalServer["brandSheet"];
export declare const markFile: PortalServer["markFile"];
export declare const openCsv: PortalServer["openCsv"];
export declare const openJson: PortalServer["openJson"];
