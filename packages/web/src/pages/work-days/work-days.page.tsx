import { useSearchParams } from "@solidjs/router";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Breadcrumb } from "@selaras/ui/components/trail.tsx";
import { createResource, type JSX, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { yearOf, yearOptions } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { DesksCard } from "./desks-card.tsx";
import { HolidaysCard } from "./holidays-card.tsx";
import { HoursCard } from "./hours-card.tsx";
import { ReckonCard } from "./reckon-card.tsx";
import { loadKinds, loadWork } from "./work-days.data.ts";
import { words } from "./words.ts";
import "./work-days.css";

/** Office hours, holidays and shared leave: what every limit in working time is counted with. */
export function WorkDaysPage(): JSX.Element {
  const me = useMe();
  const [search, setSearch] = useSearchParams<{ tahun?: string }>();
  const year = () => yearOf(search.tahun, me);
  const [work, { refetch }] = createResource(year, loadWork);
  const [kinds] = createResource(loadKinds, { initialValue: [] });
  const again = () => void refetch();
  return (
    <>
      <Title text={words.title} />
      <PageHead
        above={<Breadcrumb crumbs={[{ label: t.settings.title, href: paths.settings() }, { label: words.title }]} />}
        title={words.title}
        description={words.about}
      />
      <Await onRetry={refetch}>
        <Show when={!me.may.calendar}>
          <Alert tone="info">{words.readOnly}</Alert>
        </Show>
        <Show when={work.latest}>
          {(found) => (
            <>
              <HoursCard work={found()} onChanged={again} />
              <DesksCard hours={found().hours} kinds={kinds.latest} onChanged={again} />
              <ReckonCard kinds={kinds.latest} work={found()} />
              <div class="w-filters">
                <Select
                  label={t.filter.year}
                  placeholder={null}
                  options={yearOptions(year(), me)}
                  value={year()}
                  onChange={(tahun) => setSearch({ tahun })}
                />
              </div>
              <HolidaysCard holidays={found().holidays} onChanged={again} />
            </>
          )}
        </Show>
      </Await>
    </>
  );
}
