import { useSearchParams } from "@solidjs/router";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Tabs } from "@selaras/ui/components/tabs.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { IconPlus } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { MethodDialog } from "./method-dialog.tsx";
import { MethodList } from "./method-list.tsx";
import type { Method, Scale } from "./model.ts";
import { ScaleDialog } from "./scale-dialog.tsx";
import { ScaleList } from "./scale-list.tsx";
import { words } from "./words.ts";
import "./indicators.css";

const TABS = ["metode", "skala"] as const;
type Tab = (typeof TABS)[number];

/** Methods of achievement and scales of the regency: read by every official, written by the administrator. */
export function IndicatorsPage(): JSX.Element {
  const me = useMe();
  const [found, { refetch }] = createResource(() => api("indicator.catalogue", {}));
  const [search, setSearch] = useSearchParams<{ tab?: string }>();
  const tab = (): Tab => TABS.find((each) => each === search.tab) ?? "metode";
  // null = a new one; undefined = no dialog.
  const [method, setMethod] = createSignal<Method | null>();
  const [scale, setScale] = createSignal<Scale | null>();
  const barrier = () => (me.may.indicators ? undefined : words.readOnly);
  const saved = () => {
    setMethod(undefined);
    setScale(undefined);
    void refetch();
  };
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
            icon={IconPlus}
            disabledReason={barrier()}
            onPress={() => (tab() === "metode" ? setMethod(null) : setScale(null))}
          >
            {tab() === "metode" ? words.newMethod : words.newScale}
          </Button>
        }
      />
      <Show when={!me.may.indicators}>
        <Alert tone="info">{words.readOnly}</Alert>
      </Show>
      <Await onRetry={refetch}>
        <Show when={found.latest}>
          {(all) => (
            <>
              <Tabs
                label={words.title}
                tabs={TABS.map((key) => ({ key, label: words.tabs[key], href: paths.indicators({ tab: key }) }))}
                selected={tab()}
                onSelect={(key) => setSearch({ tab: key })}
              >
                <Show
                  when={tab() === "metode"}
                  fallback={<ScaleList versions={all().scales} barrier={barrier()} onEdit={setScale} />}
                >
                  <MethodList versions={all().methods} barrier={barrier()} onEdit={setMethod} />
                </Show>
              </Tabs>
              <Show when={method() !== undefined}>
                <MethodDialog
                  from={method() ?? null}
                  taken={all().methods.map((each) => each.method.id)}
                  onClose={() => setMethod(undefined)}
                  onSaved={saved}
                />
              </Show>
              <Show when={scale() !== undefined}>
                <ScaleDialog
                  from={scale() ?? null}
                  taken={all().scales.map((each) => each.scale.id)}
                  onClose={() => setScale(undefined)}
                  onSaved={saved}
                />
              </Show>
            </>
          )}
        </Show>
      </Await>
    </>
  );
}
