import type { DemoDistrict } from '#demo/district.ts'
import type { Desk } from '#demo/walk-forms.ts'
import { walkLicences } from '#demo/walk-lists.ts'
import type { Licence } from '#kernel/lists.ts'
import type { Party } from '#rulebook/enforcement/party.ts'

/** What walks of the enforcement procedures fill in alike. */

const known = new WeakMap<DemoDistrict, ReadonlyMap<string, Licence>>()

/** Who has a licence in the district of the walks. */
function licencesOf(district: DemoDistrict): ReadonlyMap<string, Licence> {
  const made = known.get(district) ?? walkLicences(district)
  known.set(district, made)
  return made
}

const organOf = ({ record, actor }: Desk): string => record['unit'] ?? actor.unit

/** Who sits on that day in those posts of the organ that are meant. */
function seatedIn(desk: Desk, meant: (post: DemoDistrict['posts'][number]) => boolean): readonly string[] {
  const { district, today } = desk
  const ours = district.posts.filter((post) => post.unit === organOf(desk) && meant(post))
  const posts = new Set(ours.map(({ id }) => id))
  const there = district.appointments.filter(
    ({ post, from, to }) => posts.has(post) && from <= today && (to === undefined || to >= today),
  )
  return [...new Set(there.map(({ person }) => person))]
}

/** 行政机关负责人 of the organ on that day: its head and deputies. */
export const organLeaders = (desk: Desk): readonly string[] =>
  seatedIn(desk, ({ level }) => level !== 'staff')

/**
 * 执法人员: everybody who sits in the organ on that day, so that whoever acts next is one of them, or all its staff where its leaders
 * have another part; now and then one alone, or somebody without a licence.
 */
export function organOfficers(desk: Desk, staffOnly = false) {
  const { district, random } = desk
  const unit = organOf(desk)
  const all = seatedIn(desk, ({ level }) => !staffOnly || level === 'staff')
  const licences = licencesOf(district)
  const persons = random.chance(0.95) ? all.filter((person) => licences.get(person)?.unit === unit) : all
  return (random.chance(0.95) ? persons : persons.slice(0, 1))
    .slice(0, 30)
    .map((person, n) => ({ person, licence: `云执${String(n + 1).padStart(4, '0')}` }))
}

/** 当事人, of one kind or another. */
export const someParty = ({ random }: Desk): Party => ({
  kind: random.pick(['person', 'firm']),
  name: '某当事人',
  address: '某街某号',
})

/** 送达 on the day, in a way that leaves what it asks for. */
export const servedToday = ({ today }: Desk) => ({ how: 'direct', on: today, receiver: '某当事人' }) as const
