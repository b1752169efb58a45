import { A, useNavigate, useParams } from "@solidjs/router";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { IconCircleCheck, IconClock, IconPencil } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { api, asFailure, newCommandId } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { type Loaded, loadChain } from "./chain.data.ts";
import { Designer } from "./designer.tsx";
import { Reader } from "./reader.tsx";
import { words } from "./words.ts";
import "./chains.css";

/** The version of the address that stands for the draft. */
export const DRAFT = "konsep";

/** One version of a chain as a picture; the draft of it is where the admin draws. */
export function ChainPage(): JSX.Element {
  const me = useMe();
  const params = useParams<{ chain: string; version: string }>();
  const [loaded, { refetch }] = createResource(() => ({ chain: params.chain, version: params.version }), loadChain);
  return (
    <Await onRetry={refetch}>
      <Show when={loaded()} keyed>
        {(found) => (
          <>
            <Title text={found.shown.chain.label} />
            <Show when={found.shown.draft !== null && me.may.chains} fallback={<Published loaded={found} />}>
              <Designer loaded={found} onReload={() => void refetch()} />
            </Show>
          </>
        )}
      </Show>
    </Await>
  );
}

/** The way back to the list, above the name of a chain. */
export const Above = (props: { label: string }): JSX.Element => (
  <Breadcrumb
    trail={[
      { label: t.settings.title, href: paths.settings() },
      { label: words.title, href: paths.chains() },
      { label: props.label },
    ]}
  />
);

function Published(props: { loaded: Loaded }): JSX.Element {
  const me = useMe();
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const chain = () => props.loaded.shown.chain;
  const row = () => props.loaded.around.chains.find((each) => each.chain === chain().chain);
  const edit = async () => {
    const { chain: id, n } = chain();
    if (row()?.draft) return navigate(paths.chain(id, DRAFT));
    setBusy(true);
    try {
      await api(
        "approval.copy",
        { chain: id, label: null, from: { kind: "version", chain: id, n } },
        { command: newCommandId() },
      );
      navigate(paths.chain(id, DRAFT));
    } catch (thrown) {
      toast({ tone: "danger", text: asFailure(thrown).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PageHead
        above={<Above label={words.version(chain().n)} />}
        title={chain().label}
        badges={<VersionBadge status={chain().status} n={chain().n} inForce={props.loaded.shown.inForce} />}
        actions={
          <Button
            icon={IconPencil}
            kind="primary"
            busy={busy()}
            disabledReason={me.may.chains ? undefined : words.readOnly}
            onPress={() => void edit()}
          >
            {row()?.draft ? words.continueDraft : words.edit}
          </Button>
        }
      />
      <Reader loaded={props.loaded} />
      <p class="c-quiet">
        <A href={paths.chains()}>{words.title}</A>
      </p>
    </>
  );
}

/** Whether a version takes new reports, runs out or is retired. */
export function VersionBadge(props: { status: string; n: number; inForce: boolean }): JSX.Element {
  return (
    <Show
      when={props.status === "published"}
      fallback={
        <Badge tone="neutral" icon={IconClock}>
          {words.version(props.n)} · {props.status === "retired" ? words.retired : words.draft}
        </Badge>
      }
    >
      <Badge tone={props.inForce ? "positive" : "warning"} icon={props.inForce ? IconCircleCheck : IconClock}>
        {words.version(props.n)} · {props.inForce ? words.inForce : words.runsOut}
      </Badge>
    </Show>
  );
}
