import { defineConfig } from "vitest/config";

// Tests stand beside the thing they guard. `stories` drive a real browser against the whole product and run in one
// worker of their own; everything else is short and runs in parallel, each worker with engines of its own.
export default defineConfig({
  test: {
    reporters: ["default"],
    // Two cores are what everybody has, the machine that checks a submission too.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "packages/{core,documents,functions,local,scripts}/{src,test}/**/*.test.ts",
            "{stacks,infra}/{src,test}/**/*.test.ts",
            "packages/{ui,web,portal}/{src,test}/**/*.test.ts",
          ],
          exclude: ["**/*.story.test.ts", "**/node_modules/**"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "stories",
          include: ["packages/**/*.story.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
