import "../../../../web/src/old-browsers.ts";
import { answersInPage } from "./answers.ts";

document.body.textContent = JSON.stringify(answersInPage());
