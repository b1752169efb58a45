import { A } from "@solidjs/router";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { buttonClass } from "@selaras/ui/components/button.tsx";
import type { JSX } from "solid-js";
import { Title } from "../frame/title.tsx";
import { t } from "../i18n/index.ts";
import { paths } from "../paths.ts";

/** Any address that leads nowhere. */
export function AbsentPage(): JSX.Element {
  return (
    <>
      <Title text={t.absent.title} />
      <PageHead title={t.absent.title} description={t.absent.text} />
      <p>
        <A class={buttonClass("primary")} href={paths.home()}>
          {t.absent.home}
        </A>
      </p>
    </>
  );
}
