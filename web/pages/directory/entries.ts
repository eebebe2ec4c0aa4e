import type { DirectoryPost, DirectoryUnit } from '../../api/shapes.ts'

/** One line of the directory: a person in a post, a vacant post, or a unit without posts. */
export interface Entry {
  readonly key: string
  readonly unit: DirectoryUnit
  readonly post?: DirectoryPost
  readonly holder?: DirectoryPost['holders'][number]
  readonly text: string
}

/** Lines in the directory's own order of units and posts. */
export function entriesOf(
  units: readonly DirectoryUnit[],
  posts: readonly DirectoryPost[],
): readonly Entry[] {
  const postsOf = Map.groupBy(posts, (post) => post.unit)
  return units.flatMap((unit) => {
    const named = [unit.name, unit.shortName, ...unit.aliases, unit.kind, unit.phone ?? ''].join(' ')
    const held = postsOf.get(unit.id) ?? []
    if (held.length === 0) return [{ key: unit.id, unit, text: named }]
    return held.flatMap((post): Entry[] =>
      post.holders.length === 0
        ? [{ key: post.id, unit, post, text: `${named} ${post.title} 空缺` }]
        : post.holders.map((holder) => ({
            key: `${post.id} ${holder.person} ${holder.as}`,
            unit,
            post,
            holder,
            text: `${named} ${post.title} ${holder.name} ${holder.phone ?? ''}`,
          })),
    )
  })
}

/** Lines that hold every word. */
export function matching(entries: readonly Entry[], words: string): readonly Entry[] {
  const parts = words.trim().split(/\s+/).filter(Boolean)
  return parts.length === 0
    ? entries
    : entries.filter(({ text }) => parts.every((part) => text.includes(part)))
}
