/** Where the panel stands below the picture, goes there once what was pressed is shown in it. */
export function showPanel(): void {
  if (!matchMedia("(max-width: 1023px)").matches) return;
  queueMicrotask(() => document.querySelector(".c-side")?.scrollIntoView({ block: "start" }));
}
