import { readRich } from "@selaras/core/narrative/reading.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { RichText } from "@selaras/ui/components/rich-text.tsx";
import type { JSX } from "solid-js";
import { EvidencePicture } from "./picture.tsx";
import "./rich.css";

/** A rich text for those who read it: figures as they were sent, or of the moment while it is a draft. */
export function RichReading(props: {
  stored: string | null;
  report: Pick<ReportView, "id" | "evidence" | "told">;
  figures: readonly { readonly name: string; readonly shown: string }[];
}): JSX.Element {
  const telling = (name: string): string | undefined =>
    props.report.told === undefined
      ? props.figures.find((figure) => figure.name === name)?.shown
      : props.report.told[name];
  return (
    <RichText
      blocks={readRich(props.stored).blocks}
      telling={telling}
      picture={({ hash, alt }) => <EvidencePicture report={props.report} hash={hash} alt={alt} />}
      beside
    />
  );
}
