import type { Change } from '#rulebook/list-adjustment/record.ts'
import { cityLaw } from './laws.ts'

/** One line as a unit enters it. */
export interface DemoLine {
  readonly change: Change
  readonly code: string
  readonly kind?: string
  readonly title: string
  readonly on: string
  readonly object: string
  readonly basis: string
  readonly procedure?: string
  readonly limits?: string
  readonly supervision: string
}

/** What units of the invented district look after; titles of items are made of it. */
const OBJECTS: Readonly<Record<string, readonly [domain: string, objects: string, short: string]>> = {
  'u-urban': [
    '市容环境卫生管理',
    '占道经营 户外广告设施 建筑垃圾处置 生活垃圾分类 城市容貌 违法建设 餐饮油烟 城市道路挖掘 停车秩序 夜间施工噪声',
    'CG',
  ],
  'u-water': ['水资源和河道管理', '取水 河道采砂 水土保持 节约用水 排水设施 水工程 地下水 入河排污口', 'SW'],
  'u-housing': [
    '建设工程和燃气管理',
    '建筑施工 工程质量 燃气经营 物业服务 房屋租赁 商品房预售 房地产经纪 历史建筑 房屋装修',
    'ZJ',
  ],
  'u-transport': [
    '道路运输管理',
    '道路货运 道路客运 机动车维修 超限运输 公路路产 网约车经营 驾驶员培训',
    'JT',
  ],
  'u-agriculture': [
    '农业和农产品质量安全',
    '种子经营 农药经营 兽药经营 动物防疫 农产品质量安全 畜禽屠宰 农业机械 渔业捕捞',
    'NY',
  ],
  'u-culture': [
    '文化旅游市场管理',
    '网吧经营 娱乐场所 营业性演出 旅行社经营 文物保护 出版物经营 体育经营活动',
    'WL',
  ],
  'u-health': [
    '公共卫生和医疗机构管理',
    '医疗机构执业 传染病防治 公共场所卫生 饮用水卫生 职业健康 放射诊疗 消毒产品 托育服务',
    'WJ',
  ],
  'u-emergency': [
    '安全生产监督管理',
    '危险化学品 烟花爆竹 矿山安全 工贸企业安全 安全评价机构 应急预案 地震监测设施',
    'YJ',
  ],
  'u-market': [
    '食品药品和产品质量监督',
    '食品生产 食品经营 药品零售 医疗器械 化妆品 特种设备 计量器具 产品质量 广告发布 价格行为 商标使用 网络交易 登记注册 知识产权',
    'SJ',
  ],
  'u-labour': ['劳动保障监察', '工资支付 劳务派遣 人力资源服务 社会保险登记 职业技能培训 女职工保护', 'RS'],
  'u-planning': ['国土空间规划和土地管理', '土地使用 违法用地 矿产开采 测绘活动 规划许可 不动产登记', 'ZG'],
  'u-ecology': ['生态环境保护', '大气污染 水污染 噪声污染 固体废物 排污许可 辐射安全 建设项目环评', 'HB'],
  'u-fire': ['消防安全管理', '消防设施 消防产品 公众聚集场所 疏散通道 消防技术服务', 'XF'],
  'u-education': ['教育管理', '民办学校 校外培训 校车使用 教师资格 招生行为', 'JY'],
  'u-civil': ['民政事务和社会组织管理', '社会团体 民办非企业单位 养老机构 殡葬服务 地名使用 慈善募捐', 'MZ'],
  'u-commerce': ['商贸流通管理', '成品油零售 单用途预付卡 二手车交易 报废汽车回收 商业特许经营', 'SY'],
  'u-gardens': ['园林绿化管理', '城市绿地 古树名木 公园管理', 'YL'],
  'u-reform': ['市场秩序和价格监督', '节能审查 粮食收购 石油天然气管道 电力设施', 'FG'],
}
const STREETS = [
  'u-chengdong',
  'u-chengxi',
  'u-hedong',
  'u-hexi',
  'u-renminlu',
  'u-jianshelu',
  'u-nanhu',
] as const
const STREET_OBJECTS = ['沿街乱堆乱放', '毁绿种菜', '小散工程', '出租房屋安全']

/** How an item of a kind is called, and which article of a national law besides the city's it rests on. */
const KINDS: Readonly<
  Record<string, readonly [prefix: string, title: (o: string) => string, national?: string]>
> = {
  penalty: ['CF', (o) => `对违反${o}管理规定行为的处罚`, '《行政处罚法》第九条'],
  coercion: ['QZ', (o) => `对${o}违法行为涉案场所、设施、财物的查封、扣押`, '《行政强制法》第九条'],
  inspection: ['JC', (o) => `对${o}的监督检查`],
  licence: ['XK', (o) => `${o}许可`, '《行政许可法》第十二条'],
  confirmation: ['QR', (o) => `${o}备案和认定`],
  reward: ['JL', (o) => `对${o}工作有突出贡献的奖励`],
  ruling: ['CJ', (o) => `${o}争议裁决`],
  payment: ['JF', (o) => `${o}补助给付`],
  levy: ['ZS', (o) => `${o}费征收`],
  other: ['QT', (o) => `责令改正${o}违法行为`],
}

const SUPERVISION = '投诉举报电话和区行政执法监督渠道'

/** An article of the city's that an item of a kind rests on: the same one for the same item each time. */
const articleOf = (object: number, kind: number): number => 8 + ((object * 5 + kind * 3) % 34)

