import { A, useNavigate } from "@solidjs/router";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconClock, IconHistory, IconPencil, IconPlus, IconSignature } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { paths } from "../../paths.ts";
import { AgreementDialog } from "./agreement-dialog.tsx";
import { type Agreement, type Frame, loadAgreements, type Place, REGENCY } from "./sakip.data.ts";
import { words } from "./words.ts";

const LOOK = {
  draft: { tone: "neutral", icon: IconPencil },
  offered: { tone: "info", icon: IconClock },
  signed: { tone: "positive", icon: IconSignature },
  superseded: { tone: "neutral", icon: IconHistory },
} as const;

export function AgreementBadge(props: { state: Agreement["state"] }): JSX.Element {
  return <Badge {...LOOK[props.state]}>{words.agreement.states[props.state]}</Badge>;
}

/** Units of a part: the OPD and those right below it; without a part all that one may see. */
function belongs({ frame, place }: Props, { unit }: Agreement): boolean {
  if (place.part === REGENCY || unit === place.part) return true;
  return frame.units.some((each) => each.unitId === unit && each.parent === place.part);
}

type Props = { frame: Frame; place: Place };

/** The agreements of a year, with their state; the newest version of each first. */
export function AgreementsTab(props: Props): JSX.Element {
  const navigate = useNavigate();
  const [drawing, setDrawing] = createSignal(false);
  const [found, { refetch }] = createResource(() => ({ year: props.place.year, unit: undefined }), loadAgreements);
  const rows = () =>
    (found.latest ?? [])
      .filter((agreement) => belongs(props, agreement))
      .toSorted((a, b) => a.title.localeCompare(b.title, "id") || b.version - a.version);
  return (
    <Await onRetry={refetch}>
      <Card
        title={words.tabs.perjanjian}
        description={words.agreement.noneText}
        flush={rows().length > 0}
        actions={
          <Button icon={IconPlus} kind="primary" onPress={() => setDrawing(true)}>
            {words.agreement.draft}
          </Button>
        }
      >
        <Show when={rows().length > 0} fallback={<EmptyState icon={IconSignature} title={words.agreement.none} />}>
          <DataTable
            caption={words.tabs.perjanjian}
            hideCaption
            rows={rows()}
            rowKey={(row) => `${row.unit} ${row.post} ${row.person} ${row.version}`}
            columns={[
              {
                key: "official",
                label: words.agreement.official,
                width: "45%",
                sortBy: (row) => row.title,
                cell: (row) => (
                  <span class="w-line">
                    <A href={paths.agreement(row, row.version)}>{row.title}</A>
                    <span class="w-note">{row.name}</span>
                  </span>
                ),
              },
              {
                key: "version",
                label: words.agreement.history,
                sortBy: (row) => row.version,
                cell: (row) => words.agreement.version(row.version),
              },
              {
                key: "state",
                label: words.evaluation.status,
                sortBy: (row) => row.state,
                cell: (row) => <AgreementBadge state={row.state} />,
              },
            ]}
          />
        </Show>
      </Card>
      <Show when={drawing()}>
        <AgreementDialog
          frame={props.frame}
          plan={props.place.plan}
          year={props.place.year}
          unit={props.place.part === REGENCY ? "" : props.place.part}
          onClose={() => setDrawing(false)}
          onDone={(key, version) => navigate(paths.agreement(key, version))}
        />
      </Show>
    </Await>
  );
}
