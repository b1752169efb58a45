import { ApiFailure } from "../../api/failure.ts";
import { t } from "../../i18n/index.ts";

/** Said like the server says it of anything that is not there. */
export const noSuchUnit = (): ApiFailure => new ApiFailure(404, "orgunit.absent", t.unit.absent, "");
