import { addDays } from "@selaras/core/kernel/zone.ts";
import { formatDate, formatPeriod } from "@selaras/core/kernel/format.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { DateTimeInput, TextArea } from "@selaras/ui/components/input.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { IconPlus } from "@selaras/ui/icons.ts";
import { createMemo, createResource, createSignal, type JSX, on, Show } from "solid-js";
import { api, type ApiFailure, asFailure, newCommandId } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import { t } from "../../i18n/index.ts";
import { useMe } from "../../session/me.tsx";
import type { Calendar } from "./calendar.page.tsx";

type Props = { calendar: Calendar; template: string; onChanged: () => void };

const loadOpds = async () => (await api("orgunit.list", {})).units.filter((unit) => unit.opd);

/** Locks opened for single units, and the way to open one more. */
export function Extensions(props: Props): JSX.Element {
  const me = useMe();
  const [units] = createResource(loadOpds, { initialValue: [] });
  const [adding, setAdding] = createSignal(false);
  const nameOf = (unit: string) => units.latest.find((each) => each.unitId === unit)?.name ?? unit;
  return (
    <>
      <Card
        title={t.calendar.extensions}
        description={t.calendar.extensionsAbout}
        flush
        actions={
          <Button
            icon={IconPlus}
            disabledReason={me.may.calendar ? undefined : t.calendar.readOnly}
            onPress={() => setAdding(true)}
          >
            {t.calendar.extend}
          </Button>
        }
      >
        <DataTable
          caption={t.calendar.extensions}
          hideCaption
          rows={props.calendar.extensions}
          rowKey={(each) => `${each.period} ${each.unit}`}
          empty={t.calendar.noExtensions}
          columns={[
            { key: "unit", label: t.board.unit, cell: (each) => nameOf(each.unit) },
            { key: "period", label: t.filter.period, cell: (each) => formatPeriod(each.period) },
            { key: "until", label: t.calendar.until, cell: (each) => formatDate(each.until) },
            { key: "reason", label: t.calendar.reason, cell: (each) => each.reason },
          ]}
        />
      </Card>
      <Show when={adding()}>
        <ExtendDialog
          {...props}
          units={units.latest.map((unit) => ({ value: unit.unitId as string, label: unit.name }))}
          onClose={() => setAdding(false)}
        />
      </Show>
    </>
  );
}

function ExtendDialog(
  props: Props & { units: readonly { value: string; label: string }[]; onClose: () => void },
): JSX.Element {
  const [unit, setUnit] = createSignal("");
  const [period, setPeriod] = createSignal("");
  const [until, setUntil] = createSignal("");
  const [reason, setReason] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  // A new id whenever anything is edited; pressing again after a lost answer repeats the same command.
  const command = createMemo(on([unit, period, until, reason], () => newCommandId()));
  const lockOn = () => props.calendar.windows.find((window) => window.period === period())?.lockOn;
  /** Until when the chosen unit has the lock open already; an extension is never made shorter. */
  const standing = () =>
    props.calendar.extensions.find((each) => each.unit === unit() && each.period === period())?.until;
  const lacking = () => {
    const [lock, given] = [lockOn(), standing()];
    if (unit() === "" || lock === undefined) return t.calendar.chooseUnitAndPeriod;
    if (until() <= lock) return t.calendar.afterLock(formatDate(lock));
    if (given !== undefined && until() < given) return t.calendar.notShorter(formatDate(given));
    return reason().trim().length < LIMITS.reasonCharactersLeast
      ? t.calendar.reasonShort(LIMITS.reasonCharactersLeast)
      : undefined;
  };
  const choosePeriod = (chosen: string) => {
    setPeriod(chosen);
    const lock = lockOn();
    if (lock !== undefined && until() <= lock) setUntil(addDays(lock, 7));
  };
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    const input = { template: props.template, period: period(), unit: unit(), until: until(), reason: reason().trim() };
    try {
      await api("calendar.extend", input, { command: command() });
      toast({ tone: "success", text: t.calendar.extended(formatDate(until())) });
      props.onClose();
      props.onChanged();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      title={t.calendar.extend}
      description={t.calendar.extensionsAbout}
      dismissable={!busy()}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{t.act.cancel}</Button>
          <Button kind="primary" busy={busy()} disabledReason={lacking()} onPress={() => void save()}>
            {t.act.save}
          </Button>
        </>
      }
    >
      <div class="w-form">
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} title={t.calendar.notSaved} />}</Show>
        <Select label={t.board.unit} options={props.units} value={unit()} required onChange={setUnit} />
        <Select
          label={t.filter.period}
          options={props.calendar.windows.map((window) => ({
            value: window.period as string,
            label: formatPeriod(window.period),
          }))}
          value={period()}
          required
          onChange={choosePeriod}
        />
        <DateTimeInput
          label={t.calendar.until}
          hint={standing() === undefined ? undefined : t.calendar.given(formatDate(standing() ?? ""))}
          value={until()}
          min={standing() ?? lockOn()}
          required
          onInput={setUntil}
        />
        <TextArea
          label={t.calendar.reason}
          hint={t.calendar.reasonHint}
          rows={3}
          required
          maxLength={LIMITS.reasonCharactersMost}
          value={reason()}
          onInput={setReason}
        />
      </div>
    </Dialog>
  );
}
