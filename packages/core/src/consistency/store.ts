import { tenantEntity } from "../db/entity.ts";
import type { FigureLink } from "./schema.ts";

/** All of a regency's links lie together: the board shows them all. */
export const Links = tenantEntity<FigureLink>({
  entity: "figurelink",
  attributes: { link: "string", label: "string", level: "string", sides: "any", tolerance: "string", rev: "number" },
  key: { pk: "${tenant}#consistency", sk: "link#${link}" },
  opens: true,
});
