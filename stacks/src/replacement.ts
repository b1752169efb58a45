import { fullDiff, type ResourceDifference, ResourceImpact } from "@aws-cdk/cloudformation-diff";
import { STATEFUL_TYPES } from "./keep.ts";

/** A template as CloudFormation gets it, as far as resources go. */
export type CloudTemplate = {
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly DeletionPolicy?: string }>>;
};

/** What would happen to a resource that must never be lost. */
export type Danger = {
  readonly logicalId: string;
  readonly type: string;
  readonly what: "removed" | "replaced" | "no longer kept" | "unchangeable";
  /** The properties whose change causes it. */
  readonly because: readonly string[];
};

const isStateful = (type: string | undefined): type is string => STATEFUL_TYPES.some((each) => each === type);

const REPLACING: readonly ResourceImpact[] = [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE];

/**
 * Properties of which the schemas do not say that they are fixed at birth, while the services refuse every change; such an
 * update breaks off in the middle.
 */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  "AWS::Cognito::UserPool": ["AliasAttributes", "Schema", "UsernameAttributes", "UsernameConfiguration"],
  "AWS::KMS::Key": ["KeySpec", "KeyUsage", "MultiRegion", "Origin"],
};

function dangerOf(logicalId: string, difference: ResourceDifference): Danger | null {
  const type = difference.oldResourceType;
  if (difference.isAddition || !isStateful(type)) return null;
  if (difference.isRemoval) return { logicalId, type, what: "removed", because: [] };
  const changes = Object.entries(difference.propertyUpdates);
  const because = changes
    .filter(([, change]) => change.changeImpact !== undefined && REPLACING.includes(change.changeImpact))
    .map(([name]) => name);
  if (REPLACING.includes(difference.changeImpact)) return { logicalId, type, what: "replaced", because };
  const fixed = changes.map(([name]) => name).filter((name) => FIXED[type]?.includes(name) === true);
  if (fixed.length > 0) return { logicalId, type, what: "unchangeable", because: fixed };
  return difference.newValue?.DeletionPolicy === "Retain" ? null : { logicalId, type, what: "no longer kept", because };
}

/**
 * What an update from one template to the next would do to resources that must never be lost: nothing, or it is listed
 * here. The judgement of replacement is CloudFormation's own, from its resource schemas; "may replace" counts.
 */
export function dangersOf(before: CloudTemplate, after: CloudTemplate): readonly Danger[] {
  const dangers: Danger[] = [];
  fullDiff({ ...before }, { ...after }).resources.forEachDifference((logicalId, difference) => {
    const danger = dangerOf(logicalId, difference);
    if (danger !== null) dangers.push(danger);
  });
  return dangers;
}
