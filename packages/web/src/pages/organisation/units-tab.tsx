import { A } from "@solidjs/router";
import { formatDate } from "@selaras/core/kernel/format.ts";
import { Badge, type Tone } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import type { IconShape } from "@selaras/ui/components/icon.tsx";
import { Menu } from "@selaras/ui/components/menu.tsx";
import { IconCircleCheck, IconClock, IconDots, IconHistory, IconPlus } from "@selaras/ui/icons.ts";
import { createMemo, createResource, createSignal, type JSX, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { loadTree, type TreeLine, treeLines } from "./organisation.data.ts";
import { EndUnitDialog, FormUnitDialog, MoveUnitDialog, RenameUnitDialog } from "./unit-dialogs.tsx";
import { words } from "./words.ts";

const LOOKS: Readonly<Record<TreeLine["state"], { tone: Tone; icon: IconShape }>> = {
  now: { tone: "positive", icon: IconCircleCheck },
  upcoming: { tone: "info", icon: IconClock },
  ended: { tone: "neutral", icon: IconHistory },
};

const daysOf = ({ row }: TreeLine): string =>
  row.until === null
    ? words.unit.since(formatDate(row.from))
    : words.unit.between(formatDate(row.from), formatDate(row.until));

type Doing = { readonly what: "form" } | { readonly what: "rename" | "move" | "end"; readonly line: TreeLine };

/** The tree of units with their dates, and what their keepers may do to them. */
export function UnitsTab(): JSX.Element {
  const me = useMe();
  const [tree, { refetch }] = createResource(loadTree);
  const [ended, setEnded] = createSignal(false);
  const [doing, setDoing] = createSignal<Doing>();
  const lines = createMemo(() => {
    const found = tree.latest;
    return found === undefined ? [] : treeLines(found);
  });
  const nameOf = (unit: string) => lines().find((line) => line.row.unitId === unit)?.row.name ?? unit;
  const rows = () => lines().filter((line) => ended() || line.state !== "ended");
  const successors = ({ row }: TreeLine) => row.successors.map(nameOf).join(", ");
  const actsOf = (line: TreeLine) =>
    (["rename", "move", "end"] as const).map((what) => ({
      key: what,
      label: words.unit[what],
      onSelect: () => setDoing({ what, line }),
    }));
  const of = (what: Doing["what"]) => {
    const now = doing();
    return now !== undefined && now.what !== "form" && now.what === what ? now.line : undefined;
  };
  const close = () => setDoing(undefined);
  const shared = { onClose: close, onDone: () => void refetch() };
  return (
    <Await onRetry={refetch}>
      <Show when={tree.latest}>
        <Card
          title={words.tabs.unit}
          flush
          actions={
            <Button
              icon={IconPlus}
              disabledReason={me.may.units ? undefined : words.unit.notKeeper}
              onPress={() => setDoing({ what: "form" })}
            >
              {words.unit.create}
            </Button>
          }
        >
          <div class="w-table-tools">
            <Checkbox label={words.unit.showEnded} checked={ended()} onChange={setEnded} />
          </div>
          <DataTable<TreeLine>
            caption={words.tabs.unit}
            hideCaption
            rows={rows()}
            rowKey={(line) => line.row.unitId}
            empty={words.unit.empty}
            columns={[
              {
                key: "name",
                label: words.unit.name,
                width: "38%",
                cell: (line) => (
                  <span class="o-tree" style={{ "--depth": line.depth }}>
                    <A href={paths.organisation({ tab: "jabatan", unit: line.row.unitId })}>{line.row.name}</A>
                    <Show when={line.row.successors.length > 0}>
                      <span class="o-small">{words.unit.successors(successors(line))}</span>
                    </Show>
                  </span>
                ),
              },
              { key: "code", label: words.unit.code, wideOnly: true, cell: (line) => line.row.code ?? "-" },
              { key: "days", label: words.unit.days, width: "20%", cell: daysOf },
              {
                key: "state",
                label: words.unit.state,
                width: "10.5rem",
                cell: (line) => (
                  <Badge tone={LOOKS[line.state].tone} icon={LOOKS[line.state].icon}>
                    {words.unit[line.state]}
                  </Badge>
                ),
              },
              ...(me.may.units
                ? [
                    {
                      key: "acts",
                      label: words.acts,
                      cell: (line: TreeLine) => (
                        <Menu
                          label={`${words.acts}: ${line.row.name}`}
                          icon={IconDots}
                          iconOnly
                          kind="tertiary"
                          entries={actsOf(line)}
                        />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </Card>
      </Show>
      <Show when={doing()?.what === "form"}>
        <FormUnitDialog lines={lines()} {...shared} />
      </Show>
      <Show when={of("rename")} keyed>
        {(line) => <RenameUnitDialog line={line} {...shared} />}
      </Show>
      <Show when={of("move")} keyed>
        {(line) => <MoveUnitDialog line={line} lines={lines()} {...shared} />}
      </Show>
      <Show when={of("end")} keyed>
        {(line) => <EndUnitDialog line={line} lines={lines()} {...shared} />}
      </Show>
    </Await>
  );
}
