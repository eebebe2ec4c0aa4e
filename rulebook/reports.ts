import type { ReportSpec } from './report-spec.ts'
import { report as supervisedTask } from './supervised-task/report.ts'

/** Procedures that are reported on, by id. */
export const reports: Readonly<Record<string, ReportSpec>> = { 'supervised-task': supervisedTask }
