import type { Limit, Step } from "@selaras/core/approval/schema.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { type JSX, Show } from "solid-js";
import { type PartProps, wrong } from "./editor.ts";
import { PostFields } from "./who-fields.tsx";
import { WholeInput } from "./whole-input.tsx";
import { words } from "./words.ts";

const TWO_DAYS: Limit = { amount: 2, unit: "days" };
const ONE_DAY: Limit = { amount: 1, unit: "days" };
const MOST_AMOUNT = 10_000;
const MOST_DAYS = 20;

/** Amount and unit of a span of working time. */
function LimitFields(props: { label: string; value: Limit; onChange: (value: Limit) => void }): JSX.Element {
  return (
    <div class="c-pair">
      <WholeInput
        label={props.label}
        value={props.value.amount}
        least={1}
        most={MOST_AMOUNT}
        onChange={(amount) => props.onChange({ ...props.value, amount })}
      />
      <Select
        label={words.editor.limitUnit}
        placeholder={null}
        options={[
          { value: "days", label: words.limit.unitDays },
          { value: "minutes", label: words.limit.unitMinutes },
        ]}
        value={props.value.unit}
        onChange={(unit) => props.onChange({ ...props.value, unit })}
      />
    </div>
  );
}

/** Limit, reminders and escalation of a step. */
export function TimeFields(props: PartProps): JSX.Element {
  const tag = (field: string) => `${field} ${props.step.key}`;
  const remind = (reminders: Partial<Step["reminders"]>, field?: string) =>
    props.change(
      { reminders: { ...props.step.reminders, ...reminders } },
      field === undefined ? undefined : tag(field),
    );
  return (
    <>
      <Checkbox
        label={words.editor.hasLimit}
        hint={words.editor.limitHint}
        checked={props.step.limit !== null}
        onChange={(on) => props.change({ limit: on ? TWO_DAYS : null, ...(on ? {} : { escalation: null }) })}
      />
      <Show when={props.step.limit}>
        {(limit) => (
          <LimitFields
            label={words.editor.limitAmount}
            value={limit()}
            onChange={(next) => props.change({ limit: next }, tag("limit"))}
          />
        )}
      </Show>
      <Checkbox
        label={words.editor.atArrival}
        checked={props.step.reminders.atArrival}
        onChange={(atArrival) => remind({ atArrival })}
      />
      <Checkbox
        label={words.editor.atDue}
        checked={props.step.reminders.atDue}
        onChange={(atDue) => remind({ atDue })}
      />
      <WholeInput
        label={words.editor.daysBefore}
        value={props.step.reminders.daysBefore}
        least={0}
        most={MOST_DAYS}
        onChange={(daysBefore) => remind({ daysBefore }, "daysBefore")}
      />
      <WholeInput
        label={words.editor.everyDaysAfter}
        value={props.step.reminders.everyDaysAfter}
        least={0}
        most={MOST_DAYS}
        onChange={(everyDaysAfter) => remind({ everyDaysAfter }, "everyDaysAfter")}
      />
      <EscalationFields {...props} />
    </>
  );
}

function EscalationFields(props: PartProps): JSX.Element {
  const never = () => props.step.kind === "sign" || props.step.kind === "publish";
  return (
    <Show when={props.step.limit !== null}>
      <Checkbox
        label={words.editor.hasEscalation}
        error={wrong(props.problems, props.step.key, "escalation")}
        checked={props.step.escalation !== null}
        onChange={(on) =>
          props.change({
            escalation: on
              ? { after: ONE_DAY, to: { ...props.around.fallback, scope: "parent" }, reassign: false }
              : null,
          })
        }
      />
      <Show when={props.step.escalation}>
        {(escalation) => (
          <div class="c-inner">
            <LimitFields
              label={words.editor.escalationAfter}
              value={escalation().after}
              onChange={(after) =>
                props.change({ escalation: { ...escalation(), after } }, `escalation ${props.step.key}`)
              }
            />
            <PostFields
              around={props.around}
              label={words.editor.escalationTo}
              value={escalation().to}
              onChange={(to) => props.change({ escalation: { ...escalation(), to } })}
            />
            <Show when={!never()}>
              <Checkbox
                label={words.editor.reassign}
                hint={words.editor.reassignHint}
                checked={escalation().reassign}
                onChange={(reassign) => props.change({ escalation: { ...escalation(), reassign } })}
              />
            </Show>
          </div>
        )}
      </Show>
    </Show>
  );
}
