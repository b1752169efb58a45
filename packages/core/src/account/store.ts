import { houseEntity, tenantEntity } from "../db/entity.ts";
import type { Person } from "./schema.ts";

export type StoredPerson = Person & { readonly rev: number };
export const Persons = tenantEntity<StoredPerson>({
  entity: "person",
  attributes: {
    personId: "string",
    name: "string",
    nip: "any",
    rank: "any",
    email: "string",
    subject: "any",
    active: "boolean",
    rev: "number",
  },
  key: { pk: "${tenant}#people", sk: "person#${personId}" },
});

/** In which tenants an identity is a member, and as whom. Read before a tenant is known. */
export type MemberRecord = {
  readonly subject: string;
  readonly slug: string;
  readonly personId: string;
  readonly tenantName: string;
  readonly tenantShort: string;
  readonly brand: string;
  readonly active: boolean;
};
export const Members = houseEntity<MemberRecord>(
  {
    entity: "member",
    attributes: {
      subject: "string",
      slug: "string",
      personId: "string",
      tenantName: "string",
      tenantShort: "string",
      brand: "string",
      active: "boolean",
    },
    key: { pk: "identity#${subject}", sk: "member#${slug}" },
  },
  "identity",
);
