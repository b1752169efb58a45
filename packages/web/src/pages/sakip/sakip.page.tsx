import { useSearchParams } from "@solidjs/router";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Tabs } from "@selaras/ui/components/tabs.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconTarget } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { yearOf } from "../../frame/year.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { AgreementsTab } from "./agreements-tab.tsx";
import { EvaluationsTab } from "./evaluations-tab.tsx";
import { PlanDialog } from "./plan-dialog.tsx";
import { type Frame, loadFrame, opdOf, type Place, type Plan, REGENCY } from "./sakip.data.ts";
import "./sakip.css";
import { SupportTab } from "./support-tab.tsx";
import { TargetsTab } from "./targets-tab.tsx";
import { TreeTab } from "./tree-tab.tsx";
import { words } from "./words.ts";

const TABS = ["pohon", "target", "dukungan", "perjanjian", "evaluasi"] as const;
type Tab = (typeof TABS)[number];
type Filter = {
  tab?: string | undefined;
  rencana?: string | undefined;
  tahun?: string | undefined;
  bagian?: string | undefined;
  simpul?: string | undefined;
  tahap?: string | undefined;
};

/** The performance accountability of the regency: tree, support, agreements and evaluation, by plan, year and part. */
export function SakipPage(): JSX.Element {
  const [frame, { refetch }] = createResource(loadFrame);
  const [planning, setPlanning] = createSignal(false);
  return (
    <>
      <Title text={words.title} />
      <PageHead
        title={words.title}
        description={words.about}
        actions={
          <Show when={frame.latest?.mayDefine && frame.latest.plans.length > 0}>
            <Button onPress={() => setPlanning(true)}>{words.newPlan}</Button>
          </Show>
        }
      />
      <Await onRetry={refetch}>
        <Show when={frame()}>
          {(known) => (
            <Show
              when={known().plans.length > 0}
              fallback={<NoPlan frame={known()} onPlan={() => setPlanning(true)} />}
            >
              <Workbench frame={known()} />
            </Show>
          )}
        </Show>
      </Await>
      <Show when={planning()}>
        <PlanDialog onClose={() => setPlanning(false)} onDone={() => void refetch()} />
      </Show>
    </>
  );
}

function NoPlan(props: { frame: Frame; onPlan: () => void }): JSX.Element {
  return (
    <EmptyState
      icon={IconTarget}
      title={words.noPlan}
      action={
        <Show when={props.frame.mayDefine}>
          <Button kind="primary" onPress={() => props.onPlan()}>
            {words.newPlan}
          </Button>
        </Show>
      }
    >
      {words.noPlanText}
    </EmptyState>
  );
}

/** The years of a plan, the newest first. */
function yearsOf(plan: Plan | undefined): string[] {
  if (!plan) return [];
  const first = Number(plan.from);
  return Array.from({ length: Number(plan.until) - first + 1 }, (_, i) => String(first + i)).reverse();
}

/** The plan of an address, or the one whose years hold the year. */
const planOf = (plans: readonly Plan[], wanted: string | undefined, year: string): Plan | undefined =>
  plans.find(({ plan }) => plan === wanted) ??
  plans.find(({ from, until }) => from <= year && year <= until) ??
  plans[0];

function Workbench(props: { frame: Frame }): JSX.Element {
  const me = useMe();
  const [search, setSearch] = useSearchParams<Filter>();
  const tab = (): Tab => TABS.find((each) => each === search.tab) ?? "pohon";
  const plan = () => planOf(props.frame.plans, search.rencana, yearOf(search.tahun, me));
  const year = () => {
    const wanted = yearOf(search.tahun, me);
    const years = yearsOf(plan());
    return years.includes(wanted) ? wanted : (years[0] ?? wanted);
  };
  const own = () => {
    const [post] = me.posts;
    const unit = post ? opdOf(props.frame.units, post.unit) : "";
    return me.wide || !props.frame.opds.some((each) => each.unitId === unit) ? REGENCY : unit;
  };
  const part = () => search.bagian ?? own();
  const place = (): Place => ({ plan: plan()?.plan ?? "", year: year(), part: part() });
  const set = (change: Filter) => setSearch({ simpul: undefined, tahap: undefined, ...change });
  const href = (key: Tab) => paths.sakip({ tab: key, plan: search.rencana, year: search.tahun, part: search.bagian });
  return (
    <>
      <div class="w-filters k-filters">
        <Show when={props.frame.plans.length > 1}>
          <Select
            label={words.plan}
            placeholder={null}
            options={props.frame.plans.map(({ plan, label }) => ({ value: plan, label }))}
            value={plan()?.plan ?? ""}
            onChange={(rencana) => set({ rencana, tahun: undefined })}
          />
        </Show>
        <Select
          label={words.year}
          placeholder={null}
          options={yearsOf(plan()).map((value) => ({ value, label: value }))}
          value={year()}
          onChange={(tahun) => set({ tahun })}
        />
        <Show when={tab() !== "evaluasi"}>
          <Select
            label={words.part}
            placeholder={null}
            options={[
              { value: REGENCY, label: words.regency },
              ...props.frame.opds.map((unit) => ({ value: unit.unitId as string, label: unit.name })),
            ]}
            value={part()}
            onChange={(bagian) => set({ bagian })}
          />
        </Show>
      </div>
      <Show when={plan()}>
        {(known) => (
          <p class="w-note">
            {known().label}. {words.source(known().source)}.
          </p>
        )}
      </Show>
      <Tabs
        label={words.title}
        tabs={TABS.map((key) => ({ key, label: words.tabs[key], href: href(key) }))}
        selected={tab()}
        onSelect={(key) => set({ tab: key })}
      >
        <div class="k-panel">
          <Switch>
            <Match when={tab() === "pohon"}>
              <TreeTab
                frame={props.frame}
                place={place()}
                node={search.simpul}
                onNode={(simpul) => setSearch({ simpul })}
              />
            </Match>
            <Match when={tab() === "target"}>
              <TargetsTab place={place()} stage={search.tahap} onStage={(tahap) => setSearch({ tahap })} />
            </Match>
            <Match when={tab() === "dukungan"}>
              <SupportTab frame={props.frame} place={place()} />
            </Match>
            <Match when={tab() === "perjanjian"}>
              <AgreementsTab frame={props.frame} place={place()} />
            </Match>
            <Match when={tab() === "evaluasi"}>
              <EvaluationsTab frame={props.frame} year={year()} />
            </Match>
          </Switch>
        </div>
      </Tabs>
    </>
  );
}
