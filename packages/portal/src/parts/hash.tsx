import { For, type JSX } from "solid-js";

const GROUP = 8;

/** A fingerprint in groups of eight, so that two can be compared by eye; copied, it is one word. */
export function Hash(props: { readonly of: string }): JSX.Element {
  const groups = () =>
    Array.from({ length: Math.ceil(props.of.length / GROUP) }, (_unused, i) =>
      props.of.slice(i * GROUP, (i + 1) * GROUP),
    );
  return (
    <code class="p-fingerprint">
      <For each={groups()}>{(group) => <span>{group}</span>}</For>
    </code>
  );
}
