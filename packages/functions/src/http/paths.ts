/**
 * Method and path of every operation that the outside can reach. Pure, so that the browser's client and the server's
 * router share it; `:name` parts, the query and the body together are the operation's input.
 */
export const PATHS = {
  "account.session": ["GET", "/session"],
  "account.me": ["GET", "/me"],
  "account.people": ["GET", "/people"],
  "account.addPerson": ["POST", "/people"],
  "account.changePerson": ["PUT", "/people/:personId"],
  "account.setActive": ["POST", "/people/:personId/active"],
  "approval.inbox": ["GET", "/inbox"],
  "report.mine": ["GET", "/reports"],
  "report.open": ["POST", "/reports"],
  "report.view": ["GET", "/reports/:id"],
  "report.save": ["POST", "/reports/:id/cells"],
  "report.submit": ["POST", "/reports/:id/submit"],
  "report.withdraw": ["POST", "/reports/:id/withdraw"],
  "report.verify": ["POST", "/reports/:id/verify"],
  "report.sendBack": ["POST", "/reports/:id/send-back"],
  "report.sign": ["POST", "/reports/:id/sign"],
  "report.release": ["POST", "/reports/:id/release"],
  "report.recall": ["POST", "/reports/:id/recall"],
  "report.issue": ["POST", "/reports/:id/issue"],
  "report.hold": ["POST", "/reports/:id/hold"],
  "report.unhold": ["POST", "/reports/:id/unhold"],
  "report.exception": ["POST", "/reports/:id/exceptions"],
  "report.askCorrection": ["POST", "/reports/:id/correction"],
  "report.answerCorrection": ["POST", "/reports/:id/correction/answer"],
  "report.dropCorrection": ["POST", "/reports/:id/correction/drop"],
  "report.void": ["POST", "/reports/:id/void"],
  "report.threads": ["GET", "/reports/:id/threads"],
  "report.comment": ["POST", "/reports/:id/threads"],
  "report.resolve": ["POST", "/reports/:id/threads/:thread/resolve"],
  "report.findings": ["GET", "/reports/:id/findings"],
  "report.find": ["POST", "/reports/:id/findings"],
  "report.respond": ["POST", "/reports/:id/findings/:finding/response"],
  "report.closeFinding": ["POST", "/reports/:id/findings/:finding/close"],
  "report.memo": ["PUT", "/reports/:id/memo"],
  "report.verifyMany": ["POST", "/decisions"],
  "report.movePreview": ["POST", "/reports/:id/move/preview"],
  "report.move": ["POST", "/reports/:id/move"],
  "report.history": ["GET", "/reports/:id/history"],
  "report.differences": ["GET", "/reports/:id/differences"],
  "evidence.announce": ["POST", "/reports/:id/evidence/address"],
  "evidence.confirm": ["POST", "/reports/:id/evidence"],
  "evidence.open": ["GET", "/reports/:id/evidence/:evidenceId"],
  "evidence.remove": ["POST", "/reports/:id/evidence/:evidenceId/remove"],
  "template.list": ["GET", "/templates"],
  "template.definition": ["GET", "/templates/versions/:hash"],
  "calendar.year": ["GET", "/calendars/:template/:year"],
  "calendar.change": ["PUT", "/calendars/:template/periods/:period"],
  "calendar.extend": ["POST", "/calendars/:template/periods/:period/extensions"],
  "calendar.work": ["GET", "/working-time/:year"],
  "calendar.setHours": ["PUT", "/working-time"],
  "calendar.setHolidays": ["PUT", "/working-time/:year"],
  "orgunit.list": ["GET", "/units"],
  "orgunit.tree": ["GET", "/units/tree"],
  "orgunit.create": ["POST", "/units"],
  "orgunit.rename": ["POST", "/units/:unitId/rename"],
  "orgunit.move": ["POST", "/units/:unitId/move"],
  "orgunit.end": ["POST", "/units/:unitId/end"],
  "position.list": ["GET", "/units/:unit/posts"],
  "position.board": ["GET", "/posts"],
  "position.kinds": ["GET", "/posts/kinds"],
  "position.defineKind": ["POST", "/posts/kinds"],
  "position.removeKind": ["POST", "/posts/kinds/:kind/remove"],
  "position.mandates": ["GET", "/mandates"],
  "position.mandate": ["POST", "/mandates"],
  "position.extend": ["POST", "/mandates/extend"],
  "position.end": ["POST", "/mandates/end"],
  "position.ofPerson": ["GET", "/people/:person/posts"],
  "budget.view": ["GET", "/budgets/:unit/:period"],
  "budget.record": ["POST", "/budgets"],
  "rollup.board": ["GET", "/boards/:template/:year"],
  "rollup.figures": ["GET", "/figures/:template/:period"],
  "export.request": ["POST", "/exports"],
  "export.list": ["GET", "/exports"],
  "export.open": ["GET", "/exports/:id"],
  "search.find": ["GET", "/search"],
  "audit.day": ["GET", "/audit/:day"],
} as const;

/** Public questions, answered without signing in, for the tenant of the host name. */
export const PUBLIC_PATHS = {
  "portal.home": ["GET", "/public/home"],
  "portal.year": ["GET", "/public/years/:template/:year"],
  "portal.unit": ["GET", "/public/units/:unit/:year"],
  "portal.report": ["GET", "/public/reports/:template/:period/:unit"],
  "portal.version": ["GET", "/public/reports/:template/:period/:unit/versions/:version"],
} as const;

export type RouteName = keyof typeof PATHS;
export type PublicRouteName = keyof typeof PUBLIC_PATHS;

/** Header in which a tab says for which tenant it works; checked against membership on every request. */
export const TENANT_HEADER = "selaras-tenant";
/** Header in which a tab says in which post its person acts, as `<kind>@<unit>`; absent = in all of them. */
export const ACTING_HEADER = "selaras-acting-as";
/** Header with the client-made id of a command (ULID). */
export const COMMAND_HEADER = "idempotency-key";
