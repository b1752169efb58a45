import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { patterns } from "./paths.ts";

/** Pages inside the frame; each is a bundle of its own, loaded when it is opened. */
export const pages: readonly RouteDefinition[] = [
  {
    path: patterns.home,
    component: lazy(() => import("./pages/home/home.page.tsx").then((m) => ({ default: m.HomePage }))),
  },
  {
    path: patterns.inbox,
    component: lazy(() => import("./pages/inbox/inbox.page.tsx").then((m) => ({ default: m.InboxPage }))),
  },
  {
    path: patterns.reports,
    component: lazy(() => import("./pages/reports/reports.page.tsx").then((m) => ({ default: m.ReportsPage }))),
  },
  {
    path: patterns.report,
    component: lazy(() => import("./pages/report/report.page.tsx").then((m) => ({ default: m.ReportPage }))),
  },
  {
    path: patterns.review,
    component: lazy(() => import("./pages/report/review.page.tsx").then((m) => ({ default: m.ReviewPage }))),
  },
  {
    path: patterns.sign,
    component: lazy(() => import("./pages/report/sign.page.tsx").then((m) => ({ default: m.SignPage }))),
  },
  {
    path: patterns.evidence,
    component: lazy(() => import("./pages/report/evidence.page.tsx").then((m) => ({ default: m.EvidencePage }))),
  },
  {
    path: patterns.board,
    component: lazy(() => import("./pages/board/board.page.tsx").then((m) => ({ default: m.BoardPage }))),
  },
  {
    path: patterns.figuresHome,
    component: lazy(() =>
      import("./pages/figures/figures-home.page.tsx").then((m) => ({ default: m.FiguresHomePage })),
    ),
  },
  {
    path: patterns.figures,
    component: lazy(() => import("./pages/figures/figures.page.tsx").then((m) => ({ default: m.FiguresPage }))),
  },
  {
    path: patterns.consistency,
    component: lazy(() =>
      import("./pages/consistency/consistency.page.tsx").then((m) => ({ default: m.ConsistencyPage })),
    ),
  },
  {
    path: patterns.unit,
    component: lazy(() => import("./pages/unit/unit.page.tsx").then((m) => ({ default: m.UnitPage }))),
  },
  {
    path: patterns.sakip,
    component: lazy(() => import("./pages/sakip/sakip.page.tsx").then((m) => ({ default: m.SakipPage }))),
  },
  {
    path: patterns.agreement,
    component: lazy(() => import("./pages/sakip/agreement.page.tsx").then((m) => ({ default: m.AgreementPage }))),
  },
  {
    path: patterns.evaluation,
    component: lazy(() => import("./pages/sakip/evaluation.page.tsx").then((m) => ({ default: m.EvaluationPage }))),
  },
  {
    path: patterns.settings,
    component: lazy(() => import("./pages/settings/settings.page.tsx").then((m) => ({ default: m.SettingsPage }))),
  },
  {
    path: patterns.chains,
    component: lazy(() => import("./pages/chains/chains.page.tsx").then((m) => ({ default: m.ChainsPage }))),
  },
  {
    path: patterns.chain,
    component: lazy(() => import("./pages/chains/chain.page.tsx").then((m) => ({ default: m.ChainPage }))),
  },
  {
    path: patterns.teams,
    component: lazy(() => import("./pages/chains/teams.page.tsx").then((m) => ({ default: m.TeamsPage }))),
  },
  {
    path: patterns.templates,
    component: lazy(() => import("./pages/templates/templates.page.tsx").then((m) => ({ default: m.TemplatesPage }))),
  },
  {
    path: patterns.template,
    component: lazy(() => import("./pages/templates/template.page.tsx").then((m) => ({ default: m.TemplatePage }))),
  },
  {
    path: patterns.templateVersion,
    component: lazy(() =>
      import("./pages/templates/version.page.tsx").then((m) => ({ default: m.TemplateVersionPage })),
    ),
  },
  {
    path: patterns.indicators,
    component: lazy(() =>
      import("./pages/indicators/indicators.page.tsx").then((m) => ({ default: m.IndicatorsPage })),
    ),
  },
  {
    path: patterns.calendar,
    component: lazy(() => import("./pages/calendar/calendar.page.tsx").then((m) => ({ default: m.CalendarPage }))),
  },
  {
    path: patterns.workDays,
    component: lazy(() => import("./pages/work-days/work-days.page.tsx").then((m) => ({ default: m.WorkDaysPage }))),
  },
  {
    path: patterns.signing,
    component: lazy(() => import("./pages/signing/signing.page.tsx").then((m) => ({ default: m.SigningPage }))),
  },
  {
    path: patterns.sakipKeepers,
    component: lazy(() =>
      import("./pages/sakip-keepers/sakip-keepers.page.tsx").then((m) => ({ default: m.SakipKeepersPage })),
    ),
  },
  {
    path: patterns.noticeDefaults,
    component: lazy(() => import("./pages/notices/defaults.page.tsx").then((m) => ({ default: m.NoticeDefaultsPage }))),
  },
  {
    path: patterns.organisation,
    component: lazy(() =>
      import("./pages/organisation/organisation.page.tsx").then((m) => ({ default: m.OrganisationPage })),
    ),
  },
  {
    path: patterns.notices,
    component: lazy(() => import("./pages/notices/notices.page.tsx").then((m) => ({ default: m.NoticesPage }))),
  },
  {
    path: patterns.accountNotices,
    component: lazy(() => import("./pages/notices/settings.page.tsx").then((m) => ({ default: m.NoticeSettingsPage }))),
  },
  {
    path: patterns.accountSecurity,
    component: lazy(() => import("./pages/account/security.page.tsx").then((m) => ({ default: m.SecurityPage }))),
  },
  {
    path: patterns.downloads,
    component: lazy(() => import("./pages/downloads/downloads.page.tsx").then((m) => ({ default: m.DownloadsPage }))),
  },
  {
    path: patterns.audit,
    component: lazy(() => import("./pages/audit/audit.page.tsx").then((m) => ({ default: m.AuditPage }))),
  },
  { path: "*", component: lazy(() => import("./pages/absent.page.tsx").then((m) => ({ default: m.AbsentPage }))) },
];

export const signInPage = lazy(() =>
  import("./pages/sign-in/sign-in.page.tsx").then((m) => ({ default: m.SignInPage })),
);
