import { brandCss, defaultBrand } from "@selaras/ui/tokens/brand.ts";

/** Names and colours of the tenants seen on this device, so that a page wears them before the server has answered. */
const PLACE = "selaras.brands";

export type Face = { readonly slug: string; readonly name: string; readonly brand: string };

function remembered(): readonly Face[] {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? "[]") as readonly Face[];
  } catch {
    return [];
  }
}

export function rememberFace(face: Face): void {
  try {
    const others = remembered().filter((each) => each.slug !== face.slug);
    localStorage.setItem(PLACE, JSON.stringify([face, ...others].slice(0, 8)));
  } catch {
    // Only the first moment of the next visit looks different.
  }
}

export const faceOf = (slug: string | null | undefined): Face | undefined =>
  slug === null || slug === undefined ? undefined : remembered().find((each) => each.slug === slug);

const adopts = "adoptedStyleSheets" in Document.prototype;
let sheet: CSSStyleSheet | undefined;

// The policy of the site allows no style text in the page; sheets made by script are allowed.
function brandSheet(): CSSStyleSheet | null {
  if (sheet !== undefined) return sheet;
  if (adopts) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return sheet;
  }
  // Browsers of 2020: an empty sheet of our own origin, filled rule by rule.
  const own = [...document.styleSheets].find((each) => each.href?.startsWith(location.origin) === true);
  return own ?? null;
}

/** Puts a tenant's colours in force; the default brand when none is given. */
export function wearBrand(hex: string = defaultBrand): void {
  const found = brandSheet();
  if (found === null) return;
  const rules = brandCss(hex);
  if (adopts) return found.replaceSync(rules);
  for (const rule of rules.split("\n")) found.insertRule(rule, found.cssRules.length);
}
