/** The grid's icons, each beside a word. */
export {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsSplit2,
  IconBan,
  IconCheck,
  IconChevronRight,
  IconCircleDashed,
  IconCloudUp,
  IconDots,
  IconFlag,
  IconLock,
  IconMathFunction,
  IconMessage,
  IconRefresh,
  IconX,
} from "@tabler/icons-solidjs";
