import { type Api, api } from "./client.ts";

export type TemplateName = Api["template.list"]["reply"]["templates"][number];

let asked: Promise<readonly TemplateName[]> | undefined;

/** The templates of this tenant, asked for once per page load; a failure is not kept. */
export function templates(): Promise<readonly TemplateName[]> {
  asked ??= api("template.list", {})
    .then((reply) => reply.templates)
    .catch((thrown: unknown) => {
      asked = undefined;
      throw thrown;
    });
  return asked;
}

/** Asks again: a version was released. */
export function forgetTemplates(): void {
  asked = undefined;
}

/** The template an address names, or the first one; RFK is first where a tenant has it. */
export function chosenTemplate(all: readonly TemplateName[], wanted: string | undefined): TemplateName | undefined {
  return all.find((each) => each.template === wanted) ?? all.find((each) => each.template.startsWith("rfk")) ?? all[0];
}
