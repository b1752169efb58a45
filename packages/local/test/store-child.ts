// A store in a process of its own, for tests that kill it: `node store-child.ts <folder>` prints its address.
import { startStore } from "../src/store/store.ts";
import { ACCESS_KEY, REGION, SECRET_KEY } from "./store-world.ts";

const folder = process.argv[2];
if (folder === undefined) throw new Error("The folder is missing.");
const store = await startStore({ folder, accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY, region: REGION });
process.stdout.write(`${store.endpoint}\n`);
