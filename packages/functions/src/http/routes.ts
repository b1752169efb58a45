import * as Account from "@selaras/core/account/index.ts";
import * as Approval from "@selaras/core/approval/index.ts";
import * as Calendar from "@selaras/core/calendar/index.ts";
import * as Notification from "@selaras/core/notification/index.ts";
import * as Decisions from "@selaras/core/report/decide.ts";
import * as FreeRows from "@selaras/core/report/free-rows.ts";
import * as ReportList from "@selaras/core/report/list.ts";
import * as Saving from "@selaras/core/report/save.ts";
import * as ReportSigning from "@selaras/core/report/sign.ts";
import * as Submission from "@selaras/core/report/submit.ts";
import * as Threads from "@selaras/core/report/thread.ts";
import * as View from "@selaras/core/report/view.ts";
import * as Template from "@selaras/core/template/index.ts";
import type { Operation, OperationFacts } from "@selaras/core/operation/operation.ts";
import type { RouteName } from "./paths.ts";

/** Gives the operation behind a route; one that comes later is loaded with the first request that asks for it. */
type Route<O extends AnyOperation> = () => Promise<O>;

/** Of the daily work: loaded before the first request. */
const atStart =
  <O extends AnyOperation>(operation: O): Route<O> =>
  () =>
    Promise.resolve(operation);

/** Of the rarer work: loaded by the first request for one of its operations. */
const later =
  <M>(load: () => Promise<M>) =>
  <O extends AnyOperation>(pick: (module: M) => O): Route<O> =>
  async () =>
    pick(await load());

const People = later(() => import("@selaras/core/account/people.ts"));
const Chains = later(() => import("@selaras/core/approval/chains.ts"));
const Retirement = later(() => import("@selaras/core/approval/retire.ts"));
const Simulation = later(() => import("@selaras/core/approval/simulate.ts"));
const Teams = later(() => import("@selaras/core/approval/teams.ts"));
const Vocabulary = later(() => import("@selaras/core/approval/vocabulary.ts"));
const Audit = later(() => import("@selaras/core/audit/index.ts"));
const Budget = later(() => import("@selaras/core/budget/index.ts"));
const Work = later(() => import("@selaras/core/calendar/work.ts"));
const Agreement = later(() => import("@selaras/core/cascade/agreement/index.ts"));
const Signing = later(() => import("@selaras/core/cascade/agreement/sign.ts"));
const AgreementView = later(() => import("@selaras/core/cascade/agreement/view.ts"));
const Nodes = later(() => import("@selaras/core/cascade/change.ts"));
const Drawing = later(() => import("@selaras/core/report/draw.ts"));
const Evaluation = later(() => import("@selaras/core/cascade/evaluation/index.ts"));
const Cascade = later(() => import("@selaras/core/cascade/index.ts"));
const Support = later(() => import("@selaras/core/cascade/support.ts"));
const Targets = later(() => import("@selaras/core/cascade/target/index.ts"));
const Consistency = later(() => import("@selaras/core/consistency/index.ts"));
const Evidence = later(() => import("@selaras/core/evidence/index.ts"));
const Export = later(() => import("@selaras/core/export/index.ts"));
const Indicator = later(() => import("@selaras/core/indicator/index.ts"));
const Units = later(() => import("@selaras/core/orgunit/change.ts"));
const Orgunit = later(() => import("@selaras/core/orgunit/index.ts"));
const Posts = later(() => import("@selaras/core/position/board.ts"));
const Position = later(() => import("@selaras/core/position/index.ts"));
const Kinds = later(() => import("@selaras/core/position/kinds.ts"));
const Mandate = later(() => import("@selaras/core/position/mandate.ts"));
const ReportBudget = later(() => import("@selaras/core/report/budget.ts"));
const Bulk = later(() => import("@selaras/core/report/bulk.ts"));
const Corrections = later(() => import("@selaras/core/report/correct.ts"));
const Differences = later(() => import("@selaras/core/report/differences.ts"));
const Findings = later(() => import("@selaras/core/report/finding.ts"));
const Following = later(() => import("@selaras/core/report/follow-targets.ts"));
const Issuing = later(() => import("@selaras/core/report/issue.ts"));
const Opening = later(() => import("@selaras/core/report/open.ts"));
const Moves = later(() => import("@selaras/core/report/move.ts"));
const Taking = later(() => import("@selaras/core/report/take.ts"));
const Tending = later(() => import("@selaras/core/report/tend.ts"));
const Uses = later(() => import("@selaras/core/report/uses.ts"));
const Rollup = later(() => import("@selaras/core/rollup/index.ts"));
const Search = later(() => import("@selaras/core/search/index.ts"));
const Assigning = later(() => import("@selaras/core/template/assigning.ts"));
const TemplateDrafts = later(() => import("@selaras/core/template/drafting.ts"));
const TemplateRelease = later(() => import("@selaras/core/template/release.ts"));
const TemplateVersions = later(() => import("@selaras/core/template/retire.ts"));
const Trial = later(() => import("@selaras/core/template/trial.ts"));
const Settings = later(() => import("@selaras/core/tenant/settings.ts"));

