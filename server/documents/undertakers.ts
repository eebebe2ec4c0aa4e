import type { UnitEntry } from '#store/directory.ts'

/** Words of a field that are too general to tell whose business a paper is. */
const GENERAL = new Set(['工作', '管理', '服务', '综合', '协调', '督查', '公文', '会务'])

/**
 * Whose business a paper is, by its title: the unit it names, or the one whose field of work the title speaks of most closely.
 * Empty where that is nobody or more than one: then the person says.
 *
 *     undertakersOf('关于做好学位建设工作的通知', units)   // → ['区教育局']
 */
export function undertakersOf(title: string, units: readonly UnitEntry[]): string[] {
  const able = units.filter(carriesTasks)
  const named = able.filter((unit) => spellings(unit).some((name) => title.includes(name)))
  if (named.length > 0) return named.map(shortest)
  const best = able
    .map((unit) => ({ unit, fits: fit(title, unit) }))
    .filter(({ fits }) => fits > 0)
    .toSorted((a, b) => b.fits - a.fits)
  const [first, second] = best
  return first && first.fits !== second?.fits ? [shortest(first.unit)] : []
}

/** The office that hands tasks on does not carry them. */
const carriesTasks = ({ assignable, functions }: UnitEntry): boolean =>
  assignable && !functions.includes('coordination')

/**
 * The sender of a paper as a unit of this district that carries tasks: a superior, or another place's office of the like name, is
 * nobody a leader here can ask. `''` where it is none.
 *
 *     presenterAmong('区教育局', units)   // → '区教育局'
 *     presenterAmong('市教育局', units)   // → ''
 */
export function presenterAmong(presenter: string | null, units: readonly UnitEntry[]): string {
  const sender = units
    .filter(carriesTasks)
    .find((unit) => presenter !== null && [...spellings(unit), shortest(unit)].includes(presenter))
  return sender ? shortest(sender) : ''
}

const spellings = ({ name, shortName, aliases }: UnitEntry): string[] => [name, shortName, ...aliases]

/** What people say, with the 区 that tells it from the city's. */
const shortest = ({ name, shortName }: UnitEntry): string =>
  name.startsWith('区') && !shortName.startsWith('区') ? `区${shortName}` : shortName

/** Characters of the unit's field of work that the title speaks of. */
const fit = (title: string, { domains }: UnitEntry): number =>
  domains
    .filter((domain) => domain.length >= 2 && !GENERAL.has(domain) && title.includes(domain))
    .reduce((sum, domain) => sum + domain.length, 0)
