import { contrastOf, hexOf, isHexColour, oklchOf } from "./colour.ts";

/** The two appearances of every screen. */
export type Mode = "light" | "dark";

/** Steps of a brand ramp: 50 lies next to the surface, 950 next to the text, in either mode. */
export const brandSteps = [50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950] as const;
export type BrandStep = (typeof brandSteps)[number];
export type BrandRamp = Readonly<Record<BrandStep, string>>;

/** The colour roles that depend on the tenant; each becomes a CSS variable of the same name. */
export type BrandRoles = Readonly<{
  primary: string;
  "primary-hover": string;
  "primary-active": string;
  "primary-edge": string;
  "on-primary": string;
  "primary-text": string;
  "primary-soft": string;
  "primary-soft-hover": string;
}>;

/** Used where no tenant is known: the sign-in page, the operator, a tenant without a logo. */
export const defaultBrand = "#0f5c9e";

/** The backgrounds of tokens.css that a brand must be readable on; a test keeps both files equal. */
export const surfaces: Readonly<
  Record<Mode, Readonly<Record<"surface" | "surface-raised" | "surface-sunken", string>>>
> = {
  light: { surface: "#f5f7fa", "surface-raised": "#ffffff", "surface-sunken": "#e9edf2" },
  dark: { surface: "#0e1319", "surface-raised": "#171e26", "surface-sunken": "#090d12" },
};

const readable = 4.5;
const ink = "#10151c";
const paper = "#ffffff";

// Lightness is fixed, so every tenant's step 600 weighs the same on the page whatever the hue of its logo.
const lightness: Readonly<Record<Mode, Readonly<Record<BrandStep, number>>>> = {
  light: {
    50: 0.975,
    100: 0.945,
    200: 0.895,
    300: 0.83,
    400: 0.74,
    500: 0.64,
    600: 0.545,
    700: 0.47,
    800: 0.4,
    900: 0.33,
    950: 0.25,
  },
  dark: {
    50: 0.225,
    100: 0.265,
    200: 0.32,
    300: 0.385,
    400: 0.46,
    500: 0.55,
    600: 0.65,
    700: 0.735,
    800: 0.81,
    900: 0.885,
    950: 0.95,
  },
};

const chromaShare: Readonly<Record<BrandStep, number>> = {
  50: 0.1,
  100: 0.2,
  200: 0.38,
  300: 0.65,
  400: 0.88,
  500: 1,
  600: 1,
  700: 0.95,
  800: 0.82,
  900: 0.66,
  950: 0.45,
};

/**
 * Derives the eleven steps of one brand from the hex colour of its logo.
 * @throws RangeError when `hex` is not `#rrggbb`.
 */
export function brandRamp(hex: string, mode: Mode): BrandRamp {
  const { chroma, hue, lightness: own } = oklchOf(hex);
  const step = (name: BrandStep): string => {
    // The step that weighs as much as the logo keeps its full colour: a yellow logo stays yellow, not sand.
    const full = Math.abs(lightness[mode][name] - own) < 0.05;
    // Dark tints need more colour than pale ones to be told from the grey of the page.
    const share = full ? 1 : Math.max(chromaShare[name], mode === "dark" ? 0.35 : 0);
    return hexOf({ lightness: lightness[mode][name], chroma: chroma * share, hue });
  };
  return {
    50: step(50),
    100: step(100),
    200: step(200),
    300: step(300),
    400: step(400),
    500: step(500),
    600: step(600),
    700: step(700),
    800: step(800),
    900: step(900),
    950: step(950),
  };
}

/** The text colour, white or ink, that reads best on a fill. */
export function textOn(fill: string): string {
  return contrastOf(paper, fill) >= contrastOf(ink, fill) ? paper : ink;
}

function reads(text: string, backgrounds: readonly string[]): boolean {
  return backgrounds.every((background) => contrastOf(text, background) >= readable);
}

function stepBeyond(step: BrandStep, count: number): BrandStep {
  return brandSteps[Math.min(brandSteps.indexOf(step) + count, brandSteps.length - 1)] ?? step;
}

/** Steps that may fill a button, nearest to the logo's own lightness first. */
function fillsByLikeness(hex: string, mode: Mode): readonly BrandStep[] {
  const own = oklchOf(hex).lightness;
  // On a dark page a deep fill would sink into the surface, so only the bright half is allowed there.
  const allowed: readonly BrandStep[] = mode === "light" ? [300, 400, 500, 600, 700, 800] : [600, 700, 800];
  const distance = (step: BrandStep) => Math.abs(lightness[mode][step] - own);
  return [...allowed].sort((a, b) => distance(a) - distance(b));
}

/**
 * The roles a tenant's colour plays, each label readable (4.5:1) on its background.
 * A light logo such as yellow keeps its lightness and carries dark text.
 * @throws RangeError when `hex` is not `#rrggbb`.
 */
export function brandRoles(hex: string, mode: Mode): BrandRoles {
  const ramp = brandRamp(hex, mode);
  const fill =
    fillsByLikeness(hex, mode).find((step) => {
      const states = [ramp[step], ramp[stepBeyond(step, 1)], ramp[stepBeyond(step, 2)]];
      return states.every((state) => reads(textOn(ramp[step]), [state]));
    }) ?? 700;
  const grounds = [...Object.values(surfaces[mode]), ramp[50], ramp[100]];
  // Links stand out on a dark page by being bright, so the search starts higher there.
  const text = brandSteps.find((step) => step >= (mode === "light" ? 500 : 700) && reads(ramp[step], grounds)) ?? 950;
  return {
    primary: ramp[fill],
    "primary-hover": ramp[stepBeyond(fill, 1)],
    "primary-active": ramp[stepBeyond(fill, 2)],
    // A fill too pale to be told from the page gets a visible edge.
    "primary-edge": contrastOf(ramp[fill], surfaces[mode].surface) >= 3 ? ramp[fill] : ramp[600],
    "on-primary": textOn(ramp[fill]),
    "primary-text": ramp[text],
    "primary-soft": ramp[50],
    "primary-soft-hover": ramp[100],
  };
}

function declarations(hex: string, mode: Mode): string {
  const ramp = brandRamp(hex, mode);
  const steps = brandSteps.map((step) => `--brand-${step}:${ramp[step]}`);
  const roles = Object.entries(brandRoles(hex, mode)).map(([name, value]) => `--${name}:${value}`);
  return [...steps, ...roles].join(";");
}

/**
 * The style sheet of one tenant: ramp and roles for light, dark by system and dark by choice.
 * Put it after tokens.css. Anything that is not `#rrggbb` falls back to the default brand, so that a bad setting of a
 * tenant can neither break its pages nor carry foreign text into a style sheet.
 */
export function brandCss(hex: string): string {
  const brand = isHexColour(hex) ? hex.toLowerCase() : defaultBrand;
  const [light, dark] = [declarations(brand, "light"), declarations(brand, "dark")];
  return [
    `:root,[data-theme="light"]{${light}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${dark}}}`,
    `[data-theme="dark"]{${dark}}`,
  ].join("\n");
}
