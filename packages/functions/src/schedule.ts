/**
 * How often each job is due, in minutes. Pure and apart from the jobs: the deployment reads it to make the schedules,
 * and must not load the table's client for that.
 */
export const SCHEDULE = {
  "open-periods": 60,
  "publish-signed": 5,
  "mind-tasks": 15,
  "deliver-notices": 5,
  "collect-usage": 1_440,
} as const;
export type JobName = keyof typeof SCHEDULE;
