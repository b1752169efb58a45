import { type RouteSectionProps, Router, useIsRouting, useLocation, useNavigate } from "@solidjs/router";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { createResource, ErrorBoundary, type JSX, onCleanup, Show, Suspense } from "solid-js";
import { onSessionEnd } from "./api/client.ts";
import { FailureNotice } from "./frame/await.tsx";
import { ChooseTenant } from "./frame/choose-tenant.tsx";
import { Frame } from "./frame/frame.tsx";
import { RushLine } from "./frame/rush-line.tsx";
import { t } from "./i18n/index.ts";
import { paths, patterns } from "./paths.ts";
import { pages, signInPage } from "./routes.tsx";
import { MeProvider } from "./session/me.tsx";
import { begin } from "./session/start.ts";
import { holdsTokens, onOtherTab } from "./session/tokens.ts";

/** The whole application: the sign-in page outside of the frame, everything else inside. */
export function App(): JSX.Element {
  return (
    <Router root={Outermost}>
      {[
        { path: patterns.signIn, component: signInPage },
        { path: "/", component: Inside, children: [...pages] },
      ]}
    </Router>
  );
}

function Outermost(props: RouteSectionProps): JSX.Element {
  const moving = useIsRouting();
  return (
    <>
      <div class="w-moving" classList={{ "w-moving-on": moving() }} aria-hidden="true" />
      <Suspense fallback={<Opening />}>{props.children}</Suspense>
      <RushLine />
    </>
  );
}

/** Only for the signed-in; anybody else goes to the sign-in page, which keeps the wanted address. */
function Inside(props: RouteSectionProps): JSX.Element {
  const navigate = useNavigate();
  const location = useLocation();
  const leave = () => navigate(paths.signIn(`${location.pathname}${location.search}`), { replace: true });
  onSessionEnd(leave);
  onCleanup(onOtherTab((signedIn) => !signedIn && leave()));
  if (!holdsTokens()) {
    leave();
    return <Opening />;
  }
  const [beginning, { refetch }] = createResource(begin);
  return (
    <ErrorBoundary
      fallback={(thrown: unknown, reset) => (
        <main class="w-alone">
          <h1>{t.app.name}</h1>
          <FailureNotice
            failure={thrown}
            onRetry={() => {
              void refetch();
              reset();
            }}
          />
          <Alert tone="info">{t.offline.kept}</Alert>
        </main>
      )}
    >
      <Suspense fallback={<Opening />}>
        <Show when={beginning()} keyed>
          {(begun) =>
            begun.kind === "working" ? (
              <MeProvider me={begun.me}>
                <Frame>{props.children}</Frame>
              </MeProvider>
            ) : (
              <ChooseTenant memberships={begun.memberships} />
            )
          }
        </Show>
      </Suspense>
    </ErrorBoundary>
  );
}

function Opening(): JSX.Element {
  return (
    <main class="w-alone">
      <Skeleton shape="heading" />
      <Skeleton shape="table" lines={5} />
    </main>
  );
}
