import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { For, type JSX } from "solid-js";
import { useMe } from "../../session/me.tsx";
import { words } from "./words.ts";

type Version = {
  readonly n: number;
  readonly by: string | null;
  readonly at: string | null;
  /** What is worth knowing of it at a glance. */
  readonly says: string;
};

/** The versions of a method or scale, newest first, with who wrote them. */
export function Versions(props: { versions: readonly Version[] }): JSX.Element {
  const me = useMe();
  const writer = ({ by, at }: Version): string =>
    by === null || at === null ? words.starter : words.savedBy(by, formatDateTime(at, me.tenant.zone));
  return (
    <details class="i-versions">
      <summary>{words.versions(props.versions.length)}</summary>
      <ol>
        <For each={props.versions}>
          {(version) => (
            <li>
              <strong>{words.version(version.n)}</strong> <span>{writer(version)}</span>
              <span class="i-quiet">{version.says}</span>
            </li>
          )}
        </For>
      </ol>
    </details>
  );
}
