import * as Account from "@selaras/core/account/index.ts";
import * as People from "@selaras/core/account/people.ts";
import * as Approval from "@selaras/core/approval/index.ts";
import * as Chains from "@selaras/core/approval/chains.ts";
import { retire, running } from "@selaras/core/approval/retire.ts";
import { gaps, simulate } from "@selaras/core/approval/simulate.ts";
import * as Teams from "@selaras/core/approval/teams.ts";
import { vocabulary } from "@selaras/core/approval/vocabulary.ts";
import * as Audit from "@selaras/core/audit/index.ts";
import * as Budget from "@selaras/core/budget/index.ts";
import * as Calendar from "@selaras/core/calendar/index.ts";
import * as Consistency from "@selaras/core/consistency/index.ts";
import * as Work from "@selaras/core/calendar/work.ts";
import * as Agreement from "@selaras/core/cascade/agreement/index.ts";
import * as Signing from "@selaras/core/cascade/agreement/sign.ts";
import { agreement } from "@selaras/core/cascade/agreement/view.ts";
import * as Nodes from "@selaras/core/cascade/change.ts";
import * as Evaluation from "@selaras/core/cascade/evaluation/index.ts";
import * as Cascade from "@selaras/core/cascade/index.ts";
import { answerSupport, askSupport } from "@selaras/core/cascade/support.ts";
import * as Evidence from "@selaras/core/evidence/index.ts";
import * as Export from "@selaras/core/export/index.ts";
import * as Indicator from "@selaras/core/indicator/index.ts";
import * as Notification from "@selaras/core/notification/index.ts";
import type { Operation, OperationFacts } from "@selaras/core/operation/operation.ts";
import * as Units from "@selaras/core/orgunit/change.ts";
import * as Orgunit from "@selaras/core/orgunit/index.ts";
import * as Posts from "@selaras/core/position/board.ts";
import * as Position from "@selaras/core/position/index.ts";
import { verifyMany } from "@selaras/core/report/bulk.ts";
import * as Kinds from "@selaras/core/position/kinds.ts";
import * as Mandate from "@selaras/core/position/mandate.ts";
import { answerCorrection, askCorrection, dropCorrection, voidReport } from "@selaras/core/report/correct.ts";
import { takeBudget } from "@selaras/core/report/budget.ts";
import { release, sendBack, verify } from "@selaras/core/report/decide.ts";
import { closeFinding, find, findings, memo, respond } from "@selaras/core/report/finding.ts";
import { again } from "@selaras/core/report/issue.ts";
import { history, mine } from "@selaras/core/report/list.ts";
import { templatePreview } from "@selaras/core/report/move.ts";
import { declineTemplate, takeTemplate } from "@selaras/core/report/take.ts";
import { open } from "@selaras/core/report/open.ts";
import { nameRow, removeRow } from "@selaras/core/report/free-rows.ts";
import { save } from "@selaras/core/report/save.ts";
import { recall, sign } from "@selaras/core/report/sign.ts";
import { submit, withdraw } from "@selaras/core/report/submit.ts";
import { except, hold, move, movePreview, unhold } from "@selaras/core/report/tend.ts";
import { comment, resolve, threads } from "@selaras/core/report/thread.ts";
import { changed } from "@selaras/core/report/differences.ts";
import { view } from "@selaras/core/report/view.ts";
import * as Rollup from "@selaras/core/rollup/index.ts";
import * as Search from "@selaras/core/search/index.ts";
import { takeTemplates, templateOffers, templateUse } from "@selaras/core/report/uses.ts";
import { assignments as templateAssignments, unassign } from "@selaras/core/template/assigning.ts";
import * as TemplateDrafts from "@selaras/core/template/drafting.ts";
import * as Template from "@selaras/core/template/index.ts";
import * as TemplateRelease from "@selaras/core/template/release.ts";
import * as TemplateVersions from "@selaras/core/template/retire.ts";
import * as Trial from "@selaras/core/template/trial.ts";
import * as Settings from "@selaras/core/tenant/settings.ts";
import type { RouteName } from "./paths.ts";

