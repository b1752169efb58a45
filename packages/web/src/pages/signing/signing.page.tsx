import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { PAPERS, SIGNERS } from "@selaras/core/tenant/schema.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { RadioGroup } from "@selaras/ui/components/choice.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { IconPencil } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { words } from "./words.ts";

type Signing = Api["tenant.signing"]["reply"];
const SECONDS_PER_MINUTE = 60;
const factorHint = () => words.factor.hint(LIMITS.freshFactorSeconds / SECONDS_PER_MINUTE);

/** How the regency seals, signs and prints: decided by its admin, readable for everybody. */
export function SigningPage(): JSX.Element {
  const me = useMe();
  const [found, { refetch }] = createResource(() => api("tenant.signing", {}));
  const [changing, setChanging] = createSignal(false);
  return (
    <>
      <Title text={words.title} />
      <PageHead
        above={<Breadcrumb crumbs={[{ label: t.settings.title, href: paths.settings() }, { label: words.title }]} />}
        title={words.title}
        description={words.about}
        actions={
          <Button
            kind="primary"
            icon={IconPencil}
            disabledReason={me.may.settings ? undefined : words.readOnly}
            onPress={() => setChanging(true)}
          >
            {words.change}
          </Button>
        }
      />
      <Await onRetry={refetch}>
        <Show when={!me.may.settings}>
          <Alert tone="info">{words.readOnly}</Alert>
        </Show>
        <Show when={found.latest}>
          {(settings) => (
            <>
              <Chosen title={words.signer.label} value={words.signer[settings().signer]}>
                {settings().signer === "bsre" ? words.signer.bsreHint : words.signer.internalHint}
              </Chosen>
              <Chosen
                title={words.factor.label}
                value={settings().freshSecondFactor ? words.factor.on : words.factor.off}
              >
                {factorHint()}
              </Chosen>
              <Chosen title={words.paper.label} value={words.paper[settings().paper]}>
                {words.paper.hint}
              </Chosen>
              <Show when={changing()}>
                <ChangeSigning seen={settings()} onClose={() => setChanging(false)} onChanged={() => void refetch()} />
              </Show>
            </>
          )}
        </Show>
      </Await>
    </>
  );
}

function Chosen(props: { title: string; value: string; children: JSX.Element }): JSX.Element {
  return (
    <Card title={props.title}>
      <p>
        <strong>{props.value}</strong>
      </p>
      <p class="w-note">{props.children}</p>
    </Card>
  );
}

function ChangeSigning(props: { seen: Signing; onClose: () => void; onChanged: () => void }): JSX.Element {
  const { rev, ...seen } = props.seen;
  const [signer, setSigner] = createSignal(seen.signer);
  const [factor, setFactor] = createSignal<"on" | "off">(seen.freshSecondFactor ? "on" : "off");
  const [paper, setPaper] = createSignal(seen.paper);
  const input = () => ({ signer: signer(), freshSecondFactor: factor() === "on", paper: paper(), rev });
  const hints = { internal: words.signer.internalHint, bsre: words.signer.bsreHint };
  return (
    <ActDialog
      title={words.title}
      description={words.about}
      act={words.save}
      size="large"
      sent={input()}
      lacking={undefined}
      send={(command) => api("tenant.setSigning", input(), { command })}
      done={words.saved}
      onClose={props.onClose}
      onDone={props.onChanged}
      onStale={props.onChanged}
    >
      <RadioGroup
        label={words.signer.label}
        options={SIGNERS.map((value) => ({ value, label: words.signer[value], hint: hints[value] }))}
        value={signer()}
        onChange={setSigner}
      />
      <Show when={signer() === "bsre" && seen.signer !== "bsre"}>
        <Alert tone="warning">{words.signer.bsreWarning}</Alert>
      </Show>
      <RadioGroup
        label={words.factor.label}
        hint={factorHint()}
        options={[
          { value: "off", label: words.factor.off },
          { value: "on", label: words.factor.on },
        ]}
        value={factor()}
        onChange={setFactor}
      />
      <Show when={factor() === "on" && !seen.freshSecondFactor}>
        <Alert tone="warning">{words.factor.warning}</Alert>
      </Show>
      <RadioGroup
        label={words.paper.label}
        options={PAPERS.map((value) => ({ value, label: words.paper[value] }))}
        value={paper()}
        onChange={setPaper}
      />
    </ActDialog>
  );
}
