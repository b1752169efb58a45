import type { JSX } from "solid-js";
import { renderToString } from "solid-js/web";
import type { PortalPage, RenderedPage } from "./contract.ts";
import { AboutPage } from "./pages/about.tsx";
import { CheckPage } from "./pages/check.tsx";
import { HomePage } from "./pages/home.tsx";
import { NotFoundPage, TroublePage, UnknownCodePage } from "./pages/nowhere.tsx";
import { ProofPage } from "./pages/proof.tsx";
import { ReportPage } from "./pages/report.tsx";
import { UnitPage } from "./pages/unit.tsx";

const headers = { "content-type": "text/html; charset=utf-8", "content-language": "id" };

function draw(page: PortalPage): JSX.Element {
  switch (page.page) {
    case "home":
      return <HomePage home={page.home} />;
    case "unit":
      return <UnitPage unit={page.unit} home={page.home} />;
    case "report":
      return <ReportPage report={page.report} />;
    case "about":
      return <AboutPage tenant={page.tenant} />;
    case "proof":
      return <ProofPage proof={page.proof} />;
    case "check":
      return <CheckPage tenant={page.tenant} />;
    case "unknown-code":
      return <UnknownCodePage />;
    case "not-found":
      return <NotFoundPage />;
    default:
      return <TroublePage requestId={page.requestId} />;
  }
}

const STATUS: Readonly<Partial<Record<PortalPage["page"], RenderedPage["status"]>>> = {
  "not-found": 404,
  "unknown-code": 404,
  trouble: 500,
};

/** A whole HTML page. Pure: the same page gives the same bytes, so that its tag can be compared. */
export function renderPage(page: PortalPage): RenderedPage {
  return { status: STATUS[page.page] ?? 200, html: `<!doctype html>${renderToString(() => draw(page))}`, headers };
}
