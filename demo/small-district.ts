import { smallLicence } from './small-lists.ts'
import type { Actor, Directory, Level, PostFacts, UnitFacts } from '#kernel/vocabulary.ts'

interface SmallUnit extends Partial<UnitFacts> {
  readonly name: string
}

const UNITS: Readonly<Record<string, SmallUnit>> = {
  leaders: { name: '区政府领导', functions: ['leadership'], assignable: false },
  office: {
    name: '区政府办公室',
    functions: ['coordination'],
    codes: ['云政发', '云政办发', '云政函', '云政办函'],
  },
  watch: { name: '区政府督查室', functions: ['supervision'] },
  discipline: { name: '区纪委监委机关', functions: ['discipline'] },
  housing: {
    name: '区住房和城乡建设局',
    leaderPost: 'leaders.deputy',
    functions: ['issuing', 'expropriation', 'enforcement'],
    codes: ['云住建函'],
  },
  water: { name: '区水务局', leaderPost: 'leaders.deputy', functions: ['enforcement'], codes: ['云水函'] },
  finance: { name: '区财政局', leaderPost: 'leaders.deputy' },
  data: { name: '区政务数据中心', functions: ['administration'], leaderPost: 'leaders.clerk' },
  justice: { name: '区司法局', leaderPost: 'leaders.deputy', functions: ['legal'] },
  market: { name: '区市场监督管理局', functions: ['market'], leaderPost: 'leaders.deputy' },
  street: { name: '河东街道办事处', kind: '街道办事处', leaderPost: 'leaders.deputy' },
  builder: { name: '区城市建设投资公司', kind: '区属企业', leaderPost: 'leaders.deputy' },
  city: { name: '市住房和城乡建设局', kind: '上级部门', assignable: false },
  province: { name: '省住房和城乡建设厅', kind: '上级部门', assignable: false },
}

const unitFacts = (id: string): UnitFacts | undefined => {
  const unit = UNITS[id]
  return unit && { id, kind: '职能部门', functions: [], assignable: true, headPost: `${id}.head`, ...unit }
}

/** Who sits in the posts of the leaders, as lists name them. */
const LEADERS: readonly PostFacts[] = [
  { id: 'leaders.head', title: '区长', level: 'head', holders: [{ person: 'leaders.head', name: '甲区长' }] },
  {
    id: 'leaders.deputy',
    title: '副区长',
    level: 'deputy',
    holders: [{ person: 'leaders.deputy', name: '乙副区长' }],
  },
  {
    id: 'leaders.second',
    title: '副区长',
    level: 'deputy',
    holders: [{ person: 'leaders.second', name: '丙副区长' }],
  },
  { id: 'leaders.vacant', title: '副区长', level: 'deputy', holders: [] },
]

/** The posts of a unit with nobody's rank but the usual: a head, a deputy, a clerk. */
export const usualPosts = (unit: string): readonly PostFacts[] =>
  (['head', 'deputy', 'clerk'] as const).map((place) => ({
    id: `${unit}.${place}`,
    title: { head: '主任', deputy: '副主任', clerk: '科员' }[place],
    level: place === 'clerk' ? 'staff' : place,
    holders: [{ person: `${unit}.${place}`, name: `${unit}.${place}` }],
  }))

/** The smallest district in which every procedure can run, for trials of rules: posts are `unit.level`, persons carry their post's name. */
export const smallDirectory: Directory = {
  unit: unitFacts,
  unitOfPost: (post) => (UNITS[post.split('.')[0] ?? ''] ? post.split('.')[0] : undefined),
  postsOf: (unit) => (unit === 'leaders' ? LEADERS : UNITS[unit] ? usualPosts(unit) : []),
  withFunction: (name) => Object.keys(UNITS).filter((id) => UNITS[id]?.functions?.includes(name)),
  worksIn: (person, unit) => person.split('.')[0] === unit,
  licence: smallLicence,
}

/** `actor('housing.clerk')`: a clerk of the housing bureau, in a post of that name. */
export function actor(seat: string, more: Partial<Actor> = {}): Actor {
  const [unit = '', place = ''] = seat.split('.')
  const level: Level = place === 'head' ? 'head' : place === 'deputy' ? 'deputy' : 'staff'
  return {
    person: seat,
    post: seat,
    unit,
    level,
    functions: UNITS[unit]?.functions ?? [],
    as: 'holder',
    ...more,
  }
}

export const SEATS = Object.keys(UNITS).flatMap((unit) => [`${unit}.head`, `${unit}.deputy`, `${unit}.clerk`])
