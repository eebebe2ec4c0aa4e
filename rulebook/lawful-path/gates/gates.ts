import { 决策条例, 工作规则, 法律顾问意见 } from '../../laws.ts'
import type { Finding, PathRecord } from '../record.ts'
import { gateWith } from '../../gate.ts'

const 路径 = [工作规则('难题找法律路径'), 法律顾问意见()] as const

const gate = gateWith({ norm: 'B7', basis: 路径 })

/** B7: a search that belongs to a matter is asked for there, so that the matter knows of its answer. */
export const askedThere = gate({
  name: 'pathAskedThere',
  code: 'PATH_ALONE',
  title: '为某一事项请求的，在该事项上请求',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) =>
    matters[String(form['parent'])]?.record['lawfulPath'] === matterId
      ? null
      : { message: '这件请求没有从所选事项上提出', remedy: '请打开该事项，办理“请求研究法律路径”' },
})

/** B7: who researches is of the legal office. */
export const researcherFits = gate({
  name: 'researcherFits',
  code: 'RESEARCHER_UNFIT',
  title: '研究人员是法制机构的人',
  reads: 'form',
  refuses: ({ form, record, directory }) => {
    const { office = '' }: PathRecord = record
    return directory.worksIn(String(form['researcher']), office)
      ? null
      : { message: `所选人员不在${directory.unit(office)?.name ?? office}工作`, remedy: '请从法制机构中选派' }
  },
})

/** B7: what has to be known is asked for once; asking again is no way to keep a unit waiting. */
export const factsOnce = gate({
  name: 'factsAskedOnce',
  code: 'FACTS_ASKED_ALREADY',
  title: '需要说明的情况一次问清',
  refuses: ({ record }) =>
    record['factsWantedOn'] === undefined
      ? null
      : { message: '已经要求说明过情况，不能再次要求', remedy: '请根据现有情况答复，假定的前提写入条件' },
})

/** B7: an answer is a way, each on its basis, or says what was looked through and who could make it possible. */
export const optionsGiven = gate({
  name: 'optionsGiven',
  code: 'OPTIONS_MISSING',
  title: '有路径的列明路径；没有的写明查了什么、向谁请求授权或者解释',
  reads: 'form',
  refuses: ({ form }) => {
    const ways = (form['ways'] ?? []) as readonly unknown[]
    if ((form['finding'] as Finding) === 'way')
      return ways.length > 0
        ? null
        : { message: '结论是有可行的路径，没有列出', remedy: '请至少列出一条，写明依据、条件和风险' }
    if (ways.length > 0) return { message: '结论是确无依据，却列出了路径', remedy: '请改结论，或者删去路径' }
    return form['counsel']
      ? null
      : {
          message: '结论是确无依据，没有写明查了哪些规定、建议怎样办',
          remedy: '请写明查过的规定，并建议向哪一级请求授权、解释或者先行试点',
        }
  },
})

/** B7: who signs the answer is not who drafted it. */
export const answerApart = gate({
  name: 'answerApart',
  code: 'OWN_ANSWER',
  title: '研究人员不签发自己拟的答复',
  about: 'actor',
  refuses: ({ record, actor }) =>
    record['researcher'] === actor.person
      ? { message: '答复是您拟的，不能由您签发', remedy: '请其他负责人签发，或者改派研究人员' }
      : null,
})

/** B7: what is followed is one of the ways that were given. */
export const chosenGiven = gate({
  name: 'chosenGiven',
  code: 'WAY_UNKNOWN',
  title: '采用的是答复中的一条',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { options = [] }: PathRecord = record
    const chosen = Number(form['chosen'])
    return chosen <= options.length
      ? null
      : {
          message: `答复中有${options.length}条路径，没有第${chosen}条`,
          remedy: '请核对；都不采用的填0并写明理由',
        }
  },
})

/** The same decision basis that demands adviser's part in a decision stands behind an early question. */
export const 依据 = [...路径, 决策条例(28)] as const
