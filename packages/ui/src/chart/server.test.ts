import { createServer, type ViteDevServer } from "vite";
import solid from "vite-plugin-solid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// The public portal draws charts on the server; this compiles them as it does and reads the markup.
const PAGE = "/virtual-chart-page.tsx";
const SOURCE = `
import { renderToString } from "solid-js/web";
import { SCurve } from "/src/chart/s-curve.tsx";
import { DeviationBars } from "/src/chart/deviation-bars.tsx";
import { HeatGrid } from "/src/chart/heat-grid.tsx";
import { SmallBar } from "/src/chart/small-bar.tsx";
const at = (value) => ({ value, text: value.toFixed(2).replace(".", ",") + "%" });
const facts = { finding: "Fisik tertinggal", asOf: "Per 30 April 2026 pukul 17.00 WITA", coverage: { counted: 31, expected: 47 } };
export const curve = () => renderToString(() => <SCurve {...facts} months={["Jan", "Feb", "Mar", "Apr"]}
  plan={[at(10), at(20), at(30), at(40)]} physical={[at(8), null, at(21), at(39)]} money={[at(5), at(9), at(12), at(14)]} lastPublished={2} />);
export const bars = () => renderToString(() => <DeviationBars {...facts} items={[
  { key: "a", label: "Dinas A", deviation: at(2), state: "green" },
  { key: "b", label: "Dinas B", deviation: null, state: "unreported", note: "belum mengirim" },
  { key: "c", label: "Dinas C", deviation: at(-9), state: "red" }]} />);
export const heat = () => renderToString(() => <HeatGrid {...facts} months={["Jan", "Feb"]}
  rows={[{ key: "a", label: "Dinas A", states: ["unreported", null] }]}
  link={(cell, content) => <a href={"/opd/" + cell.row.key} aria-label={cell.name}>{content}</a>} />);
export const small = () => renderToString(() => <SmallBar label="Fisik" value={at(45)} plan={at(50)} state="yellow" />);
`;

type Page = Record<"curve" | "bars" | "heat" | "small", () => string>;

let server: ViteDevServer;
let page: Page;

beforeAll(async () => {
  server = await createServer({
    root: new URL("../..", import.meta.url).pathname,
    configFile: false,
    logLevel: "error",
    appType: "custom",
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [
      {
        name: "chart-page",
        resolveId: (id) => (id === PAGE ? PAGE : null),
        load: (id) => (id === PAGE ? SOURCE : null),
      },
      solid({ ssr: true }),
    ],
  });
  page = (await server.ssrLoadModule(PAGE)) as Page;
});

afterAll(() => server.close());

const text = (html: string) =>
  html
    .replace(/<!--.*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

describe("charts on the server", () => {
  it("carry the finding, the instant, how many reported, and the same figures as a table", () => {
    for (const html of [page.curve(), page.bars(), page.heat()]) {
      expect(text(html)).toContain("Fisik tertinggal");
      expect(text(html)).toContain("Per 30 April 2026 pukul 17.00 WITA · 31 dari 47 OPD");
      expect(html).toMatch(/<details[\s\S]*<table/);
    }
  });

  it("need no inline style, so that a strict content policy does not blank them", () => {
    for (const draw of Object.values(page)) expect(draw()).not.toMatch(/\sstyle=/);
  });

  it("say in the table that a month has no figure, and hide what is not yet published", () => {
    const table = text(page.curve().split("<details")[1] ?? "");
    expect(table).toContain("Feb 20,00% belum ada 9,00%");
    expect(table).toContain("Apr 40,00% belum ada belum ada");
    expect(page.curve()).not.toContain("39,00%");
    expect(page.curve()).toContain("Fisik 21,00% pada Mar");
  });

  it("put the furthest behind first and say in words what has no bar", () => {
    const words = text(page.bars().split("<details")[0] ?? "");
    expect(words.indexOf("Dinas C")).toBeLessThan(words.indexOf("Dinas A"));
    expect(words.indexOf("Dinas A")).toBeLessThan(words.indexOf("Dinas B"));
    expect(words).toContain("Belum lapor");
  });

  it("give every reported square of the heat grid a word and a link with its full name", () => {
    expect(page.heat()).toContain('aria-label="Dinas A, Jan: Belum lapor"');
    expect(page.heat()).toContain('href="/opd/a"');
    expect(text(page.heat())).toContain("belum tiba");
  });

  it("state value, plan and state of a small bar in words", () => {
    expect(text(page.small())).toMatch(/Fisik 45,00% Kuning Rencana 50,00%/);
  });
});
