import type { Ok } from '../../api/client.ts'

export type Norm = Ok<'desk.norms'>['norms'][number]
export type Enforcer = Norm['enforcedBy'][number]

/** What each letter of the rulebook is about. */
export const chapters: Readonly<Record<string, string>> = {
  A: '民主决策',
  B: '依法行政',
  C: '公文运转和督办落实',
  D: '制度和政务公开',
  E: '学习',
  F: '领导带头',
  G: '调研、督查和执行',
  H: '争取上级支持',
  I: '项目、授权和驻区单位',
}

const bites: Readonly<Record<string, string>> = {
  gate: '不合规定的办不了',
  duty: '到期要办，不办会记录',
  watch: '从记录里算出数字',
  open: '公开可查',
}

/** How a norm bites, in words. */
export const bitesText = (norm: Norm): string => norm.bites.map((bite) => bites[bite] ?? bite).join('；')

/** Norms by letter, in the rulebook's order. */
export const byLetter = (norms: readonly Norm[]): ReadonlyMap<string, readonly Norm[]> =>
  Map.groupBy(norms, (norm) => norm.id.slice(0, 1))

/** Articles of a reading copy that stand for themselves, by kind of enforcer. */
const anchors: Readonly<Record<string, string>> = { 职权: 'power', 职责: 'duty' }

export interface Place {
  readonly procedure: string
  readonly hash: string
}

/**
 * Where in which reading copy an enforcer stands. Duties and powers name their procedure; a gate is shared, so it is looked up
 * in the procedure that the same norm's other enforcers, or else the whole rulebook's, name.
 */
export function placeOf(enforcer: Enforcer, norm: Norm, all: readonly Norm[]): Place | null {
  const [first = '', second] = enforcer.name.split('.')
  const anchor = anchors[enforcer.kind]
  if (anchor !== undefined)
    return second === undefined ? null : { procedure: first, hash: `${anchor}-${second}` }
  if (enforcer.kind !== '闸') return null
  const named = [norm, ...all].flatMap(({ enforcedBy }) => enforcedBy).find(({ name }) => name.includes('.'))
  const procedure = named?.name.split('.')[0]
  return procedure ? { procedure, hash: gateAnchor(enforcer.title) } : null
}

/** A reading copy knows its gates by their titles. */
export const gateAnchor = (title: string): string => `gate-${title}`

/** The ledger of matters on which one of these acts was done since a day. */
export const didSince = (kinds: readonly string[], since: string): { did: string; didFrom: string } => ({
  did: kinds.join(','),
  didFrom: since,
})
