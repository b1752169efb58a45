import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconSearch } from "@selaras/ui/icons.ts";
import { createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api, type ApiFailure, asFailure } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import { type Names, postName } from "./describe.ts";
import type { Content } from "./model.ts";
import type { UnitRow } from "./simulate-panel.tsx";
import { words } from "./words.ts";

type Gaps = Api["approval.gaps"]["reply"];
type Gap = Gaps["units"][number]["gaps"][number];

/** Units in which a step has nobody today: what one should know before a chain is published. */
export function GapsPanel(props: {
  chain: string;
  content: Content;
  units: readonly UnitRow[];
  names: Names;
}): JSX.Element {
  const [kind, setKind] = createSignal("");
  const kinds = () => [...new Set(props.units.map((unit) => unit.kind))].sort();
  const [found, setFound] = createSignal<Gaps>();
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  const look = async () => {
    setBusy(true);
    setFailure(undefined);
    const { label, steps, waitingHours, correction } = props.content;
    try {
      const content = { label, steps: [...steps], waitingHours, correction };
      setFound(await api("approval.gaps", { chain: props.chain, content, unitKind: kind() === "" ? null : kind() }));
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="c-editor">
      <p class="c-quiet">{words.gaps.about}</p>
      <Select
        label={words.gaps.which}
        placeholder={null}
        options={[
          { value: "", label: words.gaps.reporting },
          ...kinds().map((each) => ({ value: each, label: words.gaps.ofKind(each.replaceAll("_", " ")) })),
        ]}
        value={kind()}
        onChange={setKind}
      />
      <Button icon={IconSearch} busy={busy()} onPress={() => void look()}>
        {words.gaps.look}
      </Button>
      <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      <Show when={found()}>
        {(gaps) => (
          <>
            <Alert tone={gaps().units.length === 0 ? "success" : "warning"} live>
              {gaps().units.length === 0
                ? words.gaps.none(gaps().checked)
                : words.gaps.found(gaps().units.length, gaps().checked)}{" "}
              {gaps().checked < gaps().total ? words.gaps.partly(gaps().checked, gaps().total) : ""}
            </Alert>
            <Show when={gaps().units.length > 0}>
              <DataTable
                caption={words.tabs.gaps}
                hideCaption
                rows={gaps().units}
                rowKey={(unit) => unit.unit}
                maxHeight="32rem"
                columns={[
                  { key: "unit", label: words.gaps.unit, cell: (unit) => unit.name },
                  {
                    key: "gaps",
                    label: words.gaps.missing,
                    cell: (unit) => <For each={unit.gaps}>{(gap) => <GapLine gap={gap} names={props.names} />}</For>,
                  },
                ]}
              />
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}

function GapLine(props: { gap: Gap; names: Names }): JSX.Element {
  return (
    <p>
      <strong>{props.gap.label}</strong>: {postName(props.gap.kind, props.names)},{" "}
      {props.gap.unitName ?? words.simulate.anywhere}{" "}
      <span class="c-quiet">
        ({props.gap.insteadAt === null ? words.gaps.waits : words.gaps.instead(props.gap.insteadAt)})
      </span>
    </p>
  );
}
