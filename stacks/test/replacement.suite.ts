import type { ENVIRONMENTS } from "@selaras/core/cloud/outputs.ts";
import { describe, expect, it } from "vitest";
import { PARTS } from "../src/naming.ts";
import { releasedTemplate } from "../src/release.ts";
import { type CloudTemplate, dangersOf } from "../src/replacement.ts";
import { house, PLACES } from "./house.ts";

const present = (environment: (typeof ENVIRONMENTS)[number], part: (typeof PARTS)[number]): CloudTemplate => ({
  Resources: house.stack(environment, part).Resources,
});

describe("since the last release", () => {
  it.each(PLACES)(
    "nothing of $environment $part that must not be lost would be removed or replaced",
    ({ environment, part }) => {
      const before = releasedTemplate(environment, part);
      expect(before, "no baseline: npm --prefix stacks run release").not.toBeNull();
      expect(before === null ? [] : dangersOf(before, present(environment, part))).toEqual([]);
    },
  );
});

type Editable = {
  Resources: Record<string, { Type: string; DeletionPolicy?: string; Properties: Record<string, unknown> }>;
};

/** The present template of production, changed as somebody might. */
function changed(part: (typeof PARTS)[number], change: (resources: Editable["Resources"]) => void): CloudTemplate {
  const copy: Editable = structuredClone({ Resources: { ...house.stack("production", part).Resources } });
  change(copy.Resources);
  return copy;
}
const found = (part: (typeof PARTS)[number], change: (resources: Editable["Resources"]) => void) =>
  dangersOf(present("production", part), changed(part, change));

function properties(resources: Editable["Resources"], logicalId: string): Record<string, unknown> {
  const resource = resources[logicalId];
  if (resource === undefined) throw new Error(`no ${logicalId}`);
  return resource.Properties;
}

describe("the guard", () => {
  it("finds nothing where nothing changed", () => {
    for (const part of PARTS) expect(found(part, () => undefined)).toEqual([]);
  });

  it("finds another key of the table", () => {
    const other = [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "gsi1sk", KeyType: "RANGE" },
    ];
    expect(found("data", (resources) => void (properties(resources, "Table")["KeySchema"] = other))).toEqual([
      { logicalId: "Table", type: "AWS::DynamoDB::Table", what: "replaced", because: ["KeySchema"] },
    ]);
  });

  it("finds a bucket that left the template, and one that got another name", () => {
    expect(found("data", (resources) => void delete resources["EvidenceBucket"])).toContainEqual({
      logicalId: "EvidenceBucket",
      type: "AWS::S3::Bucket",
      what: "removed",
      because: [],
    });
    expect(
      found("data", (resources) => void (properties(resources, "ArchiveBucket")["BucketName"] = "other")),
    ).toContainEqual({
      logicalId: "ArchiveBucket",
      type: "AWS::S3::Bucket",
      what: "replaced",
      because: ["BucketName"],
    });
  });

  it("finds a resource that was merely called differently in the code", () => {
    const renamed = found("data", (resources) => {
      const table = resources["Table"];
      if (table !== undefined) resources["TableA1B2C3D4"] = table;
      delete resources["Table"];
    });
    expect(renamed).toContainEqual({ logicalId: "Table", type: "AWS::DynamoDB::Table", what: "removed", because: [] });
  });

  it("finds what cannot be changed about a pool: how people sign in", () => {
    expect(
      found(
        "identity",
        (resources) => void (properties(resources, "UserPool")["UsernameConfiguration"] = { CaseSensitive: true }),
      ),
    ).toContainEqual(
      expect.objectContaining({ logicalId: "UserPool", what: "unchangeable", because: ["UsernameConfiguration"] }),
    );
  });

  it("finds a key that became another kind, and a vault under another key", () => {
    expect(
      found("data", (resources) => void (properties(resources, "SigningKey")["KeySpec"] = "RSA_3072")),
    ).toContainEqual(expect.objectContaining({ logicalId: "SigningKey", what: "unchangeable", because: ["KeySpec"] }));
    expect(
      found("backup", (resources) => void (properties(resources, "Vault")["EncryptionKeyArn"] = "other")),
    ).toContainEqual(expect.objectContaining({ logicalId: "Vault", what: "replaced" }));
  });

  it("finds a resource that would no longer be kept", () => {
    expect(
      found("data", (resources) => {
        const table = resources["Table"];
        if (table !== undefined) table.DeletionPolicy = "Delete";
      }),
    ).toEqual([{ logicalId: "Table", type: "AWS::DynamoDB::Table", what: "no longer kept", because: [] }]);
  });

  it("lets through what is changed in place, and what comes back by itself", () => {
    expect(
      found("data", (resources) => {
        properties(resources, "EvidenceBucket")["CorsConfiguration"] = { CorsRules: [] };
        properties(resources, "Table")["TimeToLiveSpecification"] = { AttributeName: "later", Enabled: true };
      }),
    ).toEqual([]);
    expect(
      found("watch", (resources) => {
        for (const id of Object.keys(resources))
          if (resources[id]?.Type === "AWS::CloudWatch::Alarm") delete resources[id];
      }),
    ).toEqual([]);
  });
});
