import { termOf, termsOf } from './duties.ts'
import type { Term } from './terms.ts'
import type { AnyRecord, Basis, DutySpec, Procedure, Rung, Seat } from './vocabulary.ts'

/** `《政府督查工作条例》第11条`, with how well its text is known where it was not read in full. */
export function basisText({ title, article, status }: Basis): string {
  const doubt = status === 'unverified' ? '（未核对原文）' : status === 'secondary' ? '（据转载）' : ''
  return `《${title}》${article ?? ''}${doubt}`
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  leadership: '区政府领导',
  supervision: '督查机构',
  coordination: '综合协调机构',
  discipline: '纪检监察机关',
  administration: '系统管理机构',
  issuing: '发文立户单位',
  legal: '合法性审查机构',
  expropriation: '征收部门',
  enforcement: '行政执法机关',
}

/** In which seat somebody owes or may do something, in words. */
export function seatText(seat: Seat, procedure: Procedure): string {
  if (seat.kind === 'function') {
    return `${FUNCTIONS[seat.name] ?? seat.name}${seat.level === 'head' ? '主要负责人' : ''}`
  }
  const field = procedure.record[seat.of]?.title ?? seat.of
  if (seat.kind === 'post') return `“${field}”岗位`
  if (seat.kind === 'leaderOf') return `“${field}”的分管领导`
  if (seat.kind === 'person') return `“${field}”本人`
  return seat.kind === 'head' ? `“${field}”主要负责人` : `“${field}”的人员`
}

const UNITS = { workdays: '个工作日', days: '日', hours: '小时' } as const

/** A term in words. */
export function termText(term: Term, procedure: Procedure): string {
  if (term.kind !== 'until') {
    const event = term.since === undefined ? '' : `自“${procedure.record[term.since]?.title ?? term.since}”起`
    return `${event}${term.length}${UNITS[term.kind]}内${term.note ? `（${term.note}）` : ''}`
  }
  const field = procedure.record[term.field]?.title
  return field ? `“${field}”当日24时前` : '该项时限当日24时前'
}

/** 特急：— which values of the field a term holds for, where a duty has several. */
function whenBy(
  procedure: Procedure,
  within: DutySpec<string, string, string, string, AnyRecord>['within'],
  term: string,
): string {
  if (typeof within === 'string') return ''
  const field = procedure.record[within.by]
  const options = field?.kind === 'choice' ? field.options : {}
  const named = Object.keys(within.of).filter((value) => within.of[value] === term)
  return named.length === 0 ? '其他：' : `${named.map((value) => options[value] ?? value).join('、')}：`
}

const rungWhen = ({ offset }: Rung): string =>
  offset < 0 ? `届满前${-offset}日` : offset === 0 ? '届满时' : `届满后${offset}日`

/**
 * 读本: a procedure in words, in the regulation's order, with the district's own terms where it set some. The reference
 * page and the API show this one text.
 */
export function readingCopy(procedure: Procedure, parameters: Readonly<Record<string, number>> = {}) {
  const role = (name: string) => procedure.roles[name]?.title ?? name
  const acts = (names: readonly string[]) => names.map((n) => `“${procedure.powers[n]?.may ?? n}”`).join('、')
  const state = (name: string) => procedure.states[name]?.title ?? name
  return {
    id: procedure.id,
    title: procedure.title,
    version: procedure.version,
    from: procedure.from,
    basis: procedure.basis.map(basisText),
    roles: Object.entries(procedure.roles).map(([name, r]) => ({
      name,
      title: r.title,
      seat: seatText(r.seat, procedure),
    })),
    states: Object.entries(procedure.states).map(([name, { title, group, final }]) => ({
      name,
      title,
      group,
      final: final === true,
    })),
    powers: Object.entries(procedure.powers).map(([act, power]) => ({
      act,
      may: power.may,
      who: power.takesBack ? '上一步的办理人' : power.who.map(role).join('、'),
      when: power.when === 'nothing' ? '尚未立项' : power.when.map(state).join('、'),
      then: power.then ? state(power.then) : power.takesBack ? '恢复到上一步之前' : '状态不变',
      form: power.form,
      gates: (power.gates ?? []).map(({ title, norm, code }) => ({ title, norm, code })),
      basis: power.basis.map(basisText),
    })),
    duties: Object.entries(procedure.duties).map(([name, duty]) => ({
      name,
      must: duty.must,
      who: role(duty.who),
      to: role(duty.to),
      after: acts(duty.after),
      within: termsOf(duty.within)
        .map(
          (term) =>
            `${whenBy(procedure, duty.within, term)}${termText(termOf(procedure, term, parameters), procedure)}`,
        )
        .join('；'),
      doneBy: acts(duty.doneBy),
      ladder: duty.ladder.map((rung) => ({ name: rung.name, when: rungWhen(rung), title: rung.title })),
      basis: duty.basis.map(basisText),
    })),
  }
}
