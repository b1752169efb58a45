import { labelOf } from "@selaras/core/position/catalogue.ts";
import { DEFAULT_SAKIP } from "@selaras/core/tenant/schema.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { IconPencil } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import "./sakip-keepers.css";
import { words } from "./words.ts";

type Rules = Api["tenant.sakip"]["reply"];
type Kind = Api["position.kinds"]["reply"]["kinds"][number];
const LISTS = ["planKeepers", "partKeepers", "heads", "evaluators"] as const;
type List = (typeof LISTS)[number];
/** An OPD may leave its part to the keepers of plans; every other list needs somebody. */
const NEEDED: readonly List[] = ["planKeepers", "heads", "evaluators"];

async function load() {
  const [rules, { kinds }] = await Promise.all([api("tenant.sakip", {}), api("position.kinds", {})]);
  return { rules, kinds };
}

const isDefault = (rules: Rules, list: List): boolean =>
  [...rules[list]].toSorted().join() === [...DEFAULT_SAKIP[list]].toSorted().join();

/** Which posts keep what in the SAKIP: decided by the regency's admin, readable for everybody. */
export function SakipKeepersPage(): JSX.Element {
  const me = useMe();
  const [found, { refetch }] = createResource(load);
  const [changing, setChanging] = createSignal(false);
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
            icon={IconPencil}
            disabledReason={me.may.settings ? undefined : words.readOnly}
            onPress={() => setChanging(true)}
          >
            {words.change}
          </Button>
        }
      />
      <Await onRetry={refetch}>
        <Show when={!me.may.settings}>
          <Alert tone="info">{words.readOnly}</Alert>
        </Show>
        <Show when={found.latest}>
          {(all) => (
            <>
              <For each={LISTS}>{(list) => <Chosen list={list} rules={all().rules} kinds={all().kinds} />}</For>
              <Show when={changing()}>
                <ChangeKeepers
                  rules={all().rules}
                  kinds={all().kinds}
                  onClose={() => setChanging(false)}
                  onChanged={() => void refetch()}
                />
              </Show>
            </>
          )}
        </Show>
      </Await>
    </>
  );
}

function Chosen(props: { list: List; rules: Rules; kinds: readonly Kind[] }): JSX.Element {
  const about = () => words.lists[props.list];
  const names = () => props.rules[props.list].map((kind) => labelOf(props.kinds, kind)).join(", ");
  return (
    <Card title={about().label} description={about().hint}>
      <p>
        <strong>{names() || words.nobody}</strong>
      </p>
      <p class="w-note">
        {isDefault(props.rules, props.list) ? words.defaults : words.own}. {words.source(about().source)}
      </p>
    </Card>
  );
}

type ChangeProps = { rules: Rules; kinds: readonly Kind[]; onClose: () => void; onChanged: () => void };

function ChangeKeepers(props: ChangeProps): JSX.Element {
  const [rules, setRules] = createSignal(props.rules);
  const has = (list: List, kind: string): boolean => rules()[list].some((each) => each === kind);
  const toggle = (list: List, kind: Kind["kind"], chosen: boolean) =>
    setRules({
      ...rules(),
      [list]: chosen ? [...rules()[list], kind] : rules()[list].filter((each) => each !== kind),
    });
  const lacking = () => {
    const empty = NEEDED.find((list) => rules()[list].length === 0);
    return empty && words.lacking(words.lists[empty].label);
  };
  return (
    <ActDialog
      title={words.title}
      description={words.about}
      act={words.save}
      size="large"
      sent={rules()}
      lacking={lacking()}
      send={(command) => api("tenant.setSakip", rules(), { command })}
      done={words.saved}
      onClose={props.onClose}
      onDone={props.onChanged}
      onStale={props.onChanged}
    >
      <For each={LISTS}>
        {(list) => (
          <fieldset class="sk-choices">
            <legend class="s-label">{words.lists[list].label}</legend>
            <p class="w-note">{words.lists[list].hint}</p>
            <For each={props.kinds}>
              {(kind) => (
                <Checkbox
                  label={kind.label}
                  checked={has(list, kind.kind)}
                  onChange={(chosen) => toggle(list, kind.kind, chosen)}
                />
              )}
            </For>
          </fieldset>
        )}
      </For>
    </ActDialog>
  );
}
