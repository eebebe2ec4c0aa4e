import type { Day } from '#kernel/time.ts'
import { Directories } from './directory.ts'
import type { DemoDistrict } from './district.ts'

/** Somebody a visitor may enter as with one click. */
export interface DemoPersona {
  readonly person: string
  readonly name: string
  readonly post: string
  readonly title: string
  readonly unit: string
  readonly group: '区领导' | '政府办' | '督查室' | '部门' | '街道' | '纪委' | '管理员'
  /** For those who also have an account with the demo's password. */
  readonly login?: string
}

type Row = readonly [group: DemoPersona['group'], post: string, login?: string]

/** One of each kind of user, in the order in which a visitor would try them. */
const SHOWN: readonly Row[] = [
  ['区领导', 'p-mayor', 'quzhang'],
  ['区领导', 'p-vice-1', 'changwu'],
  ['区领导', 'p-vice-2', 'chengjian'],
  ['政府办', 'p-office-head', 'zhengfuban'],
  ['政府办', 'p-office-staff-1'],
  ['督查室', 'p-supervision-deputy-1', 'ducha'],
  ['督查室', 'p-supervision-staff-1'],
  ['部门', 'p-housing-head', 'zhujian'],
  ['部门', 'p-housing-staff-2', 'zhujianke'],
  ['部门', 'p-urban-head'],
  ['部门', 'p-water-staff-2'],
  ['街道', 'p-hedong-head'],
  ['街道', 'p-chengdong-staff-2', 'chengdong'],
  ['纪委', 'p-discipline-staff-1', 'jiwei'],
  ['管理员', 'p-information-staff-1', 'guanliyuan'],
  ['管理员', 'p-information-staff-2', 'anquan'],
  ['管理员', 'p-information-staff-3', 'shenji'],
]

/** The password of every demo account that has one. It opens invented people of a demo tenant and nothing else. */
export const DEMO_PASSWORD = 'Yunting@2026'

/** The personas as of a day, whoever sits in those posts then; a vacant post has none. */
export function personasOf(district: DemoDistrict, today: Day): DemoPersona[] {
  const directory = new Directories(district).on(today)
  return SHOWN.flatMap(([group, id, login]): DemoPersona[] => {
    const post = district.posts.find((p) => p.id === id)
    const actor = directory.actorsIn(id)[0]
    const person = district.people.find((p) => p.id === actor?.person)
    const unit = district.units.find((u) => u.id === post?.unit)
    if (!post || !person || !unit) return []
    const { title } = post
    return [
      {
        person: person.id,
        name: person.name,
        post: id,
        title,
        unit: unit.shortName,
        group,
        ...(login ? { login } : {}),
      },
    ]
  })
}