/** The operation behind every route of the officials' API. The compiler refuses a path without one. */
export const ROUTES = {
  "account.session": Account.session,
  "account.me": Account.me,
  "account.people": People.people,
  "account.addPerson": People.addPerson,
  "account.changePerson": People.changePerson,
  "account.setActive": People.setActive,
  "approval.inbox": Approval.inbox,
  "approval.chains": Chains.chains,
  "approval.publish": Approval.publish,
  "approval.chain": Chains.chain,
  "approval.running": running,
  "approval.vocabulary": vocabulary,
  "approval.draft": Chains.draft,
  "approval.copy": Chains.copy,
  "approval.discard": Chains.discard,
  "approval.retire": retire,
  "approval.gaps": gaps,
  "approval.simulate": simulate,
  "approval.teams": Teams.teams,
  "approval.saveTeam": Teams.saveTeam,
  "approval.removeTeam": Teams.removeTeam,
  "indicator.catalogue": Indicator.catalogue,
  "indicator.saveMethod": Indicator.saveMethod,
  "indicator.saveScale": Indicator.saveScale,
  "report.mine": mine,
  "report.open": open,
  "report.view": view,
  "report.save": save,
  "report.nameRow": nameRow,
  "report.removeRow": removeRow,
  "report.submit": submit,
  "report.withdraw": withdraw,
  "report.verify": verify,
  "report.sendBack": sendBack,
  "report.sign": sign,
  "report.release": release,
  "report.recall": recall,
  "report.issue": again,
  "report.hold": hold,
  "report.unhold": unhold,
  "report.exception": except,
  "report.askCorrection": askCorrection,
  "report.answerCorrection": answerCorrection,
  "report.dropCorrection": dropCorrection,
  "report.void": voidReport,
  "report.threads": threads,
  "report.comment": comment,
  "report.resolve": resolve,
  "report.findings": findings,
  "report.find": find,
  "report.respond": respond,
  "report.closeFinding": closeFinding,
  "report.memo": memo,
  "report.verifyMany": verifyMany,
  "report.movePreview": movePreview,
  "report.move": move,
  "report.templatePreview": templatePreview,
  "report.takeTemplate": takeTemplate,
  "report.declineTemplate": declineTemplate,
  "report.takeTemplates": takeTemplates,
  "report.templateOffers": templateOffers,
  "report.templateUse": templateUse,
  "report.history": history,
  "report.differences": changed,
  "report.takeBudget": takeBudget,
  "evidence.announce": Evidence.announce,
  "evidence.confirm": Evidence.confirm,
  "evidence.open": Evidence.open,
  "evidence.remove": Evidence.remove,
  "template.list": Template.list,
  "template.definition": Template.definition,
  "template.versions": TemplateVersions.versions,
  "template.retire": TemplateVersions.retire,
  "template.assignments": templateAssignments,
  "template.assign": Template.assign,
  "template.unassign": unassign,
  "template.drafts": TemplateDrafts.drafts,
  "template.copy": TemplateDrafts.copy,
  "template.draft": TemplateDrafts.draft,
  "template.saveDraft": TemplateDrafts.saveDraft,
  "template.discard": TemplateDrafts.discard,
  "template.preview": TemplateRelease.preview,
  "template.release": TemplateRelease.release,
  "template.trial": Trial.trial,
  "template.trials": Trial.trials,
  "template.tryOut": Trial.tryOut,
  "calendar.year": Calendar.year,
  "calendar.plan": Calendar.plan,
  "calendar.change": Calendar.change,
  "calendar.extend": Calendar.extend,
  "calendar.work": Work.work,
  "calendar.setHours": Work.setHours,
  "calendar.setHolidays": Work.setHolidays,
  "orgunit.list": Orgunit.list,
  "orgunit.tree": Units.tree,
  "orgunit.create": Units.create,
  "orgunit.rename": Units.rename,
  "orgunit.move": Units.move,
  "orgunit.end": Units.end,
  "position.list": Position.list,
  "position.board": Posts.board,
  "position.kinds": Kinds.kinds,
  "position.defineKind": Kinds.defineKind,
  "position.removeKind": Kinds.removeKind,
  "position.mandates": Posts.mandates,
  "position.mandate": Mandate.mandate,
  "position.extend": Mandate.extend,
  "position.end": Mandate.end,
  "position.ofPerson": Posts.ofPerson,
  "budget.view": Budget.view,
  "budget.record": Budget.record,
  "cascade.plans": Cascade.plans,
  "cascade.definePlan": Cascade.definePlan,
  "cascade.view": Cascade.view,
  "cascade.begin": Cascade.begin,
  "cascade.saveNode": Nodes.saveNode,
  "cascade.saveIndicator": Nodes.saveIndicator,
  "cascade.remove": Nodes.remove,
  "cascade.askSupport": askSupport,
  "cascade.answerSupport": answerSupport,
  "cascade.agreements": Agreement.agreements,
  "cascade.agreement": agreement,
  "cascade.draftAgreement": Agreement.draft,
  "cascade.signAgreement": Signing.sign,
  "cascade.reopenAgreement": Signing.reopen,
  "cascade.evaluations": Evaluation.evaluations,
  "cascade.setEvaluationMethod": Evaluation.setMethod,
  "cascade.evaluation": Evaluation.evaluation,
  "cascade.openEvaluation": Evaluation.open,
  "cascade.scoreSelf": Evaluation.scoreSelf,
  "cascade.score": Evaluation.score,
  "cascade.recommend": Evaluation.recommend,
  "cascade.followUp": Evaluation.followUp,
  "rollup.board": Rollup.board,
  "rollup.figures": Rollup.figures,
  "rollup.period": Rollup.period,
  "rollup.region": Rollup.region,
  "export.request": Export.request,
  "export.list": Export.list,
  "export.open": Export.open,
  "tenant.signing": Settings.signing,
  "tenant.setSigning": Settings.setSigning,
  "tenant.notices": Settings.notices,
  "tenant.setNotices": Settings.setNotices,
  "notification.list": Notification.list,
  "notification.unread": Notification.unread,
  "notification.markRead": Notification.markRead,
  "notification.settings": Notification.settings,
  "notification.choose": Notification.choose,
  "notification.subscribe": Notification.subscribe,
  "notification.unsubscribe": Notification.unsubscribe,
  "consistency.board": Consistency.board,
  "consistency.counterparts": Consistency.counterparts,
  "consistency.link": Consistency.link,
  "consistency.unlink": Consistency.unlink,
  "search.find": Search.find,
  "audit.day": Audit.day,
} satisfies Record<RouteName, AnyOperation>;

/** An operation whose input was not looked at yet: it parses what it gets by itself. */
export type AnyOperation = ((input: never) => Promise<unknown>) & { readonly operation: OperationFacts };

export type InputOf<O> = O extends Operation<infer In, unknown> ? In : never;

/** What a client sends and gets per route: the types of the browser's client. */
export type Api = {
  readonly [N in RouteName]: {
    readonly input: InputOf<(typeof ROUTES)[N]>;
    readonly reply: Awaited<ReturnType<(typeof ROUTES)[N]>>;
  };
};
