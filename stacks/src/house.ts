import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENVIRONMENTS, type Environment } from "@selaras/core/cloud/outputs.ts";
import { App, type AppProps } from "aws-cdk-lib";
import type { CloudAssembly } from "aws-cdk-lib/cx-api";
import { layFoundation } from "./foundation.ts";
import type { Installation } from "./installation.ts";
import { SETTINGS } from "./settings.ts";

const require = createRequire(import.meta.url);

/**
 * How CDK behaves: as it recommends for new apps, save for one flag. References between our stacks are exports, which
 * CloudFormation refuses to remove or change while somebody uses them; "weak" ones would let go.
 */
const FLAGS: Readonly<Record<string, unknown>> = {
  ...require("aws-cdk-lib/recommended-feature-flags.json"),
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
};

/** Where synthesised templates lie. */
export const CLOUD_ASSEMBLY = join(import.meta.dirname, "../cdk.out");

/** The CDK app, empty. */
export const createHouse = (props: AppProps): App => new App({ ...props, analyticsReporting: false, context: FLAGS });

type Installations = Partial<Record<Environment, Installation>>;

/** Lays the foundations of all environments that have an installation. */
export function layHouse(app: App, installations: Installations, settings = SETTINGS): void {
  for (const environment of ENVIRONMENTS) {
    const installation = installations[environment];
    if (installation !== undefined) layFoundation(app, environment, installation, settings[environment]);
  }
}

/** Synthesises for whoever wants to read the templates and needs no files: they are read into memory and thrown away. */
export function assemble(
  installations: Installations,
  props: Omit<AppProps, "outdir"> = {},
  settings = SETTINGS,
): CloudAssembly {
  const outdir = mkdtempSync(join(tmpdir(), "selaras-stacks-"));
  try {
    const app = createHouse({ ...props, outdir });
    layHouse(app, installations, settings);
    const assembly = app.synth();
    // An artifact reads its template when it is first asked for it, and keeps it.
    for (const stack of assembly.stacks) void stack.template;
    return assembly;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
