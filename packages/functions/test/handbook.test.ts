import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { declaredFailures } from "@selaras/core/kernel/failure.ts";
// Whatever the outside can reach is loaded by the entry points and by the document, which names every operation of the
// officials' API; with it every failure is declared.
import "../src/api.ts";
import "../src/jobs.ts";
import "../src/public.ts";
import "../src/stream.ts";
import { STATUS } from "../src/http/answer.ts";
import { documentOf } from "../src/http/openapi.ts";

await documentOf();

const packages = new URL("../../", import.meta.url);
const errors = new URL("handbook/errors/", packages);
/** The page of the answers per cell, which are no failures of a request. */
const CELLS = "cells";

const pages = readdirSync(errors)
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.slice(0, -".md".length));
const text = (name: string): string => readFileSync(new URL(`${name}.md`, errors), "utf8");
const sources = (folder: URL): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"));
const core = sources(new URL("core/src/", packages)).join("\n");
const functions = sources(new URL("functions/src/", packages)).join("\n");

describe("the handbook's list of failures", () => {
  it("has a page for every declared code and none for codes that no longer exist", () => {
    expect(pages.filter((name) => name !== CELLS).sort()).toEqual([...declaredFailures().keys()].sort());
  });

  it("misses no code that some module declares without being loaded here", () => {
    const written = [...`${core}\n${functions}`.matchAll(/failure(?:<[^>]*>)?\(\s*"([a-z]+\.[a-z_]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect([...new Set(written)].sort()).toEqual([...declaredFailures().keys()].sort());
  });

  it("explains every answer that a cell can get", () => {
    const codes = new Set([...core.matchAll(/"(report\.cell_[a-z]+)"/g)].map((match) => match[1] ?? ""));
    expect(codes.size).toBeGreaterThan(5);
    expect([...codes].filter((code) => !text(CELLS).includes(code))).toEqual([]);
  });

  it("names on each page the code and its status, and says something", () => {
    const thin = [...declaredFailures()].filter(([code, kind]) => {
      if (!pages.includes(code)) return false; // told above
      const page = text(code);
      return !page.startsWith(`# ${code}\n`) || !page.includes(`HTTP ${STATUS[kind]}`) || page.length < 100;
    });
    expect(thin).toEqual([]);
  });
});

describe("the page of edge cases", () => {
  const page = readFileSync(new URL("handbook/edge-cases.md", packages), "utf8");
  const named = [...page.matchAll(/`([a-z]+\/test\/[\w./-]+\.test\.ts)`: (.+?) \|$/gm)].map(
    ([, file = "", title = ""]) => ({ file, title }),
  );

  it("names a test for every case, and every test it names exists under that title", () => {
    const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| Case "));
    expect(named).toHaveLength(rows.length);
    const absent = named.filter(
      ({ file, title }) => !readFileSync(new URL(file, packages), "utf8").includes(`it("${title}"`),
    );
    expect(absent).toEqual([]);
  });

  it("holds every case that was promised", () => {
    const promised = [
      "Empty chair",
      "Holder replaced while open",
      "Same person twice",
      "Chain edited while reports run",
      "Quorum member leaves",
      "Condition becomes true after a return",
      "OPD merged during the chain",
      "Budget change during the chain",
      "Device clock wrong",
      "Regency suspended",
    ];
    expect(promised.filter((each) => !page.includes(`| ${each} |`))).toEqual([]);
  });
});
