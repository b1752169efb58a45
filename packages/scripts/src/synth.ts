import { run } from "./run.ts";

/*
 * `npm run synth`: what would be deployed, without an account and without network. The foundation goes to `stacks/cdk.out`
 * as CloudFormation templates; the app is evaluated for every environment, or for the stages named
 * (`npm run synth -- production me`), and its resources are counted.
 */
const parts = [
  ["fondasi", ["node", "stacks/src/app.ts"]],
  ["aplikasi", ["node", "infra/test/evaluate.ts", ...process.argv.slice(2)]],
] as const;

let whole = true;
for (const [name, command] of parts) {
  const { ok, seconds } = await run(name, command, { show: true });
  console.log(`${ok ? "✓" : "✗"} ${name} (${seconds.toFixed(1)} s)`);
  whole &&= ok;
}
process.exit(whole ? 0 : 1);
