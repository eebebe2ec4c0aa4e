import { type Clause, emptyClause } from './clauses.ts'
import { SURNAMES } from './people.ts'
import { actorAt, HELPS, type Subject, subjectAt, unitsAt } from './subjects.ts'
import { isCollective, isUnitList, splitUnits } from './units.ts'

/** After the first subject: A牵头，B、C配合 / A会同B，… */
export function readRoles(subject: Subject, text: string, known?: ReadonlySet<string>): Clause {
  const clause = emptyClause()
  const rest = text.slice(subject.to)
  const names = splitUnits(subject.names, known)
  const partners: string[] = []
  const joint =
    /^(?:要|应|须|负责)*(?:牵头)?[，]?(?:会同|会商|(?:商|联合)(?!务|会|组|开|成|制|印|发|执|检|办|督))/.exec(
      rest,
    )
  if (joint) {
    const after = rest.slice(joint[0].length)
    // 会同市粮食局，三天内…: without a verb at hand the list ends at the comma.
    const whole = /^[^，。；]*/.exec(after)?.[0] ?? ''
    const list = subjectAt(after, known)?.names ?? (isUnitList(whole, known) ? whole : unitsAt(after, known))
    if (list !== null) partners.push(...splitUnits(list, known))
  }
  for (const found of rest.matchAll(
    /(?:[，；]|(?<=牵头|负责)、)((?:由|请)?[^，；。]{2,80}?)(?:做好|积极|密切|予以|协同|给予)*(?:配合|参与|参加|协助|支持|协办)/g,
  )) {
    const list = (found[1] as string).replace(/^(?:由|请)/, '')
    if (isUnitList(list, known)) partners.push(...splitUnits(list, known))
  }
  partners.push(...helpers(rest, known))
  if (/^(?:要|应|须|负责|具体)*(?:牵头|主办)/.test(rest)) partners.push(...sharers(rest, known))
  const carriers = carriedBy(rest, known)
  const leads =
    /^(?:要|应|须|负责|具体)*(?:牵头|主办|主责)|^(?:为|是|作为)总?牵头/.test(rest) || partners.length > 0
  const helps = /^(?:要|应|须|积极|做好|密切)*(?:配合|协助|参与)/.test(rest)
  if (leads) clause.lead.push(...names)
  else if (helps) clause.cooperate.push(...names)
  else clause.responsible.push(...names)
  if (leads) partners.push(...carriers)
  else clause.responsible.push(...carriers.filter((name) => !names.includes(name)))
  for (const name of partners)
    if (!names.includes(name) && !clause.cooperate.includes(name)) clause.cooperate.push(name)
  clause.collective = [...names, ...carriers, ...clause.cooperate].filter(
    (name, at, all) => isCollective(name) && all.indexOf(name) === at,
  )
  clause.because = '句子的主语是单位并带有要求'
  clause.confidence = 0.8
  return clause
}

/** 由甲负责，各街道落实: who carries out what another answers for. */
function carriedBy(rest: string, known?: ReadonlySet<string>): string[] {
  return [
    ...rest.matchAll(/，(?:由)?([^，。；]{2,60}?)(?:具体|分头|抓好|组织)*(?:落实|实施|承办)(?=[，。；]|$)/g),
  ].flatMap((found) => {
    const list = found[1] as string
    return isUnitList(list, known) ? splitUnits(list, known) : []
  })
}

/** 甲牵头，乙、丙要及早介入、全力配合: who helps, whatever stands between the names and the help. */
function helpers(rest: string, known?: ReadonlySet<string>): string[] {
  return [...rest.matchAll(/[，；](?:由|请)?([^，；。]{4,100})/g)].flatMap((found) => {
    const part = found[1] as string
    const names = unitsAt(part, known)
    return names !== null && HELPS.test(part.slice(names.length)) ? splitUnits(names, known) : []
  })
}

/** 甲牵头行业管理，乙负责治安管理，丙做好供电: who has a part in what another leads. */
function sharers(rest: string, known?: ReadonlySet<string>): string[] {
  return [...rest.matchAll(/，([^，。；]{4,80})/g)].flatMap((found) => {
    const part = found[1] as string
    const names = unitsAt(part, known)
    const shares = /^(?:负责|指导|做好|落实|提供|分别|按|具体|抓好|承担|组织|加强)/
    if (names !== null && shares.test(part.slice(names.length))) return splitUnits(names, known)
    const actor = actorAt(part, known)
    return actor ? splitUnits(actor.names, known) : []
  })
}

/** Roles of units written before a colon, from the words after it: 区住建局：会同热力公司于…. */
export function chargeAfter(names: string, rest: string, known?: ReadonlySet<string>): Clause {
  return { ...readRoles({ names, to: 0 }, rest, known), confidence: 0.9 }
}

const TITLED = '[\\u4e00-\\u9fff]{1,4}(?:同志|副?(?:区长|市长|县长|局长|主任|镇长|书记|部长))'
const LED = new RegExp(
  `^(?:由|请)(?<name>${TITLED}|[${SURNAMES}][\\u4e00-\\u9fff]{1,2})(?:同志)?(?:负总责|总负责|负责|牵头|挂帅|包抓)[，、](?<units>[^，。；]{2,60}?)(?:具体负责|配合|参加|参与|协助|落实|负责|承办|抓落实|组织实施)`,
)

/** 由志明同志牵头，住建局、城管局参加: the person leads, the units do the work. */
export function ledByPerson(text: string, known?: ReadonlySet<string>): Clause | null {
  const found = LED.exec(text)
  const units = found?.groups?.['units']
  if (!found || !units || !isUnitList(units, known)) return null
  const clause = emptyClause()
  clause.responsible = splitUnits(units, known)
  clause.collective = clause.responsible.filter(isCollective)
  clause.leaders = [(found.groups?.['name'] ?? '').replace(/同志$/, '')]
  return { ...clause, because: '由领导牵头，承办单位是其后所列单位', confidence: 0.75 }
}
