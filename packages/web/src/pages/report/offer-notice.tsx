import type { ReportView } from "@selaras/core/report/schema.ts";
import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { createSignal, type JSX, lazy, Show } from "solid-js";
import { api, newCommandId } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { words } from "./words.ts";

const w = words.offer;
/* Speaks in the words of the designer, which no other part of this page needs. */
const MovePreview = lazy(() => import("../templates/move-preview.tsx").then((m) => ({ default: m.MovePreview })));

/** Another version of the template for this report: its author sees what the move means, and takes or declines it. */
export function OfferNotice(props: { report: ReportView; unsaved: boolean; onChanged: () => void }): JSX.Element {
  const [open, setOpen] = createSignal<"move" | "decline">();
  const offer = () => {
    const found = props.report.offer;
    return found && (found.mayMove || found.mayDecline) ? found : undefined;
  };
  const { id } = props.report;
  /** Rows follow in passes; each is a command of its own, and the report says how many are left. */
  const take = async (to: number, command: string): Promise<void> => {
    let { left } = await api("report.takeTemplate", { id, to }, { command });
    while (left > 0) ({ left } = await api("report.takeTemplate", { id, to }, { command: newCommandId() }));
  };
  return (
    <Show when={offer()}>
      {(found) => (
        <>
          <Alert
            tone="info"
            title={w.title(found().n)}
            actions={
              <>
                <Show when={found().mayMove}>
                  <Button
                    size="small"
                    disabledReason={props.unsaved ? w.saveFirst : undefined}
                    onPress={() => setOpen("move")}
                  >
                    {w.look}
                  </Button>
                </Show>
                <Show when={found().mayDecline && !found().declined}>
                  <Button size="small" kind="tertiary" onPress={() => setOpen("decline")}>
                    {w.decline}
                  </Button>
                </Show>
              </>
            }
          >
            {found().declined ? w.declinedText : w.text(formatPeriod(found().effectiveFrom))}
          </Alert>
          <Show when={open() === "move"}>
            <ActDialog
              title={w.moveTitle(found().n)}
              act={w.move}
              size="large"
              sent={found().n}
              lacking={undefined}
              send={(command) => take(found().n, command)}
              done={w.moved(found().n)}
              onClose={() => setOpen(undefined)}
              onDone={() => props.onChanged()}
              onStale={() => props.onChanged()}
            >
              <Await>
                <MovePreview report={id} />
              </Await>
            </ActDialog>
          </Show>
          <Show when={open() === "decline"}>
            <ActDialog
              title={w.declineTitle(found().n)}
              description={w.declineText}
              act={w.decline}
              sent={found().n}
              lacking={undefined}
              send={(command) => api("report.declineTemplate", { id, to: found().n }, { command })}
              done={w.declined}
              onClose={() => setOpen(undefined)}
              onDone={() => props.onChanged()}
              onStale={() => props.onChanged()}
            />
          </Show>
        </>
      )}
    </Show>
  );
}
