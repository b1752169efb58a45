import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import type { PortalServer } from "../src/contract.ts";
import { clientFolder, loadPortal } from "./bundle.ts";
import { home } from "./sample.ts";

let portal: PortalServer;
beforeAll(async () => {
  portal = await loadPortal();
});

const files = (ending: string) => readdirSync(clientFolder).filter((name) => name.endsWith(ending));
const weigh = (name: string) => gzipSync(readFileSync(new URL(name, clientFolder)), { level: 9 }).length;

describe("the weight of a public page", () => {
  it("is below 20 KB of script and style, gzipped, brand included; the script below 2 KB", () => {
    const scripts = files(".js").map(weigh);
    const styles = files(".css").map(weigh);
    const brand = gzipSync(portal.brandSheet("#0b6e4f")).length;
    expect(scripts).toHaveLength(1);
    expect(styles).toHaveLength(1);
    expect(Math.max(...scripts)).toBeLessThan(2 * 1024);
    expect([...scripts, ...styles].reduce((sum, bytes) => sum + bytes, brand)).toBeLessThan(20 * 1024);
  });

  it("loads exactly the built files, under names that change with their content", () => {
    const page = portal.renderPage({ page: "home", home }).html;
    for (const name of [...files(".js"), ...files(".css")]) {
      expect(name).toMatch(/^portal-[\w-]{8}\.(?:js|css)$/);
      expect(page).toContain(`"/assets/${name}"`);
    }
    expect(page).not.toMatch(/(?:src|href)="https?:/);
  });

  it("carries one font, from the own house, and shows text before it has come", () => {
    const [style = ""] = files(".css").map((name) => readFileSync(new URL(name, clientFolder), "utf8"));
    expect(files(".woff2")).toHaveLength(1);
    expect(style).toMatch(/font-display:\s*swap/);
    expect(style).not.toMatch(/url\((?!["']?\/assets\/)/);
  });

  it("keeps the home of a regency below 60 KB of markup", () => {
    expect(portal.renderPage({ page: "home", home }).html.length).toBeLessThan(60 * 1024);
  });
});
