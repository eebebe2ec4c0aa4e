import type { Party } from '#rulebook/enforcement/party.ts'
import { powersOf } from '../lists/items.ts'
import { inventNames } from '../names.ts'
import type { Random } from '../random.ts'
import { PLACES } from '../subjects.ts'
import { readTable, words } from '../table.ts'
import type { Subject } from './subjects.ts'

/** One kind of breach as units of the invented district meet it all year. */
interface Breach {
  readonly unit: string
  readonly item: string
  readonly breach: string
  readonly facts: string
  readonly place: string
  /** 个人, or what a firm's name ends with. */
  readonly who: readonly string[]
  /** Yuan; zero is a warning. */
  readonly spot: readonly number[]
  readonly usual: readonly number[]
  readonly thing: string
  readonly measure: string
  readonly relation: string
  readonly object: string
  readonly kind: string
}

const PERSON = '个人'

const BREACHES: readonly Breach[] = readTable('breaches.tsv').map((row) => ({
  ...(row as Record<keyof Breach, string>),
  who: words(row['who']),
  spot: words(row['spot']).map(Number),
  usual: words(row['usual']).map(Number),
}))

/** What parties of ordinary cases are called besides what they do; with the district's name before it. */
const SIGNS = words(
  '永顺 和美 新元 宏达 万家 锦程 福满 海升 同心 安泰 佳和 瑞丰 远航 金穗 百汇 春晖 汇通 嘉禾 恒信 明德 清源 东篱 南亭 北辰 望山 听雨 晴川 知味 四季 巧手',
)

/** What a case is about, and whom. */
export interface Drawn {
  readonly subject: Subject
  readonly party: Party
}

/** Cases of one year drawn from the breaches: each breach once before one comes again, no two with the same party. */
export class Breaches {
  readonly #random: Random
  readonly #names: readonly string[]
  readonly #left = { any: [] as Breach[], seizing: [] as Breach[] }
  #drawn = 0

  constructor(random: Random, most: number) {
    this.#random = random
    this.#names = inventNames(random.fork('names'), most)
  }

  /** The next case; `seizing`: one that has things which can be sealed or taken. */
  next(seizing: boolean): Drawn {
    const which = seizing ? 'seizing' : 'any'
    if (this.#left[which].length === 0)
      this.#left[which] = this.#random.shuffle(BREACHES.filter(({ thing }) => !seizing || thing !== ''))
    const breach = this.#left[which].pop() as Breach
    return this.#caseOf(breach, this.#random.fork(`case-${this.#drawn++}`))
  }

  #caseOf(breach: Breach, random: Random): Drawn {
    const fill = filling(random)
    const trade = random.pick(breach.who)
    const most = trade === PERSON ? 4000 : Number.POSITIVE_INFINITY
    const usual = random.pick(breach.usual.filter((fine) => fine <= most))
    const subject: Subject = {
      unit: breach.unit,
      breach: breach.breach,
      facts: fill(breach.facts),
      law: lawOf(breach),
      level: 'local',
      kind: breach.kind as Subject['kind'],
      thing: {
        what: breach.thing,
        quantity: breach.object === 'goods' ? random.between(1, 24) : 1,
        measure: breach.measure,
        relation: breach.relation as Subject['thing']['relation'],
        object: breach.object as Subject['thing']['object'],
      },
      place: fill(breach.place),
      item: breach.item,
      fines: [random.pick(breach.spot), usual, usual * 10],
    }
    return { subject, party: this.#partyOf(trade, fill, random) }
  }

  #partyOf(trade: string, fill: (text: string) => string, random: Random): Party {
    const n = this.#drawn + 100
    const name = this.#names[this.#drawn - 1] ?? ''
    const address = fill(`云汀区{路}${random.between(1, 260)}号`)
    return trade === PERSON
      ? {
          kind: 'person',
          name,
          number: String(n).padStart(18, '0'),
          address,
          contact: String(n).padStart(11, '0'),
        }
      : {
          kind: 'firm',
          name: `云汀${random.pick(SIGNS)}${trade}`,
          number: `91000000MA${String(n).padStart(7, '0')}X`,
          representative: name,
          address,
        }
  }
}

const POWERS = powersOf()

/** The article that the unit's own list of powers names for the item. */
function lawOf({ unit, item }: Breach): string {
  const line = POWERS.get(unit)?.find(({ code }) => code === `CF-${item}`)
  if (!line) throw new Error(`${unit} has no power CF-${item}`)
  return line.basis.split('；')[0] ?? line.basis
}

/** Places and numbers of one case, the same wherever its words name them. */
function filling(random: Random): (text: string) => string {
  const chosen = new Map(Object.entries(PLACES).map(([word, places]) => [word, random.pick(places)]))
  chosen.set('数', String(random.between(2, 9)))
  return (text) => text.replaceAll(/\{(.+?)\}/g, (_, word: string) => chosen.get(word) ?? '')
}
