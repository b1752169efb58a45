import { createEffect } from "solid-js";
import { t } from "../i18n/index.ts";

/** Names the page in the tab of the browser and in its history. */
export function Title(props: { text: string | undefined }): null {
  createEffect(() => {
    document.title = props.text === undefined || props.text === "" ? t.app.name : `${props.text} · ${t.app.name}`;
  });
  return null;
}
