import { useNavigate, useParams } from "@solidjs/router";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { IconPencil } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { api, asFailure, newCommandId } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { type Loaded, loadChain } from "./chain.data.ts";
import { Designer } from "./designer.tsx";
import { Above, DRAFT, VersionBadge } from "./parts.tsx";
import { Reader } from "./reader.tsx";
import { words } from "./words.ts";
import "./chains.css";

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
    </>
  );
}