function lineOf(short: string, law: string, object: string, n: number, kind: string): DemoLine {
  const [prefix, title, national] = KINDS[kind] ?? ['QT', (o: string) => o]
  const own = `《${law}》第${articleOf(n, Object.keys(KINDS).indexOf(kind))}条`
  return {
    change: 'add',
    code: `${prefix}-${short}-${String(n + 1).padStart(2, '0')}`,
    kind,
    title: title(object),
    on: kind === 'payment' ? 'person' : 'anyone',
    object: `从事${object}活动的公民、法人和其他组织`,
    basis: national ? `${own}；${national}` : own,
    ...(kind === 'penalty'
      ? { procedure: '立案、调查、审核、告知、决定、送达', limits: '按公布的裁量基准' }
      : {}),
    supervision: SUPERVISION,
  }
}

/** What is taken for the public: houses on state land, land of collectives. */
const TAKINGS: readonly (readonly [unit: string, line: DemoLine])[] = [
  [
    'u-expropriation',
    {
      change: 'add',
      code: 'ZS-ZC-01',
      kind: 'levy',
      title: '国有土地上房屋征收',
      on: 'anyone',
      object: '征收范围内房屋的所有权人',
      basis: '《国有土地上房屋征收与补偿条例》第八条',
      procedure: '认定公共利益、调查登记、征求意见、决定、公告、补偿',
      supervision: SUPERVISION,
    },
  ],
  [
    'u-planning',
    {
      change: 'add',
      code: 'ZS-ZC-02',
      kind: 'levy',
      title: '农民集体所有土地征收',
      on: 'anyone',
      object: '被征收土地的所有权人、使用权人',
      basis: '《中华人民共和国土地管理法》第四十五条',
      procedure: '预公告、现状调查、风险评估、方案公告、签订协议、报批、公告、补偿',
      supervision: SUPERVISION,
    },
  ],
]

/** 行政权力清单 of each unit. */
export function powersOf(): ReadonlyMap<string, readonly DemoLine[]> {
  const lists = new Map<string, readonly DemoLine[]>()
  for (const [unit, [domain, objects, short]] of Object.entries(OBJECTS)) {
    const lines = objects
      .split(' ')
      .flatMap((object, n) => [
        lineOf(short, cityLaw(domain), object, n, 'penalty'),
        lineOf(short, cityLaw(domain), object, n, 'coercion'),
        lineOf(short, cityLaw(domain), object, n, 'inspection'),
        lineOf(short, cityLaw(domain), object, n, 'other'),
        ...(n % 2 === 0 ? [lineOf(short, cityLaw(domain), object, n, 'licence')] : []),
        ...(n === 0
          ? ['confirmation', 'reward', 'ruling', 'payment', 'levy'].map((kind) =>
              lineOf(short, cityLaw(domain), object, n, kind),
            )
          : []),
      ])
    lists.set(unit, lines)
  }
  for (const [unit, line] of TAKINGS) lists.set(unit, [...(lists.get(unit) ?? []), line])
  for (const [s, unit] of STREETS.entries())
    lists.set(
      unit,
      STREET_OBJECTS.flatMap((object, n) =>
        ['penalty', 'inspection', 'other'].map((kind) =>
          lineOf(`J${s + 1}`, cityLaw('基层治理'), object, n, kind),
        ),
      ),
    )
  return lists
}

/** 行政许可事项清单, 专项资金目录 and 收费目录清单, shorter ones. */
export function otherLists(): readonly {
  readonly list: string
  readonly unit: string
  readonly lines: readonly DemoLine[]
}[] {
  const approvals = Object.entries(OBJECTS).map(([unit, [domain, objects, short]]) => ({
    list: 'approvals',
    unit,
    lines: objects
      .split(' ')
      .filter((_, n) => n % 2 === 0)
      .map((object, n): DemoLine => {
        const { kind: _kind, ...line } = lineOf(short, cityLaw(domain), object, n * 2, 'licence')
        return {
          ...line,
          code: `SX-${short}-${String(n + 1).padStart(2, '0')}`,
          procedure: '受理、审查、决定、送达',
        }
      }),
  }))
  const plain = (code: string, title: string, unit: string, basis: string, limits: string): DemoLine => ({
    change: 'add',
    code,
    title,
    on: 'anyone',
    object: limits,
    basis,
    limits,
    supervision: SUPERVISION,
  })
  const own = '《优化营商环境条例》第二十五条'
  return [
    ...approvals,
    {
      list: 'fees',
      unit: 'u-housing',
      lines: [plain('SF-ZJ-01', '生活垃圾处理费', 'u-housing', own, '按户计征，低保户免缴')],
    },
    {
      list: 'fees',
      unit: 'u-water',
      lines: [
        plain('SF-SW-01', '污水处理费', 'u-water', own, '按用水量计征'),
        plain('SF-SW-02', '水土保持补偿费', 'u-water', own, '按征占面积计征'),
      ],
    },
    {
      list: 'funds',
      unit: 'u-agriculture',
      lines: [plain('ZJ-NY-01', '乡村振兴专项资金', 'u-agriculture', own, '期限三年，项目法分配')],
    },
    {
      list: 'funds',
      unit: 'u-industry',
      lines: [
        plain('ZJ-GX-01', '工业企业技术改造专项资金', 'u-industry', own, '期限三年，项目法分配'),
        plain('ZJ-GX-02', '中小企业发展专项资金', 'u-industry', own, '期限五年，因素法分配'),
      ],
    },
  ]
}
