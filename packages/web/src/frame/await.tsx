import { Alert, type NoticeTone } from "@selaras/ui/components/notice.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { IconRefresh } from "@selaras/ui/icons.ts";
import { ErrorBoundary, type JSX, onCleanup, onMount, Show, Suspense } from "solid-js";
import { ApiFailure, asFailure } from "../api/failure.ts";
import { t } from "../i18n/index.ts";

type NoticeProps = { failure: unknown; title?: string | undefined; onRetry?: (() => void) | undefined };

function titleOf(failure: ApiFailure): string {
  if (failure.code === "offline") return t.offline.title;
  if (failure.status === 404) return t.failure.notFoundTitle;
  return failure.status === 403 ? t.failure.forbiddenTitle : t.failure.title;
}

function toneOf({ code, status }: ApiFailure): NoticeTone {
  if (status === 404 || status === 403) return "info";
  return code === "offline" ? "warning" : "danger";
}

/** A defect of ours belongs in the browser's console too, whoever caught it. */
function tellConsole(thrown: unknown): void {
  if (thrown instanceof ApiFailure) return;
  setTimeout(() => {
    throw thrown;
  });
}

/**
 * A failure in words: what, why, what next, and the number under which the operator finds it. What is absent or not
 * allowed does not change by trying again; what only lacked the network is tried again as soon as there is one.
 */
export function FailureNotice(props: NoticeProps): JSX.Element {
  const failure = () => asFailure(props.failure);
  const final = () => failure().status === 404 || failure().status === 403;
  const retryOnline = () => failure().unanswered && props.onRetry?.();
  onMount(() => {
    tellConsole(props.failure);
    addEventListener("online", retryOnline);
  });
  onCleanup(() => removeEventListener("online", retryOnline));
  return (
    <Alert
      tone={toneOf(failure())}
      live
      title={props.title ?? titleOf(failure())}
      actions={
        <Show when={final() ? undefined : props.onRetry}>
          {(retry) => (
            <Button icon={IconRefresh} size="small" onPress={() => retry()()}>
              {t.act.retry}
            </Button>
          )}
        </Show>
      }
    >
      <p>{failure().message}</p>
      <Show when={failure().requestId !== ""}>
        <p class="w-request">{t.failure.request(failure().requestId)}</p>
      </Show>
    </Alert>
  );
}

export type AwaitProps = {
  /** Stands where the content will; a table by default. */
  waiting?: JSX.Element | undefined;
  /** Asks again after a failure. */
  onRetry?: (() => unknown) | undefined;
  children: JSX.Element;
};

/** Around everything that reads a resource: a skeleton while it is on its way, a notice with a way on when it fails. */
export function Await(props: AwaitProps): JSX.Element {
  return (
    <ErrorBoundary
      fallback={(thrown: unknown, reset) => (
        <FailureNotice
          failure={thrown}
          onRetry={() => {
            props.onRetry?.();
            reset();
          }}
        />
      )}
    >
      <Suspense fallback={props.waiting ?? <Skeleton shape="table" lines={6} />}>{props.children}</Suspense>
    </ErrorBoundary>
  );
}
