import { Alert } from "@selaras/ui/components/notice.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { IconRefresh } from "@selaras/ui/icons.ts";
import { ErrorBoundary, type JSX, Show, Suspense } from "solid-js";
import { asFailure } from "../api/failure.ts";
import { t } from "../i18n/index.ts";

/** A failure in words: what, why, what next, and the number under which the operator finds it. */
export function FailureNotice(props: { failure: unknown; title?: string; onRetry?: () => void }): JSX.Element {
  const failure = () => asFailure(props.failure);
  const title = () => props.title ?? (failure().status === 404 ? t.failure.notFoundTitle : t.failure.title);
  return (
    <Alert
      tone={failure().status === 404 ? "info" : "danger"}
      live
      title={title()}
      actions={
        <Show when={props.onRetry}>
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
