import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { officialsPages, passChosenHost, passHost } from "../edge-code.ts";

type Value = { readonly value: string };
type Request = {
  readonly uri: string;
  readonly headers: Readonly<Record<string, Value>>;
  readonly cookies: Readonly<Record<string, Value>>;
};
type Response = {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, Value>>;
  readonly cookies?: Readonly<Record<string, Value & { readonly attributes: string }>>;
};

/** Runs a text as CloudFront does: alone, with an event. */
function run(code: string, uri: string, headers: Record<string, string>, cookies: Record<string, string> = {}) {
  const values = (of: Record<string, string>) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { value }]));
  const event = { request: { uri, headers: values(headers), cookies: values(cookies) } };
  // The text ends in a function of this name; what it gives is one of the two.
  return runInNewContext(`${code}\nhandler(${JSON.stringify(event)})`) as Request & Response;
}

const hostOf = (answer: Request) => answer.headers["selaras-host"]?.value;

it("says which host was asked for, whatever the visitor wrote there", () => {
  const answer = run(passHost(), "/", { host: "kukar.selaras.example", "selaras-host": "bombana.selaras.example" });
  expect(hostOf(answer)).toBe("kukar.selaras.example");
});

describe("pages of the officials' site", () => {
  const code = officialsPages(["/index.html", "/offline-worker.js", "/config.json"], "app.selaras.example");
  const at = (uri: string, host = "app.selaras.example") => run(code, uri, { host });

  it.each(["/", "/laporan/rfk.2026-03.dinkes.1", "/masuk", "/papan/rfk/2026", "/laporan/rfk.2026-03.dinkes.1/"])(
    "%s is the one page",
    (uri) => expect(at(uri).uri).toBe("/index.html"),
  );
  it.each(["/offline-worker.js", "/config.json"])("%s is itself", (uri) => expect(at(uri).uri).toBe(uri));
  it.each(["/gone.js", "/old-worker.JS", "/x/y.map"])("%s is missing, and no page comes in its place", (uri) =>
    expect(at(uri).statusCode).toBe(404),
  );
  it("leads from the bare domain to the site's own host", () => {
    const answer = at("/laporan", "selaras.example");
    expect([answer.statusCode, answer.headers?.["location"]?.value]).toEqual([301, "https://app.selaras.example/"]);
  });
  it("leads nowhere where there is no domain", () => {
    const answer = run(officialsPages(["/index.html"], null), "/masuk", { host: "abc.cloudfront.net" });
    expect(answer.uri).toBe("/index.html");
  });
});

describe("a stage without a domain", () => {
  const at = (uri: string, cookies: Record<string, string> = {}) =>
    run(passChosenHost(), uri, { host: "abc.cloudfront.net", "selaras-host": "kukar.selaras.example" }, cookies);

  it("remembers a regency and leads to its first page", () => {
    const answer = at("/__look/kukar");
    expect([answer.statusCode, answer.headers?.["location"]?.value]).toEqual([302, "/"]);
    expect(answer.cookies?.["selaras-look"]).toEqual({
      value: "kukar",
      attributes: "Path=/; Secure; HttpOnly; SameSite=Lax",
    });
  });
  it("forgets it", () => {
    expect(at("/__look/").cookies?.["selaras-look"]).toEqual({
      value: "",
      attributes: "Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0",
    });
  });
  it("shows the remembered one", () => {
    expect(hostOf(at("/", { "selaras-look": "kukar" }))).toBe("kukar.abc.cloudfront.net");
  });
  it.each(["", "<b>", "kukar.evil", "KUKAR", "a"])("shows none for the cookie %j", (value) => {
    expect(hostOf(at("/", { "selaras-look": value }))).toBe("abc.cloudfront.net");
  });
  it("shows none without a cookie, whatever the visitor wrote", () => {
    expect(hostOf(at("/laporan/rfk/2026-03/dinkes"))).toBe("abc.cloudfront.net");
  });
});
