import { LinkButton } from "@selaras/ui/components/button.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, type JSX, Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { lacking } from "../../session/password.ts";
import { createAttempt } from "../../session/attempt.ts";
import { NewPasswordFields, SignInForm } from "./forms.tsx";

/** A forgotten password: first the code is sent, then it is exchanged for a new password. */
export function ForgotForms(props: { username: string; onBack: (said?: string) => void }): JSX.Element {
  const { busy, problem, attempt } = createAttempt();
  const [username, setUsername] = createSignal(props.username);
  const [sent, setSent] = createSignal(false);
  const [code, setCode] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [again, setAgain] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const send = async () => {
    setTried(true);
    if (username().trim() === "") return;
    const done = await attempt(async (from) => {
      await from.sendCode(username().trim());
      return true;
    });
    if (done !== true) return;
    setTried(false);
    setSent(true);
  };
  const reset = async () => {
    setTried(true);
    if (code().trim() === "" || lacking(password()).length > 0 || again() !== password()) return;
    const done = await attempt(async (from) => {
      await from.resetPassword(username().trim(), code().trim(), password());
      return true;
    });
    if (done === true) props.onBack(t.signIn.resetDone);
  };
  const foot = (
    <p class="w-form-foot">
      <LinkButton onPress={() => props.onBack()}>{t.signIn.backToSignIn}</LinkButton>
    </p>
  );
  return (
    <Show
      when={sent()}
      fallback={
        <SignInForm
          title={t.signIn.forgotTitle}
          lead={t.signIn.forgotLead}
          act={t.signIn.sendCode}
          busy={busy()}
          problem={problem()}
          onSubmit={() => void send()}
          foot={foot}
        >
          <TextInput
            label={t.signIn.username}
            autocomplete="username"
            inputMode="email"
            value={username()}
            error={tried() && username().trim() === "" ? t.signIn.usernameMissing : undefined}
            onInput={setUsername}
          />
        </SignInForm>
      }
    >
      <SignInForm
        title={t.signIn.resetTitle}
        lead={t.signIn.resetLead}
        act={t.signIn.resetAct}
        busy={busy()}
        problem={problem()}
        onSubmit={() => void reset()}
        foot={foot}
      >
        <TextInput
          label={t.signIn.mailCode}
          inputMode="numeric"
          autocomplete="one-time-code"
          value={code()}
          error={tried() && code().trim() === "" ? t.signIn.codeMissing : undefined}
          onInput={setCode}
        />
        <NewPasswordFields
          password={password()}
          again={again()}
          tried={tried()}
          onPassword={setPassword}
          onAgain={setAgain}
        />
      </SignInForm>
    </Show>
  );
}
