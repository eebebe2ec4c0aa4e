import { type InstrumentFacts, lawsOf } from '#kernel/law.ts'
import { type Licence, type ListItem, type PowerKind, powerKinds } from '#kernel/lists.ts'
import type { Day } from '#kernel/time.ts'
import type { Resting } from '#kernel/vocabulary.ts'

const everyKind = Object.keys(powerKinds) as PowerKind[]

/** Everybody has a licence of their own unit for everything; that of a second has run out, a newcomer has none. */
export const smallLicence = (person: string): Licence | undefined =>
  person.endsWith('.newcomer')
    ? undefined
    : {
        number: `Z-${person}`,
        unit: person.split('.')[0] ?? '',
        scope: everyKind,
        from: '2024-01-01',
        until: person.endsWith('.second') ? '2025-12-31' : '2028-12-31',
      }

const LAW_OF: Readonly<Record<PowerKind, readonly [title: string, article: string]>> = {
  licence: ['行政许可法', '第12条'],
  penalty: ['行政处罚法', '第9条'],
  coercion: ['行政强制法', '第9条'],
  levy: ['土地管理法', '第45条'],
  payment: ['社会救助暂行办法', '第9条'],
  inspection: ['行政处罚法', '第54条'],
  confirmation: ['民法典', '第210条'],
  reward: ['优化营商环境条例', '第8条'],
  ruling: ['土地管理法', '第14条'],
  other: ['优化营商环境条例', '第51条'],
}

const itemOf = (unit: string, kind: PowerKind, more: Partial<ListItem> = {}): ListItem => {
  const [title, article] = LAW_OF[kind]
  const base: ListItem = {
    id: `${unit}.${kind}`,
    list: 'powers',
    kind,
    title: `一项${powerKinds[kind]}`,
    unit,
    on: 'anyone',
    basis: [{ title, article }],
    version: 1,
    from: '2024-01-01',
  }
  return { ...base, ...more }
}

/**
 * Items of the lists by id: `housing.penalty`, `water.coercion` and so on for every kind of two units; `housing.gone` is cancelled,
 * `housing.over` has run out, `housing.early` is yet to come, and the article under `housing.baseless` has ended.
 */
export const smallItems: Readonly<Record<string, ListItem>> = Object.fromEntries(
  [
    ...['housing', 'water'].flatMap((unit) => everyKind.map((kind) => itemOf(unit, kind))),
    itemOf('housing', 'penalty', { id: 'housing.gone', cancelled: true, version: 2, from: '2025-06-01' }),
    itemOf('housing', 'penalty', { id: 'housing.over', to: '2025-12-31' }),
    itemOf('housing', 'penalty', { id: 'housing.early', from: '2027-01-01' }),
    itemOf('housing', 'penalty', { id: 'housing.baseless', basis: [{ title: '旧条例', article: '第三条' }] }),
  ].map((item) => [item.id, item]),
)

/** Last days of articles that have ended in the small district, by key. */
export const SMALL_ENDED: ReadonlyMap<string, Day> = new Map([['旧条例#3', '2025-12-31']])

/** Instruments in the register of the small district, with their last articles. */
export const SMALL_INSTRUMENTS: ReadonlyMap<string, InstrumentFacts> = new Map([
  ['行政许可法', { from: '2004-07-01', articles: 83 }],
  ['行政处罚法', { from: '2021-07-15', articles: 86 }],
  ['行政强制法', { from: '2012-01-01', articles: 71 }],
  ['土地管理法', { from: '2020-01-01', articles: 87 }],
  ['社会救助暂行办法', { from: '2014-05-01', articles: 70 }],
  ['民法典', { from: '2021-01-01', articles: 1260 }],
  ['优化营商环境条例', { from: '2020-01-01', articles: 72 }],
  ['旧条例', { from: '2000-01-01', articles: 20 }],
  ['新条例', { from: '2027-01-01', articles: 20 }],
])

/** The register of the small district. */
export const smallLaws = lawsOf(SMALL_ENDED, SMALL_INSTRUMENTS)

/** What rests on whatever is changed in the small district. */
export const smallResting: readonly Resting[] = [
  { unit: 'housing', what: 'item', id: 'housing.penalty', title: '一项行政处罚' },
  { unit: 'justice', what: 'procedure', id: 'body', title: '议事机构（第1版）' },
  { unit: 'water', what: 'item', id: 'water.penalty', title: '一项行政处罚' },
  { unit: 'water', what: 'item', id: 'water.inspection', title: '一项行政检查' },
]
