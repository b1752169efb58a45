import { A, useNavigate, useParams } from "@solidjs/router";
import { PAPERS } from "@selaras/core/tenant/schema.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { RadioGroup } from "@selaras/ui/components/choice.tsx";
import { TextArea } from "@selaras/ui/components/input.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { IconPencil, IconSignature } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { DownloadButton } from "../../downloads/download-button.tsx";
import type { Wanted } from "../../downloads/downloads.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { paths } from "../../paths.ts";
import { AgreementDialog } from "./agreement-dialog.tsx";
import { AgreementDocument } from "./agreement-document.tsx";
import { AgreementBadge } from "./agreements-tab.tsx";
import { placeOfHole } from "./holes-card.tsx";
import { type AgreementView, type Frame, loadFrame } from "./sakip.data.ts";
import "./sakip.css";
import { words } from "./words.ts";

type Params = { year: string; unit: string; post: string; person: string; version: string };
type Layer = "edit" | "sign" | "reopen";

/** One Perjanjian Kinerja: what it promises, what is lacking, who signed; drawn as it is printed. */
export function AgreementPage(): JSX.Element {
  const params = useParams<Params>();
  const key = () => {
    const { year, unit, post, person, version } = params;
    return { year, unit, post, person, version };
  };
  const [view, { refetch }] = createResource(key, (asked) => api("cascade.agreement", asked));
  const [frame] = createResource(loadFrame);
  return (
    <Await onRetry={refetch}>
      <Title text={words.agreement.title(params.year)} />
      <Show when={view.latest} keyed>
        {(loaded) => <Opened view={loaded} frame={frame.latest} onChanged={() => void refetch()} />}
      </Show>
    </Await>
  );
}

type Props = { view: AgreementView; frame: Frame | undefined; onChanged: () => void };

function Opened(props: Props): JSX.Element {
  const navigate = useNavigate();
  const [layer, setLayer] = createSignal<Layer>();
  const { agreement, acts } = props.view;
  const editable = agreement.state === "draft" || agreement.state === "signed";
  return (
    <>
      <div>
        <PageHead
          above={
            <Breadcrumb
              link={(link) => <A {...link} aria-current={link.current === true ? "page" : undefined} />}
              crumbs={[
                { label: words.title, href: paths.sakip({ year: agreement.year }) },
                { label: words.agreement.back, href: paths.sakip({ tab: "perjanjian", year: agreement.year }) },
                { label: agreement.title },
              ]}
            />
          }
          title={
            agreement.version > 1 ? words.agreement.changeTitle(agreement.year) : words.agreement.title(agreement.year)
          }
          description={`${agreement.name}, ${agreement.title}`}
        />
        <div class="k-bar">
          <AgreementBadge state={agreement.state} />
          <Show when={agreement.state === "draft" || agreement.state === "offered"}>
            <Button
              kind="primary"
              icon={IconSignature}
              disabledReason={acts.sign ?? undefined}
              onPress={() => setLayer("sign")}
            >
              {words.agreement.sign}
            </Button>
          </Show>
          <Show when={editable && props.frame}>
            <Button icon={IconPencil} disabledReason={acts.edit ?? undefined} onPress={() => setLayer("edit")}>
              {agreement.state === "draft" ? words.agreement.edit : words.agreement.change}
            </Button>
          </Show>
          <Show when={agreement.state === "offered"}>
            <Button disabledReason={acts.reopen ?? undefined} onPress={() => setLayer("reopen")}>
              {words.agreement.reopen}
            </Button>
          </Show>
        </div>
        <Show when={props.view.content}>
          <Printing agreement={agreement} />
        </Show>
        <Gaps view={props.view} />
        <Versions view={props.view} />
      </div>
      <Show when={props.view.content} fallback={<Alert tone="warning">{acts.sign}</Alert>}>
        {(content) => <AgreementDocument content={content()} agreement={agreement} />}
      </Show>
      <Show when={layer() === "edit" && props.frame}>
        {(frame) => (
          <AgreementDialog
            frame={frame()}
            plan={agreement.plan}
            year={agreement.year}
            unit={agreement.unit}
            view={props.view}
            onClose={() => setLayer(undefined)}
            onDone={(key, version) => {
              if (version === agreement.version) props.onChanged();
              else navigate(paths.agreement(key, version));
            }}
          />
        )}
      </Show>
      <Show when={layer() === "sign"}>
        <SignDialog view={props.view} onClose={() => setLayer(undefined)} onDone={props.onChanged} />
      </Show>
      <Show when={layer() === "reopen"}>
        <ReopenDialog view={props.view} onClose={() => setLayer(undefined)} onDone={props.onChanged} />
      </Show>
    </>
  );
}

