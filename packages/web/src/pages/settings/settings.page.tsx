import { A } from "@solidjs/router";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Icon, type IconShape } from "@selaras/ui/components/icon.tsx";
import {
  IconBell,
  IconCalendarEvent,
  IconCertificate,
  IconChevronRight,
  IconClock,
  IconFileText,
  IconHierarchy2,
  IconRoute,
  IconRulerMeasure,
  IconTarget,
  IconUsers,
} from "@selaras/ui/icons.ts";
import { For, type JSX } from "solid-js";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";

type Place = { readonly href: string; readonly label: string; readonly about: string; readonly icon: IconShape };

/** Places of the settings, in the order in which a regency sets itself up. A new page of settings gets a line here. */
const places = (): readonly Place[] => [
  { href: paths.organisation(), label: t.frame.organisation, about: t.settings.organisation, icon: IconHierarchy2 },
  { href: paths.templates(), label: t.settings.templates, about: t.settings.templatesAbout, icon: IconFileText },
  { href: paths.calendar(), label: t.frame.calendar, about: t.settings.calendar, icon: IconCalendarEvent },
  { href: paths.workDays(), label: t.settings.workDays, about: t.settings.workDaysAbout, icon: IconClock },
  { href: paths.chains(), label: t.settings.chains, about: t.settings.chainsAbout, icon: IconRoute },
  { href: paths.teams(), label: t.settings.teams, about: t.settings.teamsAbout, icon: IconUsers },
  { href: paths.signing(), label: t.settings.signing, about: t.settings.signingAbout, icon: IconCertificate },
  { href: paths.sakipKeepers(), label: t.settings.sakip, about: t.settings.sakipAbout, icon: IconTarget },
  { href: paths.noticeDefaults(), label: t.settings.notices, about: t.settings.noticesAbout, icon: IconBell },
  { href: paths.indicators(), label: t.settings.indicators, about: t.settings.indicatorsAbout, icon: IconRulerMeasure },
];

/** What the regency decides about its own reporting: one page per thing, readable for every official. */
export function SettingsPage(): JSX.Element {
  return (
    <>
      <Title text={t.settings.title} />
      <PageHead title={t.settings.title} description={t.settings.about} />
      <ul class="w-places">
        <For each={places()}>
          {(place) => (
            <li>
              <A class="w-place" href={place.href}>
                <span class="w-place-icon">
                  <Icon of={place.icon} />
                </span>
                <span class="w-place-words">
                  <strong>{place.label}</strong>
                  <span class="w-note">{place.about}</span>
                </span>
                <Icon of={IconChevronRight} />
              </A>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}
