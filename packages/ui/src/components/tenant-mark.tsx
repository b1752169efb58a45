import { type JSX, Show } from "solid-js";
import { brandRamp, brandRoles, defaultBrand } from "../tokens/brand.ts";
import { isHexColour } from "../tokens/colour.ts";
import { monogramOf } from "./monogram.ts";

export type TenantMarkProps = {
  name: string;
  /** The hex colour of the logo; the default brand when absent or malformed. */
  brand?: string | undefined;
  /** Edge length in CSS units. Default 2.5rem. */
  size?: string | undefined;
  /** Writes the name beside the shield. */
  withName?: boolean | undefined;
  /** A smaller line under the name. */
  note?: string | undefined;
};

/** A shield with the monogram in the tenant's colour. Deliberately no coat of arms: those belong to the regions. */
export function TenantMark(props: TenantMarkProps): JSX.Element {
  const brand = () => (props.brand !== undefined && isHexColour(props.brand) ? props.brand : defaultBrand);
  const roles = () => brandRoles(brand(), "light");
  const ramp = () => brandRamp(brand(), "light");
  return (
    <span class="s-mark">
      <svg
        class="s-mark-shield"
        viewBox="0 0 40 44"
        style={{ width: props.size ?? "2.5rem", height: `calc(${props.size ?? "2.5rem"} * 1.1)` }}
        role={props.withName === true ? undefined : "img"}
        aria-hidden={props.withName === true ? "true" : undefined}
        aria-label={props.withName === true ? undefined : props.name}
      >
        <path d="M20 1.5 36.5 6v15.5c0 10-6.6 17-16.5 21-9.9-4-16.5-11-16.5-21V6z" fill={roles().primary} />
        <path d="M20 1.5 36.5 6v15.5c0 10-6.6 17-16.5 21z" fill={ramp()[900]} opacity="0.12" />
        <path
          d="M6.8 8.7 20 5.1l13.2 3.6"
          fill="none"
          stroke={roles()["on-primary"]}
          stroke-width="1.3"
          opacity="0.55"
        />
        <path
          d="M11.5 31.2c2.8-2 5.6-2 8.5 0s5.7 2 8.5 0"
          fill="none"
          stroke={roles()["on-primary"]}
          stroke-width="1.6"
          stroke-linecap="round"
          opacity="0.75"
        />
        <text
          x="20"
          y="24.5"
          text-anchor="middle"
          font-size="13.5"
          font-weight="700"
          letter-spacing="0.3"
          fill={roles()["on-primary"]}
          font-family="inherit"
        >
          {monogramOf(props.name)}
        </text>
      </svg>
      <Show when={props.withName}>
        <span class="s-mark-words">
          <span class="s-mark-name">{props.name}</span>
          <Show when={props.note}>
            <span class="s-mark-note">{props.note}</span>
          </Show>
        </span>
      </Show>
    </span>
  );
}
