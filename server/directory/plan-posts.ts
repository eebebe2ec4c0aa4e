import { type Day, isDay } from '#kernel/time.ts'
import type { DirectoryEntries, NewAppointment, PostEntry, SeatEntry } from '#store/directory.ts'
import type { Administration } from '#store/administrators.ts'
import { ADMINISTRATOR } from '../identity/administrators.ts'
import { checkText, sortOf } from './plan-units.ts'
import type { SheetError, SheetRow } from './read-sheets.ts'
import { POST_COLUMNS, POST_SHEET, type PostColumn } from './sheets.ts'
import { LEVELS, SEATS, codeOf } from './words.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly phone: string | null
}

/** What the rows of 岗位人员 come to: posts and people to write, seats to end and to begin. */
export interface PostPlan {
  readonly posts: readonly PostEntry[]
  readonly people: readonly Person[]
  readonly ended: readonly { readonly id: string; readonly from: Day }[]
  readonly begun: readonly NewAppointment[]
  readonly errors: readonly SheetError[]
}

export interface PostFacts {
  readonly before: DirectoryEntries
  readonly people: readonly Person[]
  /** Units after the sheet 单位, by name. */
  readonly units: readonly {
    readonly id: string
    readonly name: string
    readonly functions: readonly string[]
  }[]
  readonly today: Day
  readonly newId: () => string
}

/** Reads the rows of 岗位人员. Rows of one post belong together: whoever of its present holders they do not name, leaves. */
export function planPosts(rows: readonly SheetRow<PostColumn>[], facts: PostFacts): PostPlan {
  const planner = new PostPlanner(facts)
  for (const row of rows) planner.take(row)
  return planner.plan()
}

interface Sitting {
  readonly row: SheetRow<PostColumn>
  readonly person: Person | null
  readonly as: 'holder' | 'acting'
  readonly from: Day
}

class PostPlanner {
  readonly #facts: PostFacts
  readonly #posts = new Map<string, PostEntry>()
  readonly #people = new Map<string, Person>()
  readonly #sittings = new Map<string, Sitting[]>()
  readonly #errors: SheetError[] = []

  constructor(facts: PostFacts) {
    this.#facts = facts
  }

