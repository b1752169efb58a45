// What a redeploy brings back. What must never be lost is in stacks/ and is deployed first; see infra/README.md.
export default $config({
  app(input) {
    const production = input?.stage === "production";
    return {
      name: "selaras",
      version: "4.17.1",
      home: "aws",
      protect: production,
      removal: production ? "retain" : "remove",
      providers: {
        aws: { region: "ap-southeast-3", defaultTags: { tags: { app: "selaras", stage: input?.stage ?? "" } } },
      },
    };
  },
  async run() {
    await import("./infra/api.ts");
    await import("./infra/consumers.ts");
    await import("./infra/jobs.ts");
    const { officialsOrigin, visitorsBase } = await import("./infra/edge.ts");
    await import("./infra/watch.ts");
    return { officials: officialsOrigin, visitors: visitorsBase };
  },
});
