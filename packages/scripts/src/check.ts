import { runChecks, tell } from "./checks.ts";

/* `npm run check`: everything that can be said about the code without running it. */
const outcomes = await runChecks(tell);
process.exit(outcomes.every((outcome) => outcome.ok) ? 0 : 1);
