// The file that packages/portal/build.ts makes: pages are TSX, which Node does not run. Named in full, so that the
// bundle of the public function takes it along.
export * from "@selaras/portal/dist/server/portal.js";
