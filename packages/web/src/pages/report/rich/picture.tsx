import type { ReportView } from "@selaras/core/report/schema.ts";
import { createResource, type JSX, Show } from "solid-js";
import { api } from "../../../api/client.ts";
import { words } from "./words.ts";

/** Opened pictures by their hash, so that a page asks for each once; a hash never means another picture. */
const opened = new Map<string, Promise<string>>();

/** The bytes come by a link that lives for a minute, and stay in the page. */
async function addressOf(id: string, hash: string): Promise<string> {
  const { url } = await api("evidence.open", { id, evidenceId: hash });
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(String(answer.status));
  return URL.createObjectURL(await answer.blob());
}
function openPicture(id: string, hash: string): Promise<string> {
  const known = opened.get(hash);
  if (known) return known;
  const made = addressOf(id, hash);
  opened.set(hash, made);
  // What failed is tried again by the next who looks.
  made.catch(() => opened.delete(hash));
  return made;
}

/** A picture of a text, from the evidence of its report. */
export function EvidencePicture(props: {
  report: Pick<ReportView, "id" | "evidence">;
  hash: string;
  alt: string;
}): JSX.Element {
  const isThere = () => props.report.evidence.some((file) => file.evidenceId === props.hash);
  const [address] = createResource(
    () => (isThere() ? props.hash : null),
    (hash) => openPicture(props.report.id, hash).catch(() => null),
  );
  const word = () => (address.loading ? words.pictureLoading : words.pictureGone);
  return (
    <Show when={isThere() ? address() : null} fallback={<p class="s-rich-absent">{word()}</p>}>
      {(from) => <img src={from()} alt={props.alt} />}
    </Show>
  );
}
