/** Actions on "*", each with the reason why nothing narrower can be named. A test refuses any other. Pure. */
export const EVERYWHERE_REASONS = {
  "xray:PutTraceSegments": "X-Ray has no resources: a trace belongs to the account.",
  "xray:PutTelemetryRecords": "X-Ray has no resources: the counters of its daemon belong to the account.",
  "dynamodb:ListStreams": "Names no resource; Lambda asks it of whoever reads a stream before it starts to read.",
} as const;
export type ActionEverywhere = keyof typeof EVERYWHERE_REASONS;
