import type { ActContext, Basis, MatterFacts } from '#kernel/vocabulary.ts'
import { lawful } from './gate.ts'

/** The households of an expropriation's register, as they stand now. */
export const householdsOf = ({
  record,
  matters,
}: Pick<ActContext, 'record' | 'matters'>): readonly MatterFacts[] =>
  ((record['households'] ?? []) as readonly { household: string }[]).flatMap(
    ({ household }) => matters[household] ?? [],
  )

/** Gates that both laws demand of an expropriation, each on its own articles. */
interface Own {
  readonly name: string
  readonly basis: readonly Basis[]
  readonly title: string
}

/** Everything was looked at, household by household, before anything is built on it. */
export const surveyed = (own: Own) =>
  lawful({
    ...own,
    code: 'SURVEY_UNCONFIRMED',
    needs: ['children'],
    refuses: (context) => {
      const all = householdsOf(context)
      if (all.length === 0) return { message: '还没有调查登记任何一户', remedy: '请先调查登记' }
      const open = all.filter(({ state }) => state === 'surveyed')
      return open.length === 0
        ? null
        : { message: `还有${open.length}户没有确认：${open[0]?.title ?? ''}等`, remedy: '请逐户确认调查结果' }
    },
  })

/** Nothing ends while a household is still under way. */
export const allDone = (own: Own) =>
  lawful({
    ...own,
    code: 'HOUSEHOLDS_OPEN',
    needs: ['children'],
    refuses: (context) => {
      const open = householdsOf(context).filter(({ final }) => !final)
      return open.length === 0
        ? null
        : { message: `还有${open.length}户没有了结：${open[0]?.title ?? ''}等`, remedy: '请先了结各户' }
    },
  })

/** 社会稳定风险评估: closed, and the risk can be controlled. */
export const riskAssessed = (own: Own) =>
  lawful({
    ...own,
    code: 'RISK_MISSING',
    needs: ['children'],
    refuses: ({ record, matters }) => {
      const risk = matters[String(record['riskAssessment'])]
      if (risk?.state !== 'closed')
        return {
          message: risk ? '社会稳定风险评估还没有审定' : '没有社会稳定风险评估',
          remedy: '请先完成风险评估',
        }
      return risk.record['level'] === 'uncontrollable'
        ? { message: '风险评估结论是不可控', remedy: '请调整方案，风险可控后重新评估' }
        : null
    },
  })

/** Plans that a taking must fit, each with its proof. */
export const plansFit = (own: Own, plans: Readonly<Record<string, string>>) =>
  lawful({
    ...own,
    code: 'PLAN_UNPROVEN',
    refuses: ({ record }) => {
      const lacks = Object.entries(plans).flatMap(([name, title]) => (record[name] ? [] : [title]))
      return lacks.length === 0
        ? null
        : { message: `没有证明符合${lacks.join('、')}`, remedy: '请取得规划证明后补正' }
    },
  })
