import { CLOUD_ASSEMBLY, createHouse, layHouse } from "./house.ts";
import { readInstallations } from "./installation.ts";

/**
 * Entry of the CDK's command and of `node src/app.ts`, which writes the templates of all environments into `cdk.out` without
 * network or credentials. The CDK's command says itself where it wants them.
 */
const app = createHouse(process.env["CDK_OUTDIR"] === undefined ? { outdir: CLOUD_ASSEMBLY } : {});
const named: unknown = app.node.tryGetContext("installation") ?? process.env["SELARAS_INSTALLATION"];
layHouse(app, readInstallations(typeof named === "string" ? named : undefined));
app.synth();
