import { handle } from "hono/aws-lambda";
import { officialsApp } from "./http/app.ts";

/** Lambda entry: the officials' API. */
export const handler = handle(officialsApp());
