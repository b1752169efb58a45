import { useParams } from "@solidjs/router";
import { createResource, type JSX, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { useMe } from "../../session/me.tsx";
import { type Loaded, loadReport } from "./report.data.ts";
import "./report.css";
import { ReportBody } from "./report-body.tsx";
import { openUnsentStore, type UnsentStore } from "./unsent-store.ts";

/** What the page is made of: a report that moved to another version of its template is made anew. */
const contentOf = (loaded: Loaded | undefined): string | undefined =>
  loaded && `${loaded.report.id} ${loaded.report.template.hash}`;

type Opened = Loaded & { readonly store: UnsentStore | null };

/** One report: entry while it is a draft or was returned, a calm reading view afterwards. */
export function ReportPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const me = useMe();
  const open = async (id: string): Promise<Opened> => {
    const owner = { tenant: me.tenant.id, person: me.person.id, report: id };
    const [loaded, store] = await Promise.all([loadReport(id), openUnsentStore(owner).catch(() => null)]);
    return { ...loaded, store };
  };
  const [opened, { mutate, refetch }] = createResource(() => params.id, open);
  const put = (loaded: Loaded) => mutate((before) => ({ store: null, ...before, ...loaded }));
  return (
    <Await onRetry={refetch}>
      <Show when={contentOf(opened())} keyed>
        <Show when={opened()}>{(now) => <ReportBody loaded={now()} store={now().store} onLoaded={put} />}</Show>
      </Show>
    </Await>
  );
}
