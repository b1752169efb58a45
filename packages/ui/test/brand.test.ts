import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { brandCss, brandRamp, brandRoles, brandSteps, defaultBrand, type Mode, surfaces } from "../src/tokens/brand.ts";
import { contrastOf, hexOf, luminanceOf, oklchOf } from "../src/tokens/colour.ts";

const brands = ["#0b6e4f", "#0a4d8c", "#c8102e", "#f2c300", "#6b2fa0", defaultBrand];
const modes: readonly Mode[] = ["light", "dark"];
const readable = 4.5;
const sheet = readFileSync(new URL("../src/tokens/tokens.css", import.meta.url), "utf8");

/** The variables of every rule that opens with `selector`, later ones winning. */
function variablesOf(selector: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const rule of sheet.matchAll(/([^{}]+)\{([^{}]*)\}/gu)) {
    if (!(rule[1] ?? "").includes(selector)) continue;
    for (const line of (rule[2] ?? "").matchAll(/--([a-z0-9-]+):\s*([^;]+);/gu))
      found.set(line[1] ?? "", line[2] ?? "");
  }
  return found;
}

const tokens = { light: variablesOf('[data-theme="light"] '), dark: variablesOf('[data-theme="dark"] ') };
const systemDark = variablesOf(':root:not([data-theme="light"])');

function token(mode: Mode, name: string): string {
  const value = tokens[mode].get(name);
  if (value === undefined) throw new Error(`tokens.css has no --${name} in ${mode}`);
  return value;
}

describe("colour arithmetic", () => {
  it("gives black on white the contrast 21 and a colour on itself 1, in either order", () => {
    expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21, 10);
    expect(contrastOf("#ffffff", "#000000")).toBeCloseTo(21, 10);
    expect(contrastOf("#c8102e", "#c8102e")).toBe(1);
  });

  it("agrees with WCAG for mid grey: #777777 misses 4.5 on white, #767676 reaches it", () => {
    expect(contrastOf("#777777", "#ffffff")).toBeLessThan(readable);
    expect(contrastOf("#767676", "#ffffff")).toBeGreaterThan(readable);
  });

  it("weighs pure green more than red and red more than blue", () => {
    expect(luminanceOf("#00ff00")).toBeCloseTo(0.7152, 6);
    expect(luminanceOf("#ff0000")).toBeCloseTo(0.2126, 6);
    expect(luminanceOf("#0000ff")).toBeCloseTo(0.0722, 6);
  });

  it("finds the published OKLCH of sRGB red: 0.628, 0.2577, 29.23 degrees", () => {
    const red = oklchOf("#ff0000");
    expect(red.lightness).toBeCloseTo(0.628, 3);
    expect(red.chroma).toBeCloseTo(0.2577, 3);
    expect(red.hue).toBeCloseTo(29.23, 1);
  });

  it("returns every brand unchanged from OKLCH and back", () => {
    for (const brand of brands) expect(hexOf(oklchOf(brand))).toBe(brand);
  });

  it("keeps the lightness of a colour no screen can show", () => {
    expect(oklchOf(hexOf({ lightness: 0.5, chroma: 0.4, hue: 150 })).lightness).toBeCloseTo(0.5, 2);
  });

  it("refuses what is not a six digit hex colour", () => {
    expect(() => oklchOf("green")).toThrow(RangeError);
    expect(() => contrastOf("#fff", "#000000")).toThrow(RangeError);
  });
});

