import site from "../../../../web/vite.config.ts";

/** Built for the same browsers as the officials' site. */
export default { root: import.meta.dirname, build: { target: site.build?.target, modulePreload: false } };
