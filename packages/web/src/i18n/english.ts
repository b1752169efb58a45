import { en as screen } from "./en.ts";
import { en as downloads } from "../downloads/words/en.ts";
import { en as chains } from "../pages/chains/words/en.ts";
import { en as consistency } from "../pages/consistency/words/en.ts";
import { en as figures } from "../pages/figures/words/en.ts";
import { en as indicators } from "../pages/indicators/words/en.ts";
import { en as notices } from "../pages/notices/words/en.ts";
import { en as organisation } from "../pages/organisation/words/en.ts";
import { en as reportChain } from "../pages/report/chain-words/en.ts";
import { en as drawn } from "../pages/report/drawn-words/en.ts";
import { en as explanation } from "../pages/report/explain-words/en.ts";
import { en as richText } from "../pages/report/rich/words/en.ts";
import { en as report } from "../pages/report/words/en.ts";
import { en as sakip } from "../pages/sakip/words/en.ts";
import { en as sakipKeepers } from "../pages/sakip-keepers/words/en.ts";
import { en as signing } from "../pages/signing/words/en.ts";
import { en as templates } from "../pages/templates/words/en.ts";
import { en as workDays } from "../pages/work-days/words/en.ts";
import { en as session } from "../session/words/en.ts";

/** All English texts, one file that is loaded by those only who chose English; everybody else carries none of it. */
export const english = {
  screen,
  chains,
  consistency,
  downloads,
  drawn,
  explanation,
  figures,
  indicators,
  notices,
  organisation,
  report,
  reportChain,
  richText,
  sakip,
  session,
  "sakip-keepers": sakipKeepers,
  signing,
  templates,
  workDays,
} as const;

export type English = typeof english;
