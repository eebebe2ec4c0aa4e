import { count } from '../administration/setting.ts'
import type { ReasonRules } from './reasons.ts'

/** What a district sets of how views are held against each other (A5). */
export const REASON_SETTINGS = {
  'reasons.bare': count(
    '集体讨论：发言除去“同意”等套话后少于几个字，算没有说理由',
    '字',
    [3, 8, 50],
    '只用于提示，不影响表决',
  ),
  'reasons.alike': count(
    '集体讨论：发言与之前别人的话重合到百分之几，算雷同',
    '%',
    [30, 70, 100],
    '按相邻两字比对，只算已经决定的议题',
  ),
  'reasons.items': count(
    '集体讨论：连续几项议题没有自己的理由，单独提示',
    '项',
    [3, 10, 50],
    '本人先看到，不排名次',
  ),
  'reasons.first': count(
    '集体讨论：决定后几日起，纪检监察看到各人情况',
    '日',
    [0, 7, 90],
    '本人当日就能看到自己的',
  ),
} as const

type Parameters = Readonly<Record<string, number>>

const valueOf = (parameters: Parameters, name: keyof typeof REASON_SETTINGS): number =>
  parameters[name] ?? REASON_SETTINGS[name].usual

/** The rules as the district has them; `first` in days. */
export const reasonRules = (parameters: Parameters): ReasonRules & { readonly first: number } => ({
  bare: valueOf(parameters, 'reasons.bare'),
  alike: valueOf(parameters, 'reasons.alike'),
  items: valueOf(parameters, 'reasons.items'),
  first: valueOf(parameters, 'reasons.first'),
})
