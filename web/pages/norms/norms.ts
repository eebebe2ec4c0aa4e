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

/** Where in which reading copy an enforcer stands; null for what has no article: watches, the kernel itself. */
export function placeOf({ kind, name, title, procedure }: Enforcer): Place | null {
  if (procedure === undefined) return null
  if (kind === '闸') return { procedure, hash: gateAnchor(title) }
  const anchor = anchors[kind]
  return anchor === undefined ? null : { procedure, hash: `${anchor}-${name.slice(name.indexOf('.') + 1)}` }
}

/** A reading copy knows its gates by their titles. */
export const gateAnchor = (title: string): string => `gate-${title}`

/** The ledger of matters on which one of these acts was done since a day. */
export const didSince = (kinds: readonly string[], since: string): { did: string; didFrom: string } => ({
  did: kinds.join(','),
  didFrom: since,
})
