export { formatDue as dueText } from "@selaras/core/kernel/format.ts";
