/** Addresses of the built style sheet and script, put in by build.ts. */
declare const PORTAL_ASSETS: { readonly style: string; readonly script: string };
