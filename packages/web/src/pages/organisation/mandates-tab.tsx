import { A } from "@solidjs/router";
import { Card } from "@selaras/ui/components/card.tsx";
import { RadioGroup } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { EndDialog, ExtendDialog } from "./end-dialogs.tsx";
import { Days, History, HoldingBadge, HoldingButtons } from "./holding-lines.tsx";
import type { Holding } from "./organisation.data.ts";
import { words } from "./words.ts";

type Shown = "current" | "ended" | "all";
const isCurrent = (each: Holding): boolean => ["now", "away", "upcoming"].includes(each.state);

/** Plt, Plh and Pj of the whole regency: in force, to come, ended. */
export function MandatesTab(): JSX.Element {
  const me = useMe();
  const [shown, setShown] = createSignal<Shown>("current");
  const [earlier, setEarlier] = createSignal<readonly Holding[]>([]);
  const [cursor, setCursor] = createSignal<string>();
  const [page, { refetch }] = createResource(
    () => ({ cursor: cursor() }),
    (asked) => api("position.mandates", asked.cursor === undefined ? {} : { cursor: asked.cursor }),
  );
  const [extending, setExtending] = createSignal<Holding>();
  const [ending, setEnding] = createSignal<Holding>();
  const all = () => [...earlier(), ...(page.latest?.mandates ?? [])];
  const rows = () => all().filter((each) => shown() === "all" || isCurrent(each) === (shown() === "current"));
  const again = () => {
    setEarlier([]);
    setCursor(undefined);
    void refetch();
  };
  const more = () => {
    const next = page.latest?.cursor;
    if (next === undefined || next === null) return;
    setEarlier(all());
    setCursor(next);
  };
  return (
    <Await onRetry={refetch}>
      <RadioGroup<Shown>
        label={words.mandate.show}
        inline
        options={(["current", "ended", "all"] as const).map((value) => ({ value, label: words.mandate.shows[value] }))}
        value={shown()}
        onChange={setShown}
      />
      <Show when={page.latest}>
        <Card title={words.mandate.list} flush>
          <DataTable<Holding>
            caption={words.mandate.list}
            hideCaption
            rows={rows()}
            rowKey={(each) => `${each.unit} ${each.kind} ${each.person} ${each.from}`}
            empty={words.mandate.empty}
            columns={[
              {
                key: "post",
                label: words.tabs.jabatan,
                width: "26%",
                sortBy: (each) => each.title,
                cell: (each) => (
                  <span>
                    <A href={paths.organisation({ tab: "jabatan", unit: each.unit })}>{each.fullTitle}</A>
                    <span class="o-small">{each.unitName}</span>
                  </span>
                ),
              },
              {
                key: "who",
                label: words.mandate.who,
                width: "24%",
                sortBy: (each) => each.name,
                cell: (each) => (
                  <span>
                    {each.name}
                    <span class="o-small">
                      {each.decree === null ? words.post.noDecree : words.post.decree(each.decree)}
                    </span>
                  </span>
                ),
              },
              {
                key: "days",
                label: words.unit.days,
                width: "22%",
                sortBy: (each) => each.until ?? "9",
                cell: (each) => (
                  <span>
                    <Days of={each} />
                    <History of={each} />
                  </span>
                ),
              },
              {
                key: "state",
                label: words.unit.state,
                width: "10.5rem",
                sortBy: (each) => each.state,
                cell: (each) => <HoldingBadge of={each} />,
              },
              ...(me.may.mandates
                ? [
                    {
                      key: "acts",
                      label: words.acts,
                      cell: (each: Holding) => (
                        <HoldingButtons of={each} may={each.mine} onExtend={setExtending} onEnd={setEnding} />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </Card>
        <Show when={page.latest?.cursor}>
          <Button busy={page.loading} onPress={more}>
            {words.more}
          </Button>
        </Show>
      </Show>
      <Show when={extending()} keyed>
        {(of) => <ExtendDialog of={of} onClose={() => setExtending(undefined)} onDone={again} />}
      </Show>
      <Show when={ending()} keyed>
        {(of) => <EndDialog of={of} onClose={() => setEnding(undefined)} onDone={again} />}
      </Show>
    </Await>
  );
}
