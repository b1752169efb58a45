import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { type JSX, Show } from "solid-js";
import { formatDate } from "@selaras/core/kernel/format.ts";
import { Title } from "../../frame/title.tsx";
import { todayOf } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { actingPosts, useMe } from "../../session/me.tsx";
import { DecideCard } from "./decide-card.tsx";
import { FillCards } from "./fill-cards.tsx";
import { OwnReports } from "./own-reports.tsx";
import { Oversight } from "./oversight.tsx";

const AUTHOR = "pptk";

/** What matters to this person now, by the posts in which they act. */
export function HomePage(): JSX.Element {
  const me = useMe();
  const posts = actingPosts(me);
  const fills = posts.some((post) => post.kind === AUTHOR);
  const decides = posts.some((post) => post.kind !== AUTHOR);
  return (
    <>
      <Title text={t.home.title} />
      <PageHead
        title={t.home.greeting(me.person.name)}
        description={t.home.today(formatDate(todayOf(me)), posts.map((post) => post.title).join("; "))}
      />
      <Show when={fills}>
        <FillCards />
      </Show>
      <Show when={decides}>
        <DecideCard />
        <Show when={!me.wide && !fills}>
          <OwnReports />
        </Show>
      </Show>
      <Show when={me.wide}>
        <Oversight />
      </Show>
    </>
  );
}
