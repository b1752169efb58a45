import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { RESERVED_SLUGS } from "../../packages/core/src/kernel/id.ts";
import { tenantOfHost } from "../../packages/functions/src/http/request.ts";
import { officialsPages, passChosenHost, passHost } from "../edge-code.ts";

type Value = { readonly value: string };
type Query = Readonly<Record<string, Value & { readonly multiValue?: readonly Value[] }>>;
type Request = {
  readonly uri: string;
  readonly querystring: Query;
  readonly headers: Readonly<Record<string, Value>>;
  readonly cookies: Readonly<Record<string, Value>>;
};
type Response = {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, Value>>;
  readonly cookies?: Readonly<Record<string, Value & { readonly attributes: string }>>;
};

/** Runs a text as CloudFront does: alone, with an event. */
function run(
  code: string,
  uri: string,
  headers: Record<string, string>,
  cookies: Record<string, string> = {},
  querystring: Query = {},
) {
  const values = (of: Record<string, string>) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { value }]));
  const event = { request: { uri, querystring, headers: values(headers), cookies: values(cookies) } };
  // The text ends in a function of this name; what it gives is one of the two.
  return runInNewContext(`${code}\nhandler(${JSON.stringify(event)})`) as Request & Response;
}

const hostOf = (answer: Request) => answer.headers["selaras-host"]?.value;

describe("a regency's public site", () => {
  const code = passHost("selaras.example", RESERVED_SLUGS);
  const of = (host: string) => run(code, "/", { host, "selaras-host": "bombana.selaras.example" });

  it("says which host was asked for, whatever the visitor wrote there", () => {
    expect(hostOf(of("kukar.selaras.example"))).toBe("kukar.selaras.example");
  });

  it("has one name, however it is written", () => {
    expect(hostOf(of("KuKar.Selaras.example:443"))).toBe("kukar.selaras.example");
  });

  const LABELS = ["kukar", "kab-bombana", "k2", "a", "2026", "-kukar", "ku_kar", "*", "xn--kukar", "", "a".repeat(31)];
  it.each([...LABELS, "a".repeat(32), ...RESERVED_SLUGS])(
    "%j stands exactly where the functions see a slug",
    (label) => {
      const host = `${label}.selaras.example`;
      const answer = of(host);
      expect([label, answer.statusCode, tenantOfHost(host) !== null]).toEqual(
        answer.statusCode === 404 ? [label, 404, false] : [label, undefined, true],
      );
    },
  );

  it.each(["selaras.example", "kukar.x.selaras.example", "kukar.selaras.example.org", "kukarselaras.example", "kukar"])(
    "does not stand at %s",
    (host) => expect(of(host).statusCode).toBe(404),
  );
});

describe("the year that is asked for", () => {
  const asked = (uri: string, querystring: Query) =>
    run(passHost("selaras.example", []), uri, { host: "kukar.selaras.example" }, {}, querystring).querystring;
  const YEAR = { value: "2026" };

  it("is passed on alone: of pages, of questions, and where regencies are chosen", () => {
    const both = { tahun: YEAR, year: { value: "2025" }, utm: { value: "x" } };
    expect(asked("/", both)).toEqual({ tahun: YEAR });
    expect(asked("/perangkat-daerah/dinkes", both)).toEqual({ tahun: YEAR });
    expect(asked("/api/public/home", both)).toEqual({ year: { value: "2025" } });
    const chosen = run(passChosenHost(), "/", { host: "abc.cloudfront.net" }, { "selaras-look": "kukar" }, both);
    expect(chosen.querystring).toEqual({ tahun: YEAR });
  });

  it.each(["", "abc", "1999", "2100", "20266", " 2026", "2026\n", "２０２６"])("is dropped when it is %j", (value) => {
    expect(asked("/", { tahun: { value } })).toEqual({});
  });

  it("is dropped when there are several", () => {
    expect(asked("/", { tahun: { value: "2026", multiValue: [YEAR, { value: "2025" }] } })).toEqual({});
  });
});

describe("the code that is typed", () => {
  const asked = (uri: string, querystring: Query) =>
    run(passHost("selaras.example", []), uri, { host: "kukar.selaras.example" }, {}, querystring).querystring;

  it("is passed on to its form, alone, and nowhere else", () => {
    const kode = { value: "0123%204567+89ab-CDEF" };
    expect(asked("/periksa", { kode, tahun: { value: "2026" }, utm: { value: "x" } })).toEqual({ kode });
    for (const uri of ["/", "/periksa/", "/v/0123", "/api/public/home"]) expect(asked(uri, { kode })).toEqual({});
  });

  it.each(["", "a&b", "a=b", "\n", "ｋ", "a".repeat(601)])("is dropped when it is %j", (value) => {
    expect(asked("/periksa", { kode: { value } })).toEqual({});
  });
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
