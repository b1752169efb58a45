import { A } from "@solidjs/router";
import { StatusBadge } from "@selaras/ui/components/badge.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import type { JSX } from "solid-js";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import type { SilentUnit } from "./board.data.ts";

const stateOf = ({ month }: SilentUnit) => {
  if (month === null) return "not-opened" as const;
  return month.state === "returned" ? ("returned" as const) : ("draft" as const);
};

/** Units whose report nobody has submitted, by name, with how far they are. */
export function SilentList(props: { silent: readonly SilentUnit[] }): JSX.Element {
  return (
    <DataTable
      caption={t.board.silentCaption}
      hideCaption
      rows={props.silent}
      rowKey={(row) => row.unit.unit}
      columns={[
        {
          key: "unit",
          label: t.board.unit,
          sortBy: (row) => row.unit.name,
          cell: (row) => <A href={paths.unit(row.unit.unit)}>{row.unit.name}</A>,
        },
        {
          key: "state",
          label: t.board.state,
          sortBy: stateOf,
          cell: (row) => <StatusBadge state={stateOf(row)} />,
        },
      ]}
    />
  );
}
