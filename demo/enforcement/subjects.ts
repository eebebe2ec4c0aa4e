import type { Party } from '#rulebook/enforcement/party.ts'
import type { Item } from '#rulebook/seizure/record.ts'

/** What enforcement in the invented district is about: a breach, the rule it breaks, the things it was done with. */
export interface Subject {
  readonly unit: string
  readonly breach: string
  readonly facts: string
  readonly law: string
  readonly level: 'law' | 'regulation' | 'local'
  readonly kind: 'seal' | 'detain'
  readonly thing: Pick<Item, 'what' | 'object' | 'quantity' | 'measure' | 'relation'>
  readonly place: string
  /** Its line in the unit's list of powers: CF- for penalties, QZ- for measures. */
  readonly item: string
  /** A penalty as it is usual for it, in yuan: small enough for the spot, ordinary, and one with a hearing. */
  readonly fines: readonly [spot: number, usual: number, heavy: number]
}

const thing = (
  what: string,
  quantity: number,
  measure: string,
  relation: Item['relation'] = 'tool',
  object: Item['object'] = 'goods',
): Subject['thing'] => ({ what, quantity, measure, relation, object })

/** Laws are named by what they are about, the district being invented: nobody is to take an article from here. */
export const SUBJECTS: readonly Subject[] = [
  {
    unit: 'u-water',
    breach: '未经许可在河道采砂',
    facts: '未取得采砂许可，在清水河东段采砂',
    law: '有关河道采砂管理的法律规定',
    level: 'law',
    kind: 'detain',
    thing: thing('抽砂泵', 1, '台'),
    place: '清水河东段',
    item: 'SW-02',
    fines: [1000, 20_000, 80_000],
  },
  {
    unit: 'u-market',
    breach: '销售过期食品',
    facts: '货架上摆放、销售超过保质期的食品',
    law: '有关食品安全的法律规定',
    level: 'law',
    kind: 'detain',
    thing: thing('超过保质期的糕点', 36, '盒', 'object'),
    place: '人民路商业街',
    item: 'SJ-02',
    fines: [1000, 10_000, 60_000],
  },
  {
    unit: 'u-market',
    breach: '销售侵犯注册商标专用权的商品',
    facts: '销售标有他人注册商标的服装，不能提供合法来源',
    law: '有关商标管理的法律规定',
    level: 'law',
    kind: 'detain',
    thing: thing('涉嫌侵权服装', 120, '件', 'object'),
    place: '东门市场',
    item: 'SJ-11',
    fines: [1000, 20_000, 90_000],
  },
  {
    unit: 'u-urban',
    breach: '占用城市道路经营',
    facts: '在人行道上摆设烧烤炉具经营，经责令改正仍不撤离',
    law: '有关市容和环境卫生管理的法规规定',
    level: 'regulation',
    kind: 'detain',
    thing: thing('烧烤炉具', 2, '套'),
    place: '建设路人行道',
    item: 'CG-01',
    fines: [100, 500, 60_000],
  },
  {
    unit: 'u-transport',
    breach: '未取得许可从事道路客运',
    facts: '未取得道路运输经营许可，用小型客车收费载客',
    law: '有关道路运输管理的法规规定',
    level: 'regulation',
    kind: 'detain',
    thing: thing('小型普通客车', 1, '辆'),
    place: '火车站东广场',
    item: 'JT-02',
    fines: [200, 10_000, 60_000],
  },
  {
    unit: 'u-agriculture',
    breach: '经营标签不合规的种子',
    facts: '经营的玉米种子没有标签，不能提供生产经营许可证',
    law: '有关种子管理的法律规定',
    level: 'law',
    kind: 'detain',
    thing: thing('玉米种子', 80, '袋', 'object'),
    place: '农资市场',
    item: 'NY-01',
    fines: [1000, 5_000, 60_000],
  },
  {
    unit: 'u-emergency',
    breach: '未经许可储存危险化学品',
    facts: '未经许可在出租仓库内储存危险化学品',
    law: '有关危险化学品安全管理的法规规定',
    level: 'regulation',
    kind: 'seal',
    thing: thing('出租仓库', 1, '间', 'site', 'place'),
    place: '工业园仓储区',
    item: 'YJ-01',
    fines: [3_000, 30_000, 150_000],
  },
  {
    unit: 'u-ecology',
    breach: '未经处理直接排放废水',
    facts: '车间废水未经处理设施直接排入雨水管网',
    law: '有关水污染防治的法律规定',
    level: 'law',
    kind: 'seal',
    thing: thing('排污设备', 1, '套', 'site', 'installation'),
    place: '工业园三路',
    item: 'HB-02',
    fines: [3_000, 40_000, 200_000],
  },
  {
    unit: 'u-fire',
    breach: '占用疏散通道',
    facts: '商场三层疏散通道堆放货物，责令后没有清除',
    law: '有关消防管理的法律规定',
    level: 'law',
    kind: 'seal',
    thing: thing('三层营业区', 1, '处', 'site', 'place'),
    place: '人民商场',
    item: 'XF-04',
    fines: [2_000, 8_000, 60_000],
  },
  {
    unit: 'u-culture',
    breach: '经营盗版出版物',
    facts: '摆放、销售盗版图书',
    law: '有关出版管理的法规规定',
    level: 'regulation',
    kind: 'detain',
    thing: thing('涉嫌盗版图书', 210, '册', 'object'),
    place: '学府路书摊',
    item: 'WL-06',
    fines: [1000, 6_000, 60_000],
  },
]

/** Invented names: nobody and no firm of the kind is meant. */
export const PARTIES: readonly Party[] = [
  {
    kind: 'firm',
    name: '云汀砂石有限公司',
    number: '91000000MA0000001A',
    representative: '石开山',
    address: '云汀区滨河路8号',
  },
  {
    kind: 'firm',
    name: '云汀好味食品商行',
    number: '91000000MA0000002B',
    representative: '米小满',
    address: '云汀区人民路12号',
  },
  {
    kind: 'person',
    name: '衣长青',
    number: '000000000000000001',
    address: '云汀区东门市场A区15号',
    contact: '00000000001',
  },
  {
    kind: 'person',
    name: '火旺',
    number: '000000000000000002',
    address: '云汀区建设路3号',
    contact: '00000000002',
  },
  {
    kind: 'person',
    name: '车行远',
    number: '000000000000000003',
    address: '云汀区城西路21号',
    contact: '00000000003',
  },
  {
    kind: 'organisation',
    name: '云汀丰收农资专业合作社',
    number: '93000000MA0000003C',
    representative: '田有禾',
    address: '云汀区农资市场6号',
  },
  {
    kind: 'firm',
    name: '云汀联运仓储有限公司',
    number: '91000000MA0000004D',
    representative: '仓满',
    address: '云汀区工业园仓储区',
  },
  {
    kind: 'firm',
    name: '云汀清泉纺织有限公司',
    number: '91000000MA0000005E',
    representative: '纺春秋',
    address: '云汀区工业园三路1号',
  },
]
