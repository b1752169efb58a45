/** A colour in OKLCH: lightness 0..1, chroma from 0 (sRGB reaches about 0.32), hue in degrees 0..360. */
export type Oklch = Readonly<{ lightness: number; chroma: number; hue: number }>;

type Rgb = readonly [red: number, green: number, blue: number];

/** Whether a text is a six digit hex colour such as `#0b6e4f`. */
export function isHexColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/iu.test(text);
}

function channelsOf(hex: string): Rgb {
  if (!isHexColour(hex)) throw new RangeError(`Not a six digit hex colour: ${hex}`);
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function toLinear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function fromLinear(linear: number): number {
  const share = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(share * 255);
}

/** The OKLCH coordinates of a hex colour. Matrices: Björn Ottosson, "A perceptual color space", 2020. */
export function oklchOf(hex: string): Oklch {
  const [red, green, blue] = channelsOf(hex);
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { lightness, chroma: Math.hypot(a, bb), hue: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360 };
}

function linearOf({ lightness, chroma, hue }: Oklch): Rgb {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function fitsScreen(rgb: Rgb): boolean {
  return rgb.every((channel) => channel >= -0.0005 && channel <= 1.0005);
}

/**
 * The hex colour of OKLCH coordinates. A colour no screen can show keeps lightness and hue and gives up chroma,
 * because lightness carries the contrast and hue carries the recognition.
 */
export function hexOf(colour: Oklch): string {
  let [low, high] = [0, colour.chroma];
  if (fitsScreen(linearOf(colour))) low = high;
  for (let round = 0; round < 20 && high - low > 0.0005; round += 1) {
    const middle = (low + high) / 2;
    if (fitsScreen(linearOf({ ...colour, chroma: middle }))) low = middle;
    else high = middle;
  }
  const digits = linearOf({ ...colour, chroma: low }).map((channel) =>
    fromLinear(Math.min(1, Math.max(0, channel)))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}

/** Relative luminance 0..1 of a hex colour (WCAG 2.2). */
export function luminanceOf(hex: string): number {
  const [red, green, blue] = channelsOf(hex);
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);
}

/** Contrast ratio 1..21 between two hex colours, in either order (WCAG 2.2). */
export function contrastOf(one: string, other: string): number {
  const [first, second] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}
