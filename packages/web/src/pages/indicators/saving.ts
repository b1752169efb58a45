import { createMemo, createSignal, on } from "solid-js";
import { type ApiFailure, asFailure, newCommandId } from "../../api/client.ts";

/** One save at a time, with its failure; a changed content gets a new command, the same one can be repeated. */
export function createSaving(content: () => unknown) {
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  const command = createMemo(on(content, () => newCommandId()));
  const save = async (send: (command: string) => Promise<void>): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await send(command());
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, save };
}
