import { useSearchParams } from "@solidjs/router";
import { Card } from "@selaras/ui/components/card.tsx";
import { TenantMark } from "@selaras/ui/components/tenant-mark.tsx";
import { ThemeToggle } from "@selaras/ui/components/theme.tsx";
import { createResource, createSignal, type JSX, Match, onMount, Show, Switch } from "solid-js";
import { t } from "../../i18n/index.ts";
import { safeReturn } from "../../paths.ts";
import { faceOf, wearBrand } from "../../session/brand.ts";
import { runtimeConfig } from "../../session/config.ts";
import type { SignInStep } from "../../session/sign-in.ts";
import { quietHere } from "../../session/push.ts";
import { chosenTenant, lastTenant } from "../../session/tab.ts";
import { holdsTokens } from "../../session/tokens.ts";
import { CodeForm, EnterForm, NewPasswordForm } from "./forms.tsx";
import { ForgotForms } from "./forgot.tsx";

type Stage = { readonly kind: "enter" } | { readonly kind: "forgot"; readonly username: string } | SignInStep;

/** Where an official signs in; goes on to the wanted address afterwards. */
export function SignInPage(): JSX.Element {
  const [search] = useSearchParams<{ ke?: string; daerah?: string }>();
  const face = faceOf(search.daerah ?? chosenTenant() ?? lastTenant());
  const [stage, setStage] = createSignal<Stage>({ kind: "enter" });
  const [notice, setNotice] = createSignal<string>();
  // A page load of its own: whatever another person read in this tab is gone.
  const goOn = () => location.replace(safeReturn(search.ke));
  // Whoever was signed in on this device before, in another tab perhaps, is told nothing here any more.
  const begin = () => void quietHere().then(goOn);
  const follow = (step: SignInStep) => (step.kind === "done" ? begin() : setStage(step));
  onMount(() => {
    document.title = `${t.signIn.title} · ${t.app.name}`;
    wearBrand(face?.brand);
    if (holdsTokens()) goOn();
    else void quietHere();
    // Read ahead: the library is on its way while the person types.
    void import("../../session/sign-in.ts").catch(() => undefined);
  });
  const chosen = <K extends Stage["kind"]>(kind: K) => {
    const now = stage();
    return now.kind === kind ? (now as Extract<Stage, { kind: K }>) : undefined;
  };
  return (
    <div class="w-sign-in">
      <main class="w-sign-in-main">
        <div class="w-sign-in-mark">
          <TenantMark
            withName
            name={face?.name ?? t.app.name}
            note={face ? t.app.name : t.app.tagline}
            brand={face?.brand}
          />
        </div>
        <Card>
          <Switch>
            <Match when={chosen("enter")}>
              <EnterForm
                notice={notice()}
                onStep={follow}
                onForgot={(username) => setStage({ kind: "forgot", username })}
              />
            </Match>
            <Match when={chosen("new-password")} keyed>
              {(step) => <NewPasswordForm choose={step.choose} onStep={follow} />}
            </Match>
            <Match when={chosen("code")} keyed>
              {(step) => <CodeForm give={step.give} onStep={follow} />}
            </Match>
            <Match when={chosen("forgot")} keyed>
              {(step) => (
                <ForgotForms
                  username={step.username}
                  onBack={(said) => {
                    setNotice(said);
                    setStage({ kind: "enter" });
                  }}
                />
              )}
            </Match>
          </Switch>
        </Card>
        <PublicSite region={search.daerah} />
        <ThemeToggle />
      </main>
    </div>
  );
}

function PublicSite(props: { region: string | undefined }): JSX.Element {
  const slug = () => (/^[a-z][a-z0-9-]{1,30}$/.test(props.region ?? "") ? props.region : undefined);
  const [config] = createResource(() => runtimeConfig().catch(() => null));
  return (
    <Show when={config.state === "ready" && slug() !== undefined ? config() : undefined}>
      {(found) => (
        <p class="w-sign-in-public">
          {t.signIn.portal}{" "}
          <a href={`${location.protocol}//${slug()}.${found().base}/`}>{`${slug()}.${found().base}`}</a>
        </p>
      )}
    </Show>
  );
}
