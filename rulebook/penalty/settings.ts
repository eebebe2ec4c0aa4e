import type { SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'

const amount = (title: string, usual: number, note: string): SettingSpec => ({
  title,
  unit: '元',
  usual,
  least: 0,
  most: 999_999_999,
  note,
})

const LARGER = '处罚法第六十三条只说“较大”，数额由省级规定或者部门规章确定，未核对本地规定'

/** Numbers that the law leaves to a province, a ministry or the organ. */
export const settings: Readonly<
  Record<'finePerson' | 'fineFirm' | 'takenPerson' | 'takenFirm' | 'pleaDays' | 'checkDays', SettingSpec>
> = {
  finePerson: amount('对公民的较大数额罚款', 5000, LARGER),
  fineFirm: amount('对法人、其他组织的较大数额罚款', 50_000, LARGER),
  takenPerson: amount('对公民没收的较大数额、较大价值', 5000, LARGER),
  takenFirm: amount('对法人、其他组织没收的较大数额、较大价值', 50_000, LARGER),
  pleaDays: {
    title: '陈述、申辩的期限',
    unit: '个工作日',
    usual: 5,
    least: 0,
    most: 30,
    note: '处罚法没有规定天数，由部门规章或者本机关确定',
  },
  checkDays: {
    title: '缴款期限届满后核对缴款',
    unit: '个工作日',
    usual: 5,
    least: 0,
    most: 30,
    note: '本机关参数',
  },
}

export const setting = settingsOf('penalty', settings)