/**
 * The operation behind every route of the officials' API. The compiler refuses a path without one. At the start stands
 * what a report passes through day by day, from opening to signature; everything else comes later, so that no cold start
 * reads it.
 */
const ROUTES = {
  "account.session": atStart(Account.session),
  "account.me": atStart(Account.me),
  "account.people": People((m) => m.people),
  "account.addPerson": People((m) => m.addPerson),
  "account.changePerson": People((m) => m.changePerson),
  "account.setActive": People((m) => m.setActive),
  "approval.inbox": atStart(Approval.inbox),
  "approval.chains": Chains((m) => m.chains),
  "approval.publish": atStart(Approval.publish),
  "approval.chain": Chains((m) => m.chain),
  "approval.running": Retirement((m) => m.running),
  "approval.vocabulary": Vocabulary((m) => m.vocabulary),
  "approval.draft": Chains((m) => m.draft),
  "approval.copy": Chains((m) => m.copy),
  "approval.discard": Chains((m) => m.discard),
  "approval.retire": Retirement((m) => m.retire),
  "approval.gaps": Simulation((m) => m.gaps),
  "approval.simulate": Simulation((m) => m.simulate),
  "approval.teams": Teams((m) => m.teams),
  "approval.saveTeam": Teams((m) => m.saveTeam),
  "approval.removeTeam": Teams((m) => m.removeTeam),
  "indicator.catalogue": Indicator((m) => m.catalogue),
  "indicator.saveMethod": Indicator((m) => m.saveMethod),
  "indicator.saveScale": Indicator((m) => m.saveScale),
  "report.mine": atStart(ReportList.mine),
  "report.open": Opening((module) => module.open),
  "report.view": atStart(View.view),
  "report.save": atStart(Saving.save),
  "report.nameRow": atStart(FreeRows.nameRow),
  "report.removeRow": atStart(FreeRows.removeRow),
  "report.drawings": Drawing((m) => m.drawings),
  "report.drawPreview": Drawing((m) => m.drawPreview),
  "report.draw": Drawing((m) => m.draw),
  "report.submit": atStart(Submission.submit),
  "report.withdraw": atStart(Submission.withdraw),
  "report.verify": atStart(Decisions.verify),
  "report.sendBack": atStart(Decisions.sendBack),
  "report.sign": atStart(ReportSigning.sign),
  "report.release": atStart(Decisions.release),
  "report.recall": atStart(ReportSigning.recall),
  "report.issue": Issuing((m) => m.again),
  "report.hold": Tending((m) => m.hold),
  "report.unhold": Tending((m) => m.unhold),
  "report.exception": Tending((m) => m.except),
  "report.askCorrection": Corrections((m) => m.askCorrection),
  "report.answerCorrection": Corrections((m) => m.answerCorrection),
  "report.dropCorrection": Corrections((m) => m.dropCorrection),
  "report.void": Corrections((m) => m.voidReport),
  "report.threads": atStart(Threads.threads),
  "report.comment": atStart(Threads.comment),
  "report.resolve": atStart(Threads.resolve),
  "report.findings": Findings((m) => m.findings),
  "report.find": Findings((m) => m.find),
  "report.respond": Findings((m) => m.respond),
  "report.closeFinding": Findings((m) => m.closeFinding),
  "report.memo": Findings((m) => m.memo),
  "report.verifyMany": Bulk((m) => m.verifyMany),
  "report.movePreview": Tending((m) => m.movePreview),
  "report.move": Tending((m) => m.move),
  "report.templatePreview": Moves((m) => m.templatePreview),
  "report.takeTemplate": Taking((m) => m.takeTemplate),
  "report.declineTemplate": Taking((m) => m.declineTemplate),
  "report.takeTemplates": Uses((m) => m.takeTemplates),
  "report.templateOffers": Uses((m) => m.templateOffers),
  "report.templateUse": Uses((m) => m.templateUse),
  "report.history": atStart(ReportList.history),
  "report.differences": Differences((m) => m.changed),
  "report.takeBudget": ReportBudget((m) => m.takeBudget),
  "report.takeTargets": Following((m) => m.takeTargets),
  "evidence.announce": Evidence((m) => m.announce),
  "evidence.confirm": Evidence((m) => m.confirm),
  "evidence.open": Evidence((m) => m.open),
  "evidence.remove": Evidence((m) => m.remove),
  "template.list": atStart(Template.list),
  "template.definition": atStart(Template.definition),
  "template.versions": TemplateVersions((m) => m.versions),
  "template.retire": TemplateVersions((m) => m.retire),
  "template.assignments": Assigning((m) => m.assignments),
  "template.assign": atStart(Template.assign),
  "template.unassign": Assigning((m) => m.unassign),
  "template.drafts": TemplateDrafts((m) => m.drafts),
  "template.copy": TemplateDrafts((m) => m.copy),
  "template.draft": TemplateDrafts((m) => m.draft),
  "template.saveDraft": TemplateDrafts((m) => m.saveDraft),
  "template.discard": TemplateDrafts((m) => m.discard),
  "template.preview": TemplateRelease((m) => m.preview),
  "template.release": TemplateRelease((m) => m.release),
  "template.trial": Trial((m) => m.trial),
  "template.trials": Trial((m) => m.trials),
  "template.tryOut": Trial((m) => m.tryOut),
  "calendar.year": atStart(Calendar.year),
  "calendar.plan": atStart(Calendar.plan),
  "calendar.change": atStart(Calendar.change),
  "calendar.extend": atStart(Calendar.extend),
  "calendar.work": Work((m) => m.work),
  "calendar.setHours": Work((m) => m.setHours),
  "calendar.setHolidays": Work((m) => m.setHolidays),
  "orgunit.list": Orgunit((m) => m.list),
  "orgunit.tree": Units((m) => m.tree),
  "orgunit.create": Units((m) => m.create),
  "orgunit.rename": Units((m) => m.rename),
  "orgunit.move": Units((m) => m.move),
  "orgunit.end": Units((m) => m.end),
  "position.list": Position((m) => m.list),
  "position.board": Posts((m) => m.board),
  "position.kinds": Kinds((m) => m.kinds),
  "position.defineKind": Kinds((m) => m.defineKind),
  "position.removeKind": Kinds((m) => m.removeKind),
  "position.mandates": Posts((m) => m.mandates),
  "position.mandate": Mandate((m) => m.mandate),
  "position.extend": Mandate((m) => m.extend),
  "position.end": Mandate((m) => m.end),
  "position.ofPerson": Posts((m) => m.ofPerson),
  "budget.view": Budget((m) => m.view),
  "budget.record": Budget((m) => m.record),
  "cascade.plans": Cascade((m) => m.plans),
  "cascade.definePlan": Cascade((m) => m.definePlan),
  "cascade.view": Cascade((m) => m.view),
  "cascade.begin": Cascade((m) => m.begin),
  "cascade.saveNode": Nodes((m) => m.saveNode),
  "cascade.saveIndicator": Nodes((m) => m.saveIndicator),
  "cascade.remove": Nodes((m) => m.remove),
  "cascade.askSupport": Support((m) => m.askSupport),
  "cascade.answerSupport": Support((m) => m.answerSupport),
  "cascade.targets": Targets((m) => m.targets),
  "cascade.recordTargets": Targets((m) => m.recordTargets),
  "cascade.agreements": Agreement((m) => m.agreements),
  "cascade.agreement": AgreementView((m) => m.agreement),
  "cascade.draftAgreement": Agreement((m) => m.draft),
  "cascade.signAgreement": Signing((m) => m.sign),
  "cascade.reopenAgreement": Signing((m) => m.reopen),
  "cascade.evaluations": Evaluation((m) => m.evaluations),
  "cascade.setEvaluationMethod": Evaluation((m) => m.setMethod),
  "cascade.evaluation": Evaluation((m) => m.evaluation),
  "cascade.openEvaluation": Evaluation((m) => m.open),
  "cascade.scoreSelf": Evaluation((m) => m.scoreSelf),
  "cascade.score": Evaluation((m) => m.score),
  "cascade.recommend": Evaluation((m) => m.recommend),
  "cascade.followUp": Evaluation((m) => m.followUp),
  "rollup.board": Rollup((m) => m.board),
  "rollup.figures": Rollup((m) => m.figures),
  "rollup.period": Rollup((m) => m.period),
  "rollup.region": Rollup((m) => m.region),
  "export.request": Export((m) => m.request),
  "export.list": Export((m) => m.list),
  "export.open": Export((m) => m.open),
  "tenant.signing": Settings((m) => m.signing),
  "tenant.setSigning": Settings((m) => m.setSigning),
  "tenant.sakip": Settings((m) => m.sakip),
  "tenant.setSakip": Settings((m) => m.setSakip),
  "tenant.notices": Settings((m) => m.notices),
  "tenant.setNotices": Settings((m) => m.setNotices),
  "notification.list": atStart(Notification.list),
  "notification.unread": atStart(Notification.unread),
  "notification.markRead": atStart(Notification.markRead),
  "notification.settings": atStart(Notification.settings),
  "notification.choose": atStart(Notification.choose),
  "notification.subscribe": atStart(Notification.subscribe),
  "notification.unsubscribe": atStart(Notification.unsubscribe),
  "consistency.board": Consistency((m) => m.board),
  "consistency.counterparts": Consistency((m) => m.counterparts),
  "consistency.link": Consistency((m) => m.link),
  "consistency.unlink": Consistency((m) => m.unlink),
  "search.find": Search((m) => m.find),
  "audit.day": Audit((m) => m.day),
} satisfies Record<RouteName, Route<AnyOperation>>;

/** The operation of a route; the first request for a rarer one waits until it is loaded. */
export const operationOf = (name: RouteName): Promise<AnyOperation> => ROUTES[name]();

/** An operation whose input was not looked at yet: it parses what it gets by itself. */
export type AnyOperation = ((input: never) => Promise<unknown>) & { readonly operation: OperationFacts };

type OperationOf<N extends RouteName> = Awaited<ReturnType<(typeof ROUTES)[N]>>;

export type InputOf<O> = O extends Operation<infer In, unknown> ? In : never;

/** What a client sends and gets per route: the types of the browser's client. */
export type Api = {
  readonly [N in RouteName]: {
    readonly input: InputOf<OperationOf<N>>;
    readonly reply: Awaited<ReturnType<OperationOf<N>>>;
  };
};
