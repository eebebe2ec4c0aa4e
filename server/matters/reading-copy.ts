import { termOf } from '#kernel/duties.ts'
import type { Term } from '#kernel/terms.ts'
import type { Procedure, Role, Rung } from '#kernel/vocabulary.ts'
import { basisText } from './texts.ts'

/** 读本: a procedure as a regulation reads, made from its declaration, with the district's own terms. */
export function readingCopy(procedure: Procedure, parameters: Readonly<Record<string, number>>) {
  const acts = (names: readonly string[] | undefined): string =>
    (names ?? []).map((name) => procedure.powers[name]?.may ?? name).join('、')
  const role = (name: string): string => procedure.roles[name]?.title ?? name
  const states = (names: readonly string[]): string =>
    names.map((name) => procedure.states[name]?.title ?? name).join('、')
  return {
    id: procedure.id,
    title: procedure.title,
    version: procedure.version,
    from: procedure.from,
    basis: procedure.basis.map(basisText),
    roles: Object.values(procedure.roles).map((one) => ({
      title: one.title,
      seat: seatText(procedure, one),
    })),
    powers: Object.entries(procedure.powers).map(([act, power]) => ({
      act,
      may: power.may,
      who: power.takesBack ? '刚办理这一步的人' : power.who.map(role).join('、'),
      when: power.when === 'nothing' ? '尚未立项' : states(power.when),
      then: power.then ? states([power.then]) : '',
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
      within: termText(procedure, termOf(procedure, duty.within, parameters)),
      doneBy: acts(duty.doneBy),
      ladder: duty.ladder.map(rungText),
      basis: duty.basis.map(basisText),
    })),
  }
}

function seatText(procedure: Procedure, { seat }: Role): string {
  const of = (name: string): string => procedure.record[name]?.title ?? name
  switch (seat.kind) {
    case 'head':
      return `“${of(seat.of)}”的主要负责人`
    case 'staff':
      return `“${of(seat.of)}”的人员`
    case 'post':
      return `“${of(seat.of)}”所指的岗位`
    case 'leaderOf':
      return `分管“${of(seat.of)}”的区领导`
    case 'function':
      return seat.level === 'head' ? '承担该项职能的单位的主要负责人' : '承担该项职能的单位'
  }
}

function termText(procedure: Procedure, term: Term): string {
  if (term.kind === 'until') return `至${procedure.record[term.field]?.title ?? '各自的时限'}当日24时`
  const unit = { workdays: '个工作日', days: '日', hours: '小时' }[term.kind]
  return `${term.length}${unit}内${term.note ? `（${term.note}）` : ''}`
}

function rungText({ offset, title }: Rung): string {
  if (offset === 0) return `时限届满：${title}`
  return offset < 0 ? `时限前${-offset}日：${title}` : `逾期${offset}日：${title}`
}
