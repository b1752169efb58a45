import { ENVIRONMENTS, type Environment } from "@selaras/core/cloud/outputs.ts";
import { assemble } from "../src/house.ts";
import { type Installation, readInstallations } from "../src/installation.ts";
import { SETTINGS } from "../src/settings.ts";
import { PARTS, type Part, stackName } from "../src/naming.ts";

export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};
export type Place = { readonly environment: Environment; readonly part: Part };
export type Found = Place & { readonly logicalId: string; readonly resource: Resource };

type Template = { readonly Resources: Readonly<Record<string, Resource>> };
type Stack = Template & { readonly terminationProtection: boolean; readonly region: string; readonly account: string };

export const PLACES: readonly Place[] = ENVIRONMENTS.flatMap((environment) =>
  PARTS.map((part) => ({ environment, part })),
);

/** Everything of a house, synthesised once. The validator of CloudFormation has a test of its own and is left out here. */
export function synthesise(installations: Partial<Record<Environment, Installation>>, settings = SETTINGS) {
  const assembly = assemble(installations, { builtinCloudFormationValidation: false }, settings);
  const stack = (environment: Environment, part: Part): Stack => {
    const artifact = assembly.getStackByName(stackName(environment, part));
    const { Resources }: Template = artifact.template;
    const { region, account } = artifact.environment;
    return { Resources, region, account, terminationProtection: artifact.terminationProtection ?? false };
  };
  const places = PLACES.filter(({ environment }) => installations[environment] !== undefined);
  const all: readonly Found[] = places.flatMap(({ environment, part }) =>
    Object.entries(stack(environment, part).Resources).map(([logicalId, resource]) => ({
      environment,
      part,
      logicalId,
      resource: { ...resource, Properties: resource.Properties ?? {} },
    })),
  );
  return {
    stack,
    all,
    /** Resources of one type in one environment. */
    of: (environment: Environment, type: string): readonly Found[] =>
      all.filter((found) => found.environment === environment && found.resource.Type === type),
    /** Properties of one resource. */
    properties: (environment: Environment, part: Part, logicalId: string): Readonly<Record<string, unknown>> => {
      const found = stack(environment, part).Resources[logicalId];
      if (found === undefined) throw new Error(`${environment} ${part} has no ${logicalId}`);
      return found.Properties;
    },
  };
}

/** The house that does not exist, as tests and reviews see it. */
export const house = synthesise(readInstallations(undefined));

/** One whose operators filled in everything that may be left empty. */
export const FILLED: Installation = {
  account: "444444444444",
  apex: "selaras.example",
  alarmMail: ["satu@selaras.example", "dua@selaras.example"],
  repository: "pemda/selaras",
  copyVault: "arn:aws:backup:ap-southeast-3:555555555555:backup-vault:selaras-copies",
  mailSender: "masuk@selaras.example",
};
