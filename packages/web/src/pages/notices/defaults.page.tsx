import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { DateTimeInput } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Breadcrumb, DescriptionList } from "@selaras/ui/components/trail.tsx";
import { IconPencil } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { zoneLabel } from "@selaras/core/kernel/zone.ts";
import { words } from "./words.ts";

type Defaults = Api["tenant.notices"]["reply"];
const w = words.defaults;
const WAYS = ["email", "push", "digest"] as const;

/** What the regency's officials are told outside of the application unless they choose otherwise. */
export function NoticeDefaultsPage(): JSX.Element {
  const me = useMe();
  const zone = useZone();
  const [found, { refetch }] = createResource(() => api("tenant.notices", {}));
  const [changing, setChanging] = createSignal(false);
  const hour = (at: string) => `${at.replace(":", ".")} ${zoneLabel(zone)}`;
  return (
    <>
      <Title text={t.settings.notices} />
      <PageHead
        above={
          <Breadcrumb crumbs={[{ label: t.settings.title, href: paths.settings() }, { label: t.settings.notices }]} />
        }
        title={t.settings.notices}
        description={w.about}
        actions={
          <Button
            kind="primary"
            icon={IconPencil}
            disabledReason={me.may.settings ? undefined : w.readOnly}
            onPress={() => setChanging(true)}
          >
            {w.change}
          </Button>
        }
      />
      <Await onRetry={refetch}>
        <Show when={!me.may.settings}>
          <Alert tone="info">{w.readOnly}</Alert>
        </Show>
        <Show when={found.latest}>
          {(settings) => (
            <>
              <Card title={w.ways}>
                <DescriptionList
                  columns={2}
                  items={[
                    ...WAYS.map((way) => ({ term: w[way], value: settings()[way] ? w.on : w.off })),
                    { term: w.digestAt, value: hour(settings().digestAt) },
                  ]}
                />
              </Card>
              <Show when={changing()}>
                <ChangeDefaults seen={settings()} onClose={() => setChanging(false)} onChanged={() => void refetch()} />
              </Show>
            </>
          )}
        </Show>
      </Await>
    </>
  );
}

function ChangeDefaults(props: { seen: Defaults; onClose: () => void; onChanged: () => void }): JSX.Element {
  const { rev, ...seen } = props.seen;
  const [wanted, setWanted] = createSignal(seen);
  const change = (part: Partial<typeof seen>) => setWanted((before) => ({ ...before, ...part }));
  const input = () => ({ ...wanted(), rev });
  return (
    <ActDialog
      title={t.settings.notices}
      description={w.about}
      act={w.save}
      sent={input()}
      lacking={wanted().digestAt === "" ? w.noTime : undefined}
      send={(command) => api("tenant.setNotices", input(), { command })}
      done={w.saved}
      onClose={props.onClose}
      onDone={props.onChanged}
      onStale={props.onChanged}
    >
      <For each={WAYS}>
        {(way) => <Checkbox label={w[way]} checked={wanted()[way]} onChange={(on) => change({ [way]: on })} />}
      </For>
      <DateTimeInput
        label={w.digestAt}
        hint={w.digestAtHint}
        kind="time"
        value={wanted().digestAt}
        onInput={(digestAt) => change({ digestAt })}
      />
    </ActDialog>
  );
}
