import type { JSX } from "solid-js";
import { renderToString } from "solid-js/web";
import type { PortalPage, RenderedPage } from "./contract.ts";
import { AboutPage } from "./pages/about.tsx";
import { HomePage } from "./pages/home.tsx";
import { NotFoundPage, TroublePage } from "./pages/nowhere.tsx";
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
    case "not-found":
      return <NotFoundPage />;
    default:
      return <TroublePage requestId={page.requestId} />;
  }
}

/** A whole HTML page. Pure: the same page gives the same bytes, so that its tag can be compared. */
export function renderPage(page: PortalPage): RenderedPage {
  const status = page.page === "not-found" ? 404 : page.page === "trouble" ? 500 : 200;
  return { status, html: `<!doctype html>${renderToString(() => draw(page))}`, headers };
}
