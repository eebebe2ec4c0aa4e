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

/** Units by kind, kinds and units in the directory's order. */
export function byKind(units: readonly DirectoryUnit[]): ReadonlyMap<string, readonly DirectoryUnit[]> {
  const kinds = new Map<string, DirectoryUnit[]>()
  for (const unit of units) kinds.set(unit.kind, [...(kinds.get(unit.kind) ?? []), unit])
  return kinds
}