  take(row: SheetRow<PostColumn>): void {
    const { cells } = row
    const unit = this.#facts.units.find((u) => u.name === cells.unit)
    if (!unit) this.#fault(row, 'unit', cells.unit === '' ? '请填写单位' : `没有叫“${cells.unit}”的单位`)
    checkText(cells.title, '岗位', 40, true, (message) => this.#fault(row, 'title', message))
    checkText(cells.name, '姓名', 40, false, (message) => this.#fault(row, 'name', message))
    checkText(cells.phone, '电话', 40, false, (message) => this.#fault(row, 'phone', message))
    const known = this.#knownPost(row, unit?.id)
    const level = codeOf(LEVELS, cells.level) as PostEntry['level'] | undefined
    if (level === undefined) this.#fault(row, 'level', `层级应是${Object.values(LEVELS).join('、')}之一`)
    const id = known?.id ?? this.#facts.newId()
    const sort = sortOf(cells.sort, known?.sort ?? row.row, (message) => this.#fault(row, 'sort', message))
    const administers = this.#administers(row, known)
    // A mark left by a unit that lost its function is without effect; only a new one is refused.
    if (administers && administers !== known?.administers && !unit?.functions.includes('administration')) {
      this.#fault(row, 'administers', '只有“系统管理”职能单位的岗位可以是管理员')
    }
    const entry: PostEntry = {
      id,
      unit: unit?.id ?? '',
      title: cells.title,
      level: level ?? 'staff',
      sort,
      administers,
    }
    const before = this.#posts.get(id)
    if (
      before &&
      (before.title !== entry.title ||
        before.level !== entry.level ||
        before.unit !== entry.unit ||
        before.administers !== entry.administers)
    ) {
      this.#fault(row, 'key', '同一岗位的几行，单位、岗位、层级、管理员应当相同')
    }
    this.#posts.set(id, entry)
    this.#sit(row, id)
  }

  /** One of the three by its word; `是` is how sheets from before there were three called 系统管理员. */
  #administers(row: SheetRow<PostColumn>, known: PostEntry | undefined): PostEntry['administers'] {
    const written = row.cells.administers
    if (written === '') return known?.administers ?? null
    if (written === '否') return null
    const found = written === '是' ? 'system' : codeOf(ADMINISTRATOR, written)
    if (found !== undefined) return found as Administration
    this.#fault(row, 'administers', `请填${Object.values(ADMINISTRATOR).join('、')}或者“否”`)
    return null
  }

  #sit(row: SheetRow<PostColumn>, post: string): void {
    const { cells } = row
    const as = cells.as === '' ? 'holder' : (codeOf(SEATS, cells.as) as Sitting['as'] | undefined)
    if (as === undefined) this.#fault(row, 'as', '任职方式应是“任职”或者“代理”')
    const from = cells.from === '' ? this.#facts.today : cells.from
    if (!isDay(from)) this.#fault(row, 'from', '任职日期应是存在的日期，写成 2026-03-05 这样')
    const person = cells.name === '' ? null : this.#person(row, post)
    const others = this.#sittings.get(post) ?? []
    const clash =
      person && others.find((o) => o.person && (o.as === (as ?? 'holder') || o.person.id === person.id))
    if (clash) this.#fault(row, 'name', `与第${clash.row.row}行重复：一个岗位同时只有一人任职、一人代理`)
    this.#sittings.set(post, [...others, { row, person, as: as ?? 'holder', from }])
  }

  /** By key; without one by unit, title and name, or as the one head of the unit. Each post is taken once. */
  #knownPost(row: SheetRow<PostColumn>, unit: string | undefined): PostEntry | undefined {
    const { before } = this.#facts
    const { cells } = row
    if (cells.key) {
      const found = before.posts.find((p) => p.id === cells.key)
      if (!found) this.#fault(row, 'key', '没有这个岗位编号；新增岗位请把编号留空')
      return found
    }
    const alike = before.posts.filter(
      (p) => p.unit === unit && p.title === cells.title && !this.#posts.has(p.id),
    )
    const seated = alike.find((p) => this.#seatsOf(p.id).some((s) => s.name === cells.name))
    return seated ?? alike.find((p) => this.#seatsOf(p.id).length === 0 || p.level === 'head')
  }

  /**
   * The person of a row: the one of the key while the name is theirs, else whoever holds the post under that name, else
   * somebody with the same name and telephone, else somebody new. A changed name never renames: an account would change hands.
   */
  #person(row: SheetRow<PostColumn>, post: string): Person {
    const { cells } = row
    const { people } = this.#facts
    const byKey = cells.person ? people.find((p) => p.id === cells.person) : undefined
    if (cells.person && !byKey) this.#fault(row, 'person', '没有这个人员编号；新增人员请把编号留空')
    const seated = this.#seatsOf(post).find((s) => s.name === cells.name)
    const found =
      (byKey?.name === cells.name ? byKey : undefined) ??
      people.find((p) => p.id === seated?.person) ??
      [...this.#people.values(), ...people].find(
        (p) => p.name === cells.name && cells.phone !== '' && p.phone === cells.phone,
      )
    const person = {
      id: found?.id ?? this.#facts.newId(),
      name: cells.name,
      phone: cells.phone || (found?.phone ?? null),
    }
    this.#people.set(person.id, person)
    return person
  }

  plan(): PostPlan {
    const { before, today, newId } = this.#facts
    const ended: { id: string; from: Day }[] = []
    const begun: NewAppointment[] = []
    for (const [post, sittings] of this.#sittings) {
      const wanted = sittings.filter((s): s is Sitting & { person: Person } => s.person !== null)
      const present = before.seats.filter((s) => s.post === post)
      const stays = (seat: SeatEntry): boolean =>
        wanted.some((w) => w.person.id === seat.person && w.as === seat.as)
      for (const seat of present.filter((s) => !stays(s))) {
        const successor = wanted.find((w) => w.as === seat.as)
        ended.push({ id: seat.appointment, from: successor ? this.#beginning(successor, seat) : today })
      }
      for (const { row, person, as, from } of wanted) {
        if (present.some((s) => s.person === person.id && s.as === as)) continue
        const predecessor = present.find((s) => s.as === as)
        const begins = predecessor ? this.#beginning({ row, from }, predecessor) : from
        begun.push({ id: newId(), person: person.id, post, as, from: begins, until: null })
      }
    }
    return {
      posts: [...this.#posts.values()],
      people: [...this.#people.values()],
      ended,
      begun,
      errors: this.#errors,
    }
  }

  /** When a successor begins: the day of the sheet, unless that is still the predecessor's own first day, left unchanged. */
  #beginning({ from }: Pick<Sitting, 'row' | 'from'>, predecessor: SeatEntry): Day {
    return from > predecessor.from ? from : this.#facts.today
  }

  #seatsOf(post: string): SeatEntry[] {
    return this.#facts.before.seats.filter((s) => s.post === post)
  }

  #fault(row: SheetRow<PostColumn>, column: PostColumn, message: string): void {
    this.#errors.push({ sheet: POST_SHEET, row: row.row, column: POST_COLUMNS[column], message })
  }
}
