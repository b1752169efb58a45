import { handle } from "hono/aws-lambda";
import { publicApp } from "./http/public-app.ts";

/** Lambda entry: the public site. */
export const handler = handle(publicApp());
