import type { JSX } from "solid-js";

/** What a component asks of a link; the application passes a renderer that knows its router. */
export type LinkProps = {
  href: string;
  class?: string | undefined;
  /** The link leads to the page one is on. */
  current?: boolean | undefined;
  label?: string | undefined;
  children: JSX.Element;
};

export type LinkRenderer = (props: LinkProps) => JSX.Element;

/** The default renderer: an ordinary link. */
export function PlainLink(props: LinkProps): JSX.Element {
  return (
    <a
      href={props.href}
      class={props.class}
      aria-current={props.current === true ? "page" : undefined}
      aria-label={props.label}
    >
      {props.children}
    </a>
  );
}
