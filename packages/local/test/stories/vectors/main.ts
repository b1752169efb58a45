import "../../../../web/src/old-browsers.ts";
import { answersInPage } from "./answers.ts";

Object.assign(globalThis, { answers: JSON.stringify(answersInPage()) });
