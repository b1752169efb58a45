import type { PublicHome, PublicProof, PublicReport, PublicTenant, PublicUnit } from "@selaras/core/portal/schema.ts";

/** What a page shows. Everything in it is public already; the pages add words and nothing else. */
export type PortalPage =
  | { readonly page: "home"; readonly home: PublicHome }
  /** `home` of the same year tells which months the regency has, and which years there are. */
  | { readonly page: "unit"; readonly unit: PublicUnit; readonly home: PublicHome }
  | { readonly page: "report"; readonly report: PublicReport }
  | { readonly page: "about"; readonly tenant: PublicTenant }
  /** What a code proves, and the place where one types a code or shows a document. */
  | { readonly page: "proof"; readonly proof: PublicProof }
  | { readonly page: "check"; readonly tenant: PublicTenant }
  /** Without name or colour, like `not-found`: nobody learns whether a code exists elsewhere, or will. */
  | { readonly page: "unknown-code" }
  /** Without name or colour: an unknown region and an unknown report must look the same. */
  | { readonly page: "not-found" }
  | { readonly page: "trouble"; readonly requestId: string };

/** A page ready to be sent. Cache and security headers are added by whoever sends it. */
export type RenderedPage = {
  readonly status: 200 | 404 | 500;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** All published reports of one template's year, for people who compute themselves. */
export type OpenYear = {
  readonly home: PublicHome;
  readonly reports: readonly PublicUnit["reports"][number][];
};

/** What the built server bundle (`dist/server/portal.js`) exports. */
export type PortalServer = {
  readonly renderPage: (page: PortalPage) => RenderedPage;
  /** The style sheet of a tenant's colour; a malformed colour gives the default one. */
  readonly brandSheet: (brand: string) => string;
  /** The tenant's shield as an SVG file. */
  readonly markFile: (tenant: Pick<PublicTenant, "name" | "brand">) => string;
  /** Semicolons, byte order mark, decimal comma: opens in an Indonesian Excel by double click. */
  readonly openCsv: (year: OpenYear) => string;
  readonly openJson: (year: OpenYear) => unknown;
};
