import { METHOD_INPUTS, writeMethod } from "@selaras/core/indicator/methods.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { DescriptionList } from "@selaras/ui/components/trail.tsx";
import { IconPencil } from "@selaras/ui/icons.ts";
import { For, type JSX } from "solid-js";
import type { Api } from "../../api/client.ts";
import { grouped, type Method, shownAmount } from "./model.ts";
import { Versions } from "./versions.tsx";
import { words } from "./words.ts";

type MethodVersion = Api["indicator.catalogue"]["reply"]["methods"][number];

/** The limits of a method in words: "paling tinggi 120". */
function limitsOf({ cap, floor }: Method): string {
  const parts = [
    cap === null ? "" : words.cap(`${shownAmount(cap)} %`),
    floor === null ? "" : words.floor(`${shownAmount(floor)} %`),
  ].filter((part) => part !== "");
  return parts.length === 0 ? words.noLimits : parts.join(", ");
}

const scoresOf = (method: Method) =>
  method.kind === "ordinal"
    ? [
        {
          term: words.scores,
          value: method.scores.map((each) => `${each.answer} ${shownAmount(each.score)}`).join("; "),
        },
      ]
    : [];

/** What a method says, line by line. */
const linesOf = (method: Method) => [
  {
    term: words.formula,
    value: <span class="s-figures i-formula">{writeMethod(method, METHOD_INPUTS[method.kind])}</span>,
  },
  ...scoresOf(method),
  { term: words.limits, value: limitsOf(method) },
  {
    term: words.rounding,
    value: method.rounded ? words.counted(method.decimals) : words.shown(method.decimals),
  },
  { term: words.source, value: method.source },
  {
    term: words.use,
    value: <code class="i-code">{words.useMethod(method.id, METHOD_INPUTS[method.kind].map(nameInFormula))}</code>,
  },
];
/** The names of inputs as a formula would write them: fields have no blanks. */
const nameInFormula = (part: string): string => part.replaceAll(" ", "_");

export function MethodList(props: {
  versions: readonly MethodVersion[];
  barrier: string | undefined;
  onEdit: (method: Method) => void;
}): JSX.Element {
  return (
    <div class="i-list">
      <For each={grouped(props.versions, (each) => each.method)}>
        {({ newest, all }) => (
          <Card
            title={newest.method.label}
            description={words.kinds[newest.method.kind]}
            actions={
              <Button
                size="small"
                icon={IconPencil}
                label={words.editOf(newest.method.label)}
                disabledReason={props.barrier}
                onPress={() => props.onEdit(newest.method)}
              >
                {words.edit}
              </Button>
            }
          >
            <DescriptionList items={linesOf(newest.method)} />
            <Versions versions={all.map(({ method, by, at }) => ({ n: method.n, by, at, says: limitsOf(method) }))} />
          </Card>
        )}
      </For>
    </div>
  );
}
