import { handle } from "hono/aws-lambda";
import { provinceApp } from "./http/province-app.ts";

/** Lambda entry: what provinces ask. Published comparisons come later; see `provinceApp`. */
export const handler = handle(provinceApp());
