import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { IconAlertTriangle, IconRefresh, IconShieldCheck } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { askFreshFactor } from "../../session/fresh-factor.tsx";
import {
  beginEnrolment,
  type Enrolment,
  type FactorProblem,
  factorProblem,
  hasAuthenticator,
  removeAuthenticator,
} from "../../session/second-factor.ts";
import { words } from "../../session/words.ts";
import { EnrolPanel } from "./enrol-panel.tsx";

const w = words.page;

/** "Keamanan akun": whether the own account has an authenticator, and everything about setting one up. */
export function SecurityPage(): JSX.Element {
  const [known, { refetch }] = createResource(() =>
    hasAuthenticator().then(
      (on) => ({ on, problem: null }),
      (thrown: unknown) => ({ on: false, problem: factorProblem(thrown) }),
    ),
  );
  return (
    <>
      <Title text={w.title} />
      <PageHead title={w.title} description={w.about} />
      <Show when={known.latest} fallback={<Skeleton />}>
        {(state) => (
          <Show when={state().problem} fallback={<Authenticator on={state().on} onChanged={() => void refetch()} />}>
            {(problem) => <Unknown problem={problem()} onRetry={() => void refetch()} />}
          </Show>
        )}
      </Show>
    </>
  );
}

function Unknown(props: { problem: FactorProblem; onRetry: () => void }): JSX.Element {
  return (
    <Alert
      tone="danger"
      live
      actions={
        <Button icon={IconRefresh} size="small" onPress={() => props.onRetry()}>
          {t.act.retry}
        </Button>
      }
    >
      {words.problems[props.problem]}
    </Alert>
  );
}

function Authenticator(props: { on: boolean; onChanged: () => void }): JSX.Element {
  const [enrolment, setEnrolment] = createSignal<Enrolment>();
  const [problem, setProblem] = createSignal<FactorProblem>();
  const [busy, setBusy] = createSignal(false);
  const [removing, setRemoving] = createSignal(false);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(factorProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  // Whoever found an open screen must not exchange or remove what protects the account.
  const sure = async () => !props.on || (await askFreshFactor());
  const begin = () =>
    run(async () => {
      if (await sure()) setEnrolment(await beginEnrolment(t.app.name));
    });
  const remove = () =>
    run(async () => {
      setRemoving(false);
      if (!(await sure())) return;
      await removeAuthenticator();
      toast({ tone: "success", text: w.turnedOff });
      props.onChanged();
    });
  const done = () => {
    setEnrolment(undefined);
    toast({ tone: "success", text: words.enrol.done });
    props.onChanged();
  };
  return (
    <div class="k-page">
      <Show when={problem()}>
        {(found) => (
          <Alert tone="danger" live>
            {words.problems[found()]}
          </Alert>
        )}
      </Show>
      <Switch>
        <Match when={enrolment()} keyed>
          {(now) => <EnrolPanel enrolment={now} onDone={done} onCancel={() => setEnrolment(undefined)} />}
        </Match>
        <Match when={true}>
          <Card
            title={w.card}
            actions={
              <Badge tone={props.on ? "positive" : "warning"} icon={props.on ? IconShieldCheck : IconAlertTriangle}>
                {props.on ? w.on : w.off}
              </Badge>
            }
            description={props.on ? w.onText : w.offText}
          >
            <div class="k-acts">
              <Button kind={props.on ? "secondary" : "primary"} busy={busy()} onPress={() => void begin()}>
                {props.on ? w.replace : w.begin}
              </Button>
              <Show when={props.on}>
                <Button kind="tertiary" onPress={() => setRemoving(true)}>
                  {w.turnOff}
                </Button>
              </Show>
            </div>
            <p class="w-note">{w.lost}</p>
          </Card>
        </Match>
      </Switch>
      <ConfirmDialog
        open={removing()}
        title={w.turnOffTitle}
        description={w.turnOffText}
        kind="danger"
        confirm={w.turnOff}
        onClose={() => setRemoving(false)}
        onConfirm={() => void remove()}
      />
    </div>
  );
}