describe("tokens.css", () => {
  it("says the same for dark by system and dark by choice", () => {
    expect(Object.fromEntries(systemDark)).toEqual(Object.fromEntries(tokens.dark));
    expect(tokens.dark.size).toBeGreaterThan(40);
  });

  it.each(modes)("has the surfaces and the default brand that brand.ts reckons with (%s)", (mode) => {
    for (const [name, value] of Object.entries(surfaces[mode])) expect(token(mode, name)).toBe(value);
    for (const [name, value] of Object.entries(brandRoles(defaultBrand, mode))) expect(token(mode, name)).toBe(value);
    for (const step of brandSteps) expect(token(mode, `brand-${step}`)).toBe(brandRamp(defaultBrand, mode)[step]);
  });

  const states = ["positive", "warning", "danger", "neutral", "info"];
  const grounds = ["surface", "surface-raised", "surface-sunken"];
  const pairs: readonly (readonly [string, string])[] = [
    ...["text", "text-muted", ...states].flatMap((text) => grounds.map((ground) => [text, ground] as const)),
    ...states.flatMap((state) => [
      [state, `${state}-soft`] as const,
      [`on-${state}`, `${state}-strong`] as const,
      ["text", `${state}-soft`] as const,
      ["text-muted", `${state}-soft`] as const,
    ]),
    ["on-danger", "danger-strong-hover"],
  ];

  it.each(modes)("keeps every label readable on its background (%s)", (mode) => {
    const poor = pairs
      .map(([text, ground]) => ({ text, ground, ratio: contrastOf(token(mode, text), token(mode, ground)) }))
      .filter(({ ratio }) => ratio < readable);
    expect(poor).toEqual([]);
  });

  it.each(modes)("lets the focus ring and the edge of a field be seen on every surface (%s)", (mode) => {
    const faint = ["focus", "border-strong"]
      .flatMap((line) =>
        grounds.map((ground) => ({ line, ground, ratio: contrastOf(token(mode, line), token(mode, ground)) })),
      )
      .filter(({ line, ground, ratio }) => ratio < 3 && !(line === "border-strong" && ground === "surface-sunken"));
    expect(faint).toEqual([]);
  });
});

describe.each(brands)("brand %s", (brand) => {
  it.each(modes)("keeps every label readable in %s", (mode) => {
    const roles = brandRoles(brand, mode);
    const pairs = [
      ...[roles.primary, roles["primary-hover"], roles["primary-active"]].map(
        (fill) => [roles["on-primary"], fill] as const,
      ),
      ...[...Object.values(surfaces[mode]), roles["primary-soft"], roles["primary-soft-hover"]].flatMap((ground) => [
        [roles["primary-text"], ground] as const,
        [token(mode, "text"), ground] as const,
        [token(mode, "text-muted"), ground] as const,
      ]),
    ];
    const poor = pairs.filter(([text, ground]) => contrastOf(text, ground) < readable);
    expect(poor).toEqual([]);
  });

  it.each(modes)("runs through eleven steps of falling or rising lightness in %s", (mode) => {
    const ramp = brandRamp(brand, mode);
    const steps = brandSteps.map((step) => oklchOf(ramp[step]).lightness);
    const ordered = steps.toSorted((a, b) => (mode === "light" ? b - a : a - b));
    expect(steps).toHaveLength(11);
    expect(steps).toEqual(ordered);
  });
});

describe("brands among each other", () => {
  it("weigh the same step for step, whatever the hue", () => {
    for (const mode of modes)
      for (const step of brandSteps) {
        const weights = brands.map((brand) => oklchOf(brandRamp(brand, mode)[step]).lightness);
        expect(Math.max(...weights) - Math.min(...weights)).toBeLessThan(0.01);
      }
  });

  it("let yellow carry dark text and red white text", () => {
    expect(luminanceOf(brandRoles("#f2c300", "light")["on-primary"])).toBeLessThan(0.05);
    expect(brandRoles("#c8102e", "light")["on-primary"]).toBe("#ffffff");
  });

  it("stay readable over the whole colour circle at every lightness of a logo", () => {
    const poor: string[] = [];
    for (let hue = 0; hue < 360; hue += 15)
      for (let lightness = 0.05; lightness <= 1; lightness += 0.05) {
        const hex = hexOf({ lightness, chroma: 0.2, hue });
        for (const mode of modes) {
          const roles = brandRoles(hex, mode);
          const worst = Math.min(
            contrastOf(roles["on-primary"], roles.primary),
            contrastOf(roles["primary-text"], surfaces[mode]["surface-sunken"]),
          );
          if (worst < readable) poor.push(`${hex} ${mode} ${worst}`);
        }
      }
    expect(poor).toEqual([]);
  });
});

describe("brandCss", () => {
  it("falls back to the default brand instead of letting a setting write into the style sheet", () => {
    expect(brandCss("red;} body{display:none")).toBe(brandCss(defaultBrand));
    expect(brandCss("")).toBe(brandCss(defaultBrand));
  });

  it("serves light, dark by system and dark by choice", () => {
    const css = brandCss("#0b6e4f");
    expect(css).toContain("@media (prefers-color-scheme:dark)");
    expect(css.match(/--on-primary:/gu)).toHaveLength(3);
    expect(css).toContain(`--brand-600:${brandRamp("#0b6e4f", "light")[600]}`);
  });
});
