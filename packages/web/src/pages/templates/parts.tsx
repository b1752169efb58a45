import { Badge } from "@selaras/ui/components/badge.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { IconCircleCheck, IconClock, IconEye, IconPencil } from "@selaras/ui/icons.ts";
import type { JSX } from "solid-js";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { words } from "./words.ts";

/** The way back: settings, templates, the template, and where one is. */
export function Above(props: {
  template?: { id: string; name: string } | undefined;
  label?: string | undefined;
}): JSX.Element {
  const crumbs = () => {
    const own = props.template;
    const first = [{ label: t.settings.title, href: paths.settings() }];
    if (!own) return [...first, { label: words.title }];
    const list = { label: words.title, href: paths.templates() };
    if (props.label === undefined) return [...first, list, { label: own.name }];
    return [...first, list, { label: own.name, href: paths.template(own.id) }, { label: props.label }];
  };
  return <Breadcrumb crumbs={crumbs()} />;
}

/** The family and what lists call the template, said once where they are the same words. */
export const familyAndName = ({ family, short }: { readonly family: string; readonly short: string }): string =>
  family === short ? family : `${family} · ${short}`;

export type Status = "draft" | "trial" | "inForce" | "published" | "retired";
const LOOKS = {
  draft: { tone: "info", icon: IconPencil },
  trial: { tone: "info", icon: IconEye },
  inForce: { tone: "positive", icon: IconCircleCheck },
  published: { tone: "warning", icon: IconClock },
  retired: { tone: "neutral", icon: IconClock },
} as const;

/** Where a version stands in its life, in a word. */
export function StatusBadge(props: { status: Status; n?: number | undefined }): JSX.Element {
  const text = () =>
    props.n === undefined ? words.status[props.status] : `${words.version(props.n)} · ${words.status[props.status]}`;
  return (
    <Badge tone={LOOKS[props.status].tone} icon={LOOKS[props.status].icon}>
      {text()}
    </Badge>
  );
}
