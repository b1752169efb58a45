import { HOST_HEADER } from "../packages/functions/src/http/edge.ts";

/*
 * The little that runs at the edge, before the cache: CloudFront's own JavaScript, which knows no imports. What it must
 * know is written into it when the stage is deployed. Tests run these texts.
 */

/** Endings of files of a site. A path with one of them names a file; any other path is a page of the site. */
const FILE_ENDING = "\\.(?:css|html|ico|js|json|map|png|svg|txt|webmanifest|webp|woff2?)$";

/** The shape of a regency's slug, `TenantId` in packages/core/src/kernel/id.ts. */
const SLUG = "[a-z][a-z0-9-]{1,30}";

/** The one query that a public page and a public question depend on, besides path and host. */
export const YEAR_QUERY = { page: "tahun", question: "year" } as const;
/** The page with a form for the code of a document, and the form's one field. Its answer is a redirect that nobody keeps. */
export const CODE_QUERY = { path: "/periksa", name: "kode" } as const;

/**
 * Leaves of a query one year, or the code that was typed, or nothing: whatever else somebody adds would be another copy
 * to make and to keep. The value stays as the browser wrote it, escapes and all.
 */
const KEEP_QUERY = `
function keepQuery(request) {
  if (request.uri === ${JSON.stringify(CODE_QUERY.path)}) {
    var code = request.querystring[${JSON.stringify(CODE_QUERY.name)}];
    request.querystring = {};
    if (code !== undefined && code.multiValue === undefined && /^[0-9A-Za-z%+._~-]{1,600}$/.test(code.value)) {
      request.querystring[${JSON.stringify(CODE_QUERY.name)}] = { value: code.value };
    }
    return;
  }
  var name = request.uri.indexOf("/api/") === 0 ? ${JSON.stringify(YEAR_QUERY.question)} : ${JSON.stringify(YEAR_QUERY.page)};
  var asked = request.querystring[name];
  request.querystring = {};
  if (asked !== undefined && asked.multiValue === undefined && /^20[0-9][0-9]$/.test(asked.value)) {
    request.querystring[name] = { value: asked.value };
  }
}`;

/**
 * Says which host was asked for: the gateway sees its own name only. Whatever came in that header is gone. A host that
 * can be no regency's ends here, before it costs anything.
 */
export const passHost = (apex: string, reserved: readonly string[]): string => `
var APEX = ${JSON.stringify(`.${apex}`)};
var RESERVED = ${JSON.stringify(reserved)};
${KEEP_QUERY}
function handler(event) {
  var request = event.request;
  var host = request.headers.host.value.toLowerCase().replace(/:[0-9]+$/, "");
  var slug = host.slice(0, -APEX.length);
  if (host !== slug + APEX || !/^${SLUG}$/.test(slug) || RESERVED.indexOf(slug) >= 0) {
    return { statusCode: 404, statusDescription: "Not Found" };
  }
  request.headers[${JSON.stringify(HOST_HEADER)}] = { value: host };
  keepQuery(request);
  return request;
}`;

/**
 * Pages of the officials' site: every path that names no file is the one page, which finds its way by itself. A missing
 * script is never answered with a page. The bare domain leads to the site's own host.
 */
export const officialsPages = (files: readonly string[], app: string | null): string => `
var FILES = ${JSON.stringify(files)};
var APP = ${JSON.stringify(app)};
function handler(event) {
  var request = event.request;
  var host = request.headers.host.value;
  if (APP !== null && host !== APP) {
    return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: "https://" + APP + "/" } } };
  }
  if (FILES.indexOf(request.uri) >= 0) return request;
  if (/${FILE_ENDING}/.test(request.uri.toLowerCase())) return { statusCode: 404, statusDescription: "Not Found" };
  request.uri = "/index.html";
  return request;
}`;

/** Cookie that remembers a regency on a stage that has no host names for them. */
const LOOK_COOKIE = "selaras-look";

/**
 * A stage without a domain has no host per regency: `/__look/kukar` remembers one in a cookie and leads to its first
 * page, `/__look/` forgets it. Never part of a stage with a domain, where only the host counts.
 */
export const passChosenHost = (): string => `
${KEEP_QUERY}
function handler(event) {
  var request = event.request;
  var look = /^\\/__look\\/(${SLUG})?$/.exec(request.uri);
  if (look !== null) {
    var attributes = "Path=/; Secure; HttpOnly; SameSite=Lax" + (look[1] ? "" : "; Max-Age=0");
    return {
      statusCode: 302,
      statusDescription: "Found",
      headers: { location: { value: "/" }, "cache-control": { value: "no-store" } },
      cookies: { ${JSON.stringify(LOOK_COOKIE)}: { value: look[1] || "", attributes: attributes } },
    };
  }
  var chosen = request.cookies[${JSON.stringify(LOOK_COOKIE)}];
  var host = request.headers.host.value;
  var named = chosen !== undefined && /^${SLUG}$/.test(chosen.value) ? chosen.value + "." + host : host;
  request.headers[${JSON.stringify(HOST_HEADER)}] = { value: named };
  keepQuery(request);
  return request;
}`;
