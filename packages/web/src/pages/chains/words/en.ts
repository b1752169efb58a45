import type { Words } from "./id.ts";
import { id } from "./id.ts";
export const en: Words = id;
