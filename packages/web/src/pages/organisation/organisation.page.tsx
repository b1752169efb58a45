import { useSearchParams } from "@solidjs/router";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Tabs } from "@selaras/ui/components/tabs.tsx";
import { type JSX, Match, Show, Switch } from "solid-js";
import { Title } from "../../frame/title.tsx";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { MandatesTab } from "./mandates-tab.tsx";
import "./organisation.css";
import { PeopleTab } from "./people-tab.tsx";
import { PostsTab } from "./posts-tab.tsx";
import { UnitsTab } from "./units-tab.tsx";
import { words } from "./words.ts";

const TABS = ["unit", "jabatan", "pegawai", "mandat"] as const;
type Tab = (typeof TABS)[number];
type Filter = { tab?: string; unit?: string };

/** Units, posts, employees and mandates of the regency: read by every official, changed by those who keep them. */
export function OrganisationPage(): JSX.Element {
  const me = useMe();
  const [search, setSearch] = useSearchParams<Filter>();
  const tab = (): Tab => TABS.find((each) => each === search.tab) ?? "unit";
  return (
    <>
      <Title text={words.title} />
      <PageHead title={words.title} description={words.about} />
      <Show when={!me.may.organisation}>
        <Alert tone="info">{words.readOnly}</Alert>
      </Show>
      <Tabs
        label={words.title}
        tabs={TABS.map((key) => ({ key, label: words.tabs[key], href: paths.organisation({ tab: key }) }))}
        selected={tab()}
        onSelect={(key) => setSearch({ tab: key, unit: undefined })}
      >
        <div class="o-panel">
          <Switch>
            <Match when={tab() === "unit"}>
              <UnitsTab />
            </Match>
            <Match when={tab() === "jabatan"}>
              <PostsTab unit={search.unit ?? ""} onUnit={(unit) => setSearch({ tab: "jabatan", unit })} />
            </Match>
            <Match when={tab() === "pegawai"}>
              <PeopleTab />
            </Match>
            <Match when={tab() === "mandat"}>
              <MandatesTab />
            </Match>
          </Switch>
        </div>
      </Tabs>
    </>
  );
}
