import { Alert } from "@selaras/ui/components/notice.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { useParams } from "@solidjs/router";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import { words } from "./words.ts";

/**
 * The product's own address of a file: whoever may see the report is sent on to a link that lives for a minute; for
 * everybody else there is nothing here.
 */
export function EvidencePage(): JSX.Element {
  const params = useParams<{ id: string; evidenceId: string }>();
  const [failure, setFailure] = createSignal<unknown>(null);
  const open = async () => {
    setFailure(null);
    try {
      const { url } = await api("evidence.open", { id: params.id, evidenceId: params.evidenceId });
      location.replace(url);
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  onMount(() => void open());
  return (
    <Show
      when={failure()}
      fallback={
        <>
          <Alert tone="info" live>
            {words.evidence.opening}
          </Alert>
          <Skeleton shape="text" lines={2} />
        </>
      }
    >
      {(thrown) => <FailureNotice failure={thrown()} title={words.evidence.openFailed} onRetry={() => void open()} />}
    </Show>
  );
}
