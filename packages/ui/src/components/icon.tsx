import type { IconCheck } from "@tabler/icons-solidjs";
import type { JSX } from "solid-js";
import { Dynamic } from "solid-js/web";

/** Any icon exported by `icons.ts`. */
export type IconShape = typeof IconCheck;

export type IconProps = {
  of: IconShape;
  /** Edge length in CSS units; by default a little larger than the text beside it. */
  size?: string | undefined;
};

/** A decorative icon. Whatever it means must also stand in words beside it or in the label of its control. */
export function Icon(props: IconProps): JSX.Element {
  return (
    <span
      class="s-icon"
      aria-hidden="true"
      style={props.size === undefined ? undefined : { "font-size": `calc(${props.size} / 1.25)` }}
    >
      <Dynamic component={props.of} />
    </span>
  );
}