/** The agreement as a document, on the paper that somebody chooses. */
function Printing(props: { agreement: AgreementView["agreement"] }): JSX.Element {
  const [paper, setPaper] = createSignal<(typeof PAPERS)[number]>(PAPERS[0]);
  const { year, unit, post, person, version, rev, state } = props.agreement;
  const wanted = (): Wanted => ({
    kind: "agreement",
    year,
    unit,
    post,
    person,
    version: String(version),
    rev,
    paper: paper(),
  });
  return (
    <div class="k-bar">
      <RadioGroup
        label={words.agreement.paper}
        inline
        options={PAPERS.map((value): { value: (typeof PAPERS)[number]; label: string } => ({ value, label: value }))}
        value={paper()}
        onChange={setPaper}
      />
      <DownloadButton wanted={wanted()} form={state === "draft" || state === "offered" ? "draft" : "pdf"} />
    </div>
  );
}

function Gaps(props: { view: AgreementView }): JSX.Element {
  const { agreement, gaps } = props.view;
  const partOf = (node: string): string => node.slice(0, node.indexOf("/"));
  return (
    <Show when={gaps.length > 0}>
      <Alert tone="warning" title={words.agreement.blocked}>
        <ul class="k-plain">
          <For each={gaps}>
            {(gap) => (
              <li>
                {words.holes[gap.kind]}: {gap.text}.{" "}
                <A href={placeOfHole(gap, agreement, partOf(gap.node))}>{words.agreement.mend}</A>
              </li>
            )}
          </For>
        </ul>
      </Alert>
    </Show>
  );
}

function Versions(props: { view: AgreementView }): JSX.Element {
  const { agreement, versions } = props.view;
  return (
    <Show when={versions.length > 1}>
      <nav class="k-versions" aria-label={words.agreement.history}>
        <For each={versions}>
          {(each) => (
            <A
              href={paths.agreement(agreement, each.version)}
              aria-current={each.version === agreement.version ? "page" : undefined}
            >
              {words.agreement.version(each.version)}
              {each.reason === null ? "" : `: ${each.reason}`}
            </A>
          )}
        </For>
      </nav>
    </Show>
  );
}

type ActProps = { view: AgreementView; onClose: () => void; onDone: () => void };
const keyOf = ({ agreement }: AgreementView) => {
  const { year, unit, post, person, version, rev } = agreement;
  return { year, unit, post, person, version: String(version), rev };
};

function SignDialog(props: ActProps): JSX.Element {
  const input = () => ({ ...keyOf(props.view), hash: props.view.hash ?? "" });
  return (
    <ActDialog
      title={words.agreement.signTitle}
      description={words.agreement.signText}
      act={words.agreement.sign}
      sent={input()}
      lacking={undefined}
      send={(command) => api("cascade.signAgreement", input(), { command })}
      done={words.agreement.signed}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <p class="w-note">{words.agreement.notTte}</p>
    </ActDialog>
  );
}

function ReopenDialog(props: ActProps): JSX.Element {
  const [reason, setReason] = createSignal("");
  const input = () => ({ ...keyOf(props.view), reason: reason().trim() });
  return (
    <ActDialog
      title={words.agreement.reopen}
      act={words.agreement.reopen}
      sent={input()}
      lacking={reason().trim().length < 10 ? words.node.reasonShort : undefined}
      send={(command) => api("cascade.reopenAgreement", input(), { command })}
      done={words.agreement.reopened}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <TextArea label={words.node.reason} value={reason()} required maxLength={1000} onInput={setReason} />
    </ActDialog>
  );
}
