import { id, type Words } from "./id.ts";
export const en: Words = id;
