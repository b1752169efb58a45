import { Button, ButtonLink } from "@selaras/ui/components/button.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { PasswordInput, TextInput } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { createSignal, createUniqueId, type JSX, Match, Show, Switch } from "solid-js";
import { render } from "solid-js/web";
import { asFailure } from "../api/client.ts";
import { t } from "../i18n/index.ts";
import { paths } from "../paths.ts";
import { createAttempt } from "./attempt.ts";
import type { SignInStep } from "./sign-in.ts";
import { formerSignIn, signedInAs } from "./tokens.ts";
import { words } from "./words.ts";

const w = words.fresh;
/** Code of the refusal that a fresh second factor mends. */
const NEEDED = "signing.factor_needed";

type Stage =
  | { readonly kind: "password" }
  | { readonly kind: "none" }
  | { readonly kind: "code"; readonly give: (code: string) => Promise<SignInStep> };

/** The field of a stage that comes later gets the focus by itself. */
const focused = (field: HTMLInputElement): void => queueMicrotask(() => field.focus());

/** Asks for password and code, as at signing in; the new tokens replace those of this device. */
function FreshFactorDialog(props: { onEnd: (done: boolean) => void }): JSX.Element {
  const { busy, problem, attempt } = createAttempt();
  const [stage, setStage] = createSignal<Stage>({ kind: "password" });
  const [typed, setTyped] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const form = `f-${createUniqueId()}`;
  const endFormer = formerSignIn();
  const follow = (step: SignInStep | undefined) => {
    if (step === undefined) return;
    setTyped("");
    setTried(false);
    if (step.kind === "code") return setStage({ kind: "code", give: step.give });
    endFormer();
    if (step.kind === "done" && stage().kind === "code") return props.onEnd(true);
    setStage({ kind: "none" });
  };
  const send = async () => {
    setTried(true);
    const [now, value] = [stage(), typed()];
    if (now.kind === "none" || value.trim() === "") return;
    follow(
      await attempt((from) => (now.kind === "code" ? now.give(value.trim()) : from.signIn(signedInAs() ?? "", value))),
    );
  };
  const codeStage = () => stage().kind === "code";
  return (
    <Dialog
      open
      title={w.title}
      description={w.why}
      onClose={() => props.onEnd(false)}
      actions={
        <>
          <Button onPress={() => props.onEnd(false)}>{w.cancel}</Button>
          <Show
            when={stage().kind !== "none"}
            fallback={
              <ButtonLink kind="primary" href={paths.accountSecurity()} onPress={() => props.onEnd(false)}>
                {w.toPage}
              </ButtonLink>
            }
          >
            <Button kind="primary" type="submit" form={form} busy={busy()}>
              {codeStage() ? w.confirm : w.next}
            </Button>
          </Show>
        </>
      }
    >
      <form
        id={form}
        class="w-form"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Show when={problem()}>
          {(found) => (
            <Alert tone="danger" live>
              {t.signIn.problems[found()]}
            </Alert>
          )}
        </Show>
        <Switch>
          <Match when={stage().kind === "password"}>
            <PasswordInput
              label={w.password}
              name="password"
              autocomplete="current-password"
              ref={focused}
              value={typed()}
              error={tried() && typed() === "" ? w.passwordMissing : undefined}
              onInput={setTyped}
            />
          </Match>
          <Match when={codeStage()}>
            <TextInput
              label={w.code}
              hint={w.codeHint}
              inputMode="numeric"
              autocomplete="one-time-code"
              ref={focused}
              value={typed()}
              error={tried() && typed().trim() === "" ? w.codeMissing : undefined}
              onInput={setTyped}
            />
          </Match>
          <Match when={stage().kind === "none"}>
            <Alert tone="warning" live title={w.noneTitle}>
              {w.none}
            </Alert>
          </Match>
        </Switch>
      </form>
    </Dialog>
  );
}

/**
 * Has the person give password and second factor once more. True when both were given: what is asked of the API from
 * then on carries the fresh sign-in. False when the person thought better of it or has no authenticator.
 */
export function askFreshFactor(): Promise<boolean> {
  return new Promise((resolve) => {
    const place = document.createElement("div");
    document.body.append(place);
    const [open, setOpen] = createSignal(true);
    const end = (done: boolean) => {
      setOpen(false);
      dispose();
      place.remove();
      resolve(done);
    };
    const dispose = render(
      () => (
        <Show when={open()}>
          <FreshFactorDialog onEnd={end} />
        </Show>
      ),
      place,
    );
  });
}

/** Does an act; where it is refused for want of a fresh second factor, asks for one and does it again. @throws ApiFailure */
export async function withFreshFactor<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (thrown) {
    if (asFailure(thrown).code !== NEEDED || !(await askFreshFactor())) throw thrown;
    return act();
  }
}
