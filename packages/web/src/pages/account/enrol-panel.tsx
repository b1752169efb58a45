import { Button, ButtonLink } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { IconCopy, IconPhone } from "@selaras/ui/icons.ts";
import { createSignal, type JSX, Show } from "solid-js";
import { encode } from "uqr";
import { type Enrolment, type FactorProblem, factorProblem, finishEnrolment } from "../../session/second-factor.ts";
import { words } from "../../session/words.ts";
import "./account.css";

const w = words.enrol;
const DEVICE_CHARACTERS = 60;

/** Setting up an authenticator: the app, the secret (scanned, opened or typed), and the first code. */
export function EnrolPanel(props: { enrolment: Enrolment; onDone: () => void; onCancel: () => void }): JSX.Element {
  const [code, setCode] = createSignal("");
  const [device, setDevice] = createSignal(w.deviceDefault);
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<FactorProblem>();
  const finish = async () => {
    setTried(true);
    const typed = code().replace(/\s/g, "");
    if (busy() || typed === "") return;
    setBusy(true);
    setProblem(undefined);
    try {
      await finishEnrolment(typed, device().trim());
      props.onDone();
    } catch (thrown) {
      setProblem(factorProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={w.title}>
      <form
        class="w-form"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void finish();
        }}
      >
        <ol class="k-steps">
          <li>{w.app}</li>
          <li>
            <p>{w.scan}</p>
            <SecretCode enrolment={props.enrolment} />
          </li>
          <li>{w.prove}</li>
        </ol>
        <Show when={problem()}>
          {(found) => (
            <Alert tone="danger" live>
              {words.problems[found()]}
            </Alert>
          )}
        </Show>
        <TextInput
          label={w.code}
          inputMode="numeric"
          autocomplete="one-time-code"
          value={code()}
          error={tried() && code().trim() === "" ? w.codeMissing : undefined}
          onInput={setCode}
        />
        <TextInput
          label={w.device}
          hint={w.deviceHint}
          maxLength={DEVICE_CHARACTERS}
          value={device()}
          onInput={setDevice}
        />
        <div class="k-acts">
          <Button kind="primary" type="submit" busy={busy()}>
            {w.finish}
          </Button>
          <Button onPress={() => props.onCancel()}>{w.cancel}</Button>
        </div>
      </form>
    </Card>
  );
}

const QUIET_MODULES = 4;

/** Scanners want dark on light, also where the page is dark: these two are no colours of the product. */
function SecretCode(props: { enrolment: Enrolment }): JSX.Element {
  const picture = () => encode(props.enrolment.address, { ecc: "M", border: QUIET_MODULES });
  const dark = () =>
    picture()
      .data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
      .join("");
  const groups = () => props.enrolment.secret.replace(/.{4}(?=.)/g, "$& ");
  const copy = () =>
    navigator.clipboard.writeText(props.enrolment.secret).then(
      () => toast({ tone: "success", text: w.copied }),
      // The key stands there to be copied by hand.
      () => undefined,
    );
  return (
    <div class="k-secret">
      <svg class="k-code" viewBox={`0 0 ${picture().size} ${picture().size}`} role="img" aria-label={w.picture}>
        <rect width="100%" height="100%" fill="#fff" />
        <path d={dark()} fill="#000" shape-rendering="crispEdges" />
      </svg>
      <div class="k-typed">
        <span class="k-on-phone">
          <ButtonLink icon={IconPhone} href={props.enrolment.address}>
            {w.onPhone}
          </ButtonLink>
        </span>
        <p class="w-note">{w.type}</p>
        <code class="k-key" aria-label={w.secret}>
          {groups()}
        </code>
        <Button size="small" icon={IconCopy} onPress={() => void copy()}>
          {w.copy}
        </Button>
      </div>
    </div>
  );
}
