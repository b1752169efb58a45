import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { PasswordInput, TextInput } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconCheck, IconCircle } from "@selaras/ui/icons.ts";
import { createSignal, For, type JSX, Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { lacking, PASSWORD_RULES } from "../../session/password.ts";
import { createAttempt } from "../../session/attempt.ts";
import type { SignInProblem, SignInStep } from "../../session/sign-in.ts";

export type FormProps = {
  title: string;
  lead?: string | undefined;
  act: string;
  busy: boolean;
  problem: SignInProblem | undefined;
  onSubmit: () => void;
  foot?: JSX.Element | undefined;
  children: JSX.Element;
};

/** The shape all forms of this page share. */
export function SignInForm(props: FormProps): JSX.Element {
  return (
    <form
      class="w-form"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <h1 class="w-form-title">{props.title}</h1>
      <Show when={props.lead}>
        <p class="w-lead">{props.lead}</p>
      </Show>
      <Show when={props.problem}>
        {(problem) => (
          <Alert tone="danger" live>
            {t.signIn.problems[problem()]}
          </Alert>
        )}
      </Show>
      {props.children}
      <Button kind="primary" size="large" wide type="submit" busy={props.busy}>
        {props.act}
      </Button>
      {props.foot}
    </form>
  );
}

export function EnterForm(props: {
  notice: string | undefined;
  onStep: (step: SignInStep) => void;
  onForgot: (username: string) => void;
}): JSX.Element {
  const { busy, problem, attempt } = createAttempt();
  const [username, setUsername] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [missing, setMissing] = createSignal(false);
  const lacks = (value: string, sentence: string) => (missing() && value.trim() === "" ? sentence : undefined);
  const enter = async () => {
    setMissing(username().trim() === "" || password() === "");
    if (missing()) return;
    const step = await attempt((from) => from.signIn(username().trim(), password()));
    if (step !== undefined) props.onStep(step);
    else if (problem() === "reset") props.onForgot(username().trim());
  };
  return (
    <SignInForm
      title={t.signIn.title}
      act={t.signIn.enter}
      busy={busy()}
      problem={problem()}
      onSubmit={() => void enter()}
      foot={
        <p class="w-form-foot">
          <LinkButton onPress={() => props.onForgot(username().trim())}>{t.signIn.forgot}</LinkButton>
        </p>
      }
    >
      <Show when={props.notice}>
        <Alert tone="success" live>
          {props.notice}
        </Alert>
      </Show>
      <TextInput
        label={t.signIn.username}
        name="username"
        autocomplete="username"
        inputMode="email"
        autofocus
        value={username()}
        error={lacks(username(), t.signIn.usernameMissing)}
        onInput={setUsername}
      />
      <PasswordInput
        label={t.signIn.password}
        name="password"
        autocomplete="current-password"
        value={password()}
        error={lacks(password(), t.signIn.passwordMissing)}
        onInput={setPassword}
      />
    </SignInForm>
  );
}

/** Two fields for a new password, with the rules ticked off while one types. */
export function NewPasswordFields(props: {
  password: string;
  again: string;
  tried: boolean;
  onPassword: (typed: string) => void;
  onAgain: (typed: string) => void;
}): JSX.Element {
  const open = () => lacking(props.password);
  return (
    <>
      <PasswordInput
        label={t.signIn.newPassword}
        name="new-password"
        autocomplete="new-password"
        value={props.password}
        error={props.tried && open().length > 0 ? t.signIn.rulesOpen : undefined}
        onInput={props.onPassword}
      />
      <ul class="w-rules" aria-label={t.signIn.rulesTitle}>
        <For each={PASSWORD_RULES}>
          {(rule) => (
            <li classList={{ "w-rule-kept": !open().includes(rule) }}>
              <Icon of={open().includes(rule) ? IconCircle : IconCheck} size="1rem" />
              <span>
                {t.signIn.rules[rule]}
                <span class="s-hidden-text"> {open().includes(rule) ? t.signIn.ruleOpen : t.signIn.ruleKept}</span>
              </span>
            </li>
          )}
        </For>
      </ul>
      <PasswordInput
        label={t.signIn.again}
        name="new-password-again"
        autocomplete="new-password"
        value={props.again}
        error={props.tried && props.again !== props.password ? t.signIn.different : undefined}
        onInput={props.onAgain}
      />
    </>
  );
}

/** The first sign-in with a temporary password. */
export function NewPasswordForm(props: {
  choose: (password: string) => Promise<SignInStep>;
  onStep: (step: SignInStep) => void;
}): JSX.Element {
  const { busy, problem, attempt } = createAttempt();
  const [password, setPassword] = createSignal("");
  const [again, setAgain] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const choose = async () => {
    setTried(true);
    if (lacking(password()).length > 0 || again() !== password()) return;
    const step = await attempt(() => props.choose(password()));
    if (step !== undefined) props.onStep(step);
  };
  return (
    <SignInForm
      title={t.signIn.firstTitle}
      lead={t.signIn.firstLead}
      act={t.signIn.saveAndEnter}
      busy={busy()}
      problem={problem()}
      onSubmit={() => void choose()}
    >
      <NewPasswordFields
        password={password()}
        again={again()}
        tried={tried()}
        onPassword={setPassword}
        onAgain={setAgain}
      />
    </SignInForm>
  );
}

/** The second factor, for accounts that have one. */
export function CodeForm(props: {
  give: (code: string) => Promise<SignInStep>;
  onStep: (step: SignInStep) => void;
}): JSX.Element {
  const { busy, problem, attempt } = createAttempt();
  const [code, setCode] = createSignal("");
  const give = async () => {
    const step = await attempt(() => props.give(code().trim()));
    if (step !== undefined) props.onStep(step);
  };
  return (
    <SignInForm
      title={t.signIn.codeTitle}
      lead={t.signIn.codeLead}
      act={t.signIn.enter}
      busy={busy()}
      problem={problem()}
      onSubmit={() => void give()}
    >
      <TextInput
        label={t.signIn.code}
        inputMode="numeric"
        autocomplete="one-time-code"
        autofocus
        value={code()}
        onInput={setCode}
      />
    </SignInForm>
  );
}
