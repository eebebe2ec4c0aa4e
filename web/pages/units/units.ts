import type { DirectoryPost, DirectoryUnit } from '../../api/shapes.ts'

/** The post of the head of each unit, by unit. */
export const headsOf = (posts: readonly DirectoryPost[]): ReadonlyMap<string, DirectoryPost> =>
  new Map(posts.filter((post) => post.level === 'head').map((post) => [post.unit, post]))

/** Units that fit all words, by name, short name, alias, or the name of somebody who sits there. */
export function matching(
  units: readonly DirectoryUnit[],
  posts: readonly DirectoryPost[],
  words: string,
): readonly DirectoryUnit[] {
  const parts = words.trim().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return units
  const people = new Map<string, string>()
  for (const post of posts) {
    const names = post.holders.map((h) => h.name).join(' ')
    people.set(post.unit, `${people.get(post.unit) ?? ''} ${names}`)
  }
  return units.filter((unit) => {
    const text = [unit.name, unit.shortName, ...unit.aliases, unit.kind, people.get(unit.id) ?? ''].join(' ')
    return parts.every((part) => text.includes(part))
  })
}

/** Kinds of units in the order of an official list, each by how its name begins; other kinds stand before 上级. */
const ORDER = [
  '领导',
  '党政领导',
  '党委',
  '政府办公室',
  '职能部门',
  '街道',
  '乡',
  '镇',
  '垂直管理',
  '群团',
  '事业单位',
  '公用企业',
  '区属企业',
  '园区',
  '司法',
]

function placeOf(kind: string): number {
  if (kind.startsWith('上级')) return ORDER.length + 1
  const place = ORDER.findIndex((beginning) => kind.startsWith(beginning))
  return place < 0 ? ORDER.length : place
}

/** Units by kind, kinds in the order of an official list, units in the directory's. */
export function byKind(units: readonly DirectoryUnit[]): ReadonlyMap<string, readonly DirectoryUnit[]> {
  const kinds = new Map<string, DirectoryUnit[]>()
  for (const unit of units) kinds.set(unit.kind, [...(kinds.get(unit.kind) ?? []), unit])
  return new Map([...kinds].toSorted(([a], [b]) => placeOf(a) - placeOf(b)))
}
