import { inWords } from '#kernel/time.ts'
import type { ActContext, AnyRecord, Basis, Carries, MatterFacts } from '#kernel/vocabulary.ts'
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

/** Where a household can still be left out: nothing was paid, nobody has moved. */
const RELEASABLE: readonly string[] = ['surveyed', 'confirmed', 'talking', 'agreed', 'deciding', 'decided']

/** A taking that ends releases its households; those that were compensated are settled one by one before. */
export const allReleasable = (own: Own) =>
  lawful({
    ...own,
    code: 'HOUSEHOLDS_OPEN',
    needs: ['children'],
    refuses: (context) => {
      const held = householdsOf(context).filter(({ final, state }) => !final && !RELEASABLE.includes(state))
      return held.length === 0
        ? null
        : {
            message: `有${held.length}户已经支付补偿，还没有了结：${held[0]?.title ?? ''}等`,
            remedy: '请先处理已付的补偿，了结这些户',
          }
    },
  })

/** Whether an outcome, as it was entered in words, took the decision away: what upheld it did not. */
export const tookAway = (outcome: string | undefined): boolean =>
  outcome !== undefined && (/撤销|违法|无效/.test(outcome) || !/维持|驳回/.test(outcome))

/** What ends with the taking: every household that can still be left out. */
export const released: Carries<AnyRecord, { readonly reason: string }> = {
  procedure: 'household-compensation',
  act: 'exclude',
  each: ({ record, form }) =>
    ((record['households'] ?? []) as readonly { household: string }[]).map(({ household }) => ({
      matter: household,
      form: { reason: form.reason },
    })),
}

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

/** Nobody is counted against a plan who said nothing: the field of the form that counts all of them. */
export const countedWithin = (own: Own, all: string) =>
  lawful({
    ...own,
    code: 'COUNT_UNFIT',
    reads: 'form',
    refuses: ({ form }) =>
      form['against'] <= form[all]
        ? null
        : { message: `总数${form[all]}，其中反对的${form['against']}`, remedy: '请核对数目' },
  })

/** A hearing that is still to come has heard nobody. */
export const heardAlready = (own: Own) =>
  lawful({
    ...own,
    code: 'DAY_AHEAD',
    reads: 'form',
    refuses: ({ form, today }) =>
      form['on'] > today
        ? { message: `听证会在${inWords(form['on'])}，还没有召开`, remedy: '请召开之后登记' }
        : null,
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
