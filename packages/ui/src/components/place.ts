const margin = 8;

/**
 * Lays a `position: fixed` element beside its anchor, inside the window: below when there is room, else above;
 * flush with the anchor's start or end, moved in where it would run over the edge.
 */
export function placeBeside(anchor: Element, floating: HTMLElement, align: "start" | "end" | "centre"): void {
  const at = anchor.getBoundingClientRect();
  const size = floating.getBoundingClientRect();
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const wanted = {
    start: at.left,
    end: at.right - size.width,
    centre: at.left + (at.width - size.width) / 2,
  }[align];
  const below = at.bottom + 6;
  const fitsBelow = below + size.height + margin <= room.height || at.top < size.height + margin;
  floating.style.left = `${Math.max(margin, Math.min(wanted, room.width - size.width - margin))}px`;
  floating.style.top = `${fitsBelow ? below : at.top - size.height - 6}px`;
}
