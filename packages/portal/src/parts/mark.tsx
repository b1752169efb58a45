import type { JSX } from "solid-js";
import { monogramOf } from "@selaras/ui/components/monogram.ts";
import { brandRoles, defaultBrand } from "@selaras/ui/tokens/brand.ts";
import { isHexColour } from "@selaras/ui/tokens/colour.ts";

/**
 * The tenant's shield in the colours of its own style sheet. Not the mark of the ui package: that one writes its size
 * and colours into style attributes, which the policy of the public pages blocks.
 */
export function Mark(props: { readonly name: string }): JSX.Element {
  return (
    <svg class="p-mark" width="40" height="44" viewBox="0 0 40 44" aria-hidden="true">
      <path class="p-mark-ground" d="M20 1.5 36.5 6v15.5c0 10-6.6 17-16.5 21-9.9-4-16.5-11-16.5-21V6z" />
      <path class="p-mark-line" d="M6.8 8.7 20 5.1l13.2 3.6" />
      <path class="p-mark-line" d="M11.5 31.2c2.8-2 5.6-2 8.5 0s5.7 2 8.5 0" />
      <text class="p-mark-letters" x="20" y="24.5" text-anchor="middle" font-size="13.5" font-weight="700">
        {monogramOf(props.name)}
      </text>
    </svg>
  );
}

const forXml: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The same shield as a file of its own, for the tab of the browser. */
export function markFile(tenant: { readonly name: string; readonly brand: string }): string {
  const roles = brandRoles(isHexColour(tenant.brand) ? tenant.brand : defaultBrand, "light");
  const letters = monogramOf(tenant.name).replace(/[&<>"]/g, (sign) => forXml[sign] ?? "");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 44">` +
    `<path d="M20 1.5 36.5 6v15.5c0 10-6.6 17-16.5 21-9.9-4-16.5-11-16.5-21V6z" fill="${roles.primary}"/>` +
    `<text x="20" y="27" text-anchor="middle" font-size="17" font-weight="700" font-family="sans-serif" fill="${roles["on-primary"]}">${letters}</text></svg>`
  );
}
