import { For, type JSX, Show } from "solid-js";

/** Links to the other years; without script a list of links is the simplest switch. */
export function YearSwitch(props: {
  readonly years: readonly string[];
  readonly year: string;
  readonly hrefOf: (year: string) => string;
}): JSX.Element {
  const years = () => [...new Set([...props.years, props.year])].sort().reverse();
  return (
    <Show when={years().length > 1} fallback={<p class="p-year-only s-figures">Tahun {props.year}</p>}>
      <nav class="p-years s-screen-only" aria-label="Pilih tahun">
        <span aria-hidden="true">Tahun</span>
        <For each={years()}>
          {(year) => (
            <a href={props.hrefOf(year)} aria-current={year === props.year ? "page" : undefined}>
              {year}
            </a>
          )}
        </For>
      </nav>
    </Show>
  );
}
