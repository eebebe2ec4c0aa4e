import { lawsOf } from '#kernel/law.ts'
import { type Licence, type ListItem, type PowerKind, powerKinds } from '#kernel/lists.ts'
import type { Resting } from '#kernel/vocabulary.ts'
import type { DemoDistrict } from './district.ts'

/** Kinds of items that every unit of a walk holds one of. */
export const WALK_KINDS = Object.keys(powerKinds) as PowerKind[]

/** What has ended in the register that walks walk under. */
export const walkLaws = lawsOf(
  new Map([['旧条例#3', '2025-06-30']]),
  new Map([
    ['行政处罚法', { from: '2021-07-15', articles: 86 }],
    ['旧条例', { from: '2000-01-01', articles: 20 }],
  ]),
)

/** Every unit holds an item of each kind, `u-water.penalty`, and one that died with its article, `u-water.gone`. */
export function walkItems({ units }: DemoDistrict): Readonly<Record<string, ListItem>> {
  const items = units.flatMap(({ id, name }) => [
    ...WALK_KINDS.map((kind) =>
      itemOf(`${id}.${kind}`, id, kind, `${name}的${powerKinds[kind]}`, '行政处罚法'),
    ),
    itemOf(`${id}.gone`, id, 'penalty', `${name}的旧事项`, '旧条例'),
  ])
  return Object.fromEntries(items.map((item) => [item.id, item]))
}

const itemOf = (id: string, unit: string, kind: PowerKind, title: string, law: string): ListItem => ({
  id,
  list: 'powers',
  kind,
  title,
  unit,
  on: 'anyone',
  basis: [{ title: law, article: '第3条' }],
  version: 1,
  from: '2024-01-01',
})

/** Everybody has a licence of the unit they sit in; every seventh has none, so that gates have something to refuse. */
export function walkLicences({ people, posts, appointments }: DemoDistrict): ReadonlyMap<string, Licence> {
  const unitOf = new Map(posts.map((post) => [post.id, post.unit]))
  const postOf = new Map(appointments.map(({ person, post }) => [person, post]))
  const licensed = people.filter((_, n) => n % 7 !== 6)
  return new Map(
    licensed.map(({ id }, n) => [
      id,
      {
        number: `Z-${n + 1}`,
        unit: unitOf.get(postOf.get(id) ?? '') ?? '',
        scope: WALK_KINDS,
        from: '2024-01-01',
        until: '2028-12-31',
      },
    ]),
  )
}

/** What rests on whatever is changed in a walk: mostly few units, so that some changes reach everybody at once and some do not. */
export const walkResting = (few: boolean): readonly Resting[] =>
  (few ? FEW : MANY).map((n) => ({ unit: `u-rest-${n}`, what: 'item', id: `rest.${n}`, title: `第${n}项` }))

const FEW = [1, 2, 3]
const MANY = Array.from({ length: 122 }, (_, n) => n)
