// The package is compiled for browsers; only its tests read a file, and the types of Node stay out of the components.
declare module "node:fs" {
  export function readFileSync(path: URL, encoding: "utf8"): string;
}
