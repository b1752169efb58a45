import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { type Api, api, asFailure, newCommandId } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { DevicesCard } from "./devices-card.tsx";
import { words } from "./words.ts";
import "./notices.css";

const w = words.page;
export type Settings = Api["notification.settings"]["reply"];
type Chosen = Settings["chosen"];
const NAMES = ["email", "push", "digest"] as const;

/** "Cara diberi tahu": on which ways a person is told besides the list in the application, and on which devices. */
export function NoticeSettingsPage(): JSX.Element {
  const [settings, { refetch }] = createResource(() => api("notification.settings", {}));
  return (
    <>
      <Title text={t.frame.noticeSettings} />
      <PageHead title={t.frame.noticeSettings} description={w.about} />
      <Await onRetry={refetch}>
        <Show when={settings.latest}>
          {(found) => (
            <div class="n-settings">
              <ChannelsCard settings={found()} onSaved={() => void refetch()} />
              <DevicesCard settings={found()} onChanged={() => void refetch()} />
            </div>
          )}
        </Show>
      </Await>
    </>
  );
}

function ChannelsCard(props: { settings: Settings; onSaved: () => void }): JSX.Element {
  const [changed, setChanged] = createSignal<Partial<Chosen>>({});
  const [busy, setBusy] = createSignal(false);
  const wanted = (): Chosen => ({ ...props.settings.chosen, ...changed() });
  const choose = (name: keyof Chosen) => (on: boolean) => setChanged((before) => ({ ...before, [name]: on }));
  const isChanged = () => NAMES.some((name) => wanted()[name] !== props.settings.chosen[name]);
  const save = async () => {
    setBusy(true);
    try {
      await api("notification.choose", { ...wanted(), rev: props.settings.rev }, { command: newCommandId() });
      toast({ tone: "success", text: w.saved });
      setChanged({});
      props.onSaved();
    } catch (thrown) {
      toast({ tone: "danger", text: asFailure(thrown).message });
    } finally {
      setBusy(false);
    }
  };
  const address = () => props.settings.email;
  return (
    <Card title={w.channels} description={w.channelsAbout}>
      <div class="n-choices">
        <Checkbox
          label={w.email}
          hint={address() === null ? w.emailUnknown : w.emailTo(address() ?? "")}
          checked={wanted().email}
          onChange={choose("email")}
        />
        <Checkbox label={w.push} hint={w.pushHint} checked={wanted().push} onChange={choose("push")} />
        <Checkbox
          label={w.digest}
          hint={w.digestHint(props.settings.digestAt.replace(":", "."))}
          checked={wanted().digest}
          onChange={choose("digest")}
        />
        <Button
          kind="primary"
          busy={busy()}
          disabledReason={isChanged() ? undefined : w.unchanged}
          onPress={() => void save()}
        >
          {w.save}
        </Button>
      </div>
    </Card>
  );
}
