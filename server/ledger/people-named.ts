import type { DirectoryEntries } from '#store/directory.ts'

/** A post as sheets may name it: by who sits in it, by its title, by both. */
export interface NamedPost {
  readonly id: string
  readonly names: readonly string[]
}

/** Every way a sheet may write each post: 王某某, 副区长 王某某, 王副区长, 区政府副区长. */
export function namedPosts({ units, posts, seats }: DirectoryEntries): NamedPost[] {
  const unitNames = new Map(units.map(({ id, name, shortName }) => [id, [name, shortName]]))
  const holders = Map.groupBy(seats, (seat) => seat.post)
  return posts.map(({ id, unit, title }) => {
    const bare = title.replace(/[（(][^（）()]*[)）]/g, '')
    const people = (holders.get(id) ?? []).map(({ name }) => name)
    return {
      id,
      names: [
        ...people.flatMap((name) => [
          name,
          `${title}${name}`,
          `${name}${title}`,
          `${bare}${name}`,
          `${name}${bare}`,
        ]),
        ...people.map((name) => `${surnameOf(name)}${bare}`),
        ...(unitNames.get(unit) ?? []).map((of) => `${of}${title}`),
        title,
      ],
    }
  })
}

const surnameOf = (name: string): string =>
  (/^(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐)/.exec(name) ?? [name[0] ?? ''])[0]

const plain = (name: string): string => name.normalize('NFKC').replace(/[\s、,，/()（）]|同志$/g, '')

/** Looks posts up by name; a name that two posts answer to finds neither, unless one of them bears it as a whole. */
export function postFinder(posts: readonly NamedPost[]): (name: string) => string | undefined {
  const byName = new Map<string, string | null>()
  for (const { id, names } of posts) {
    for (const key of new Set(names.map(plain))) {
      const known = byName.get(key)
      byName.set(key, known === undefined || known === id ? id : null)
    }
  }
  return (name) => byName.get(plain(name)) ?? undefined
}
