import { instrumentsNamed } from '#rulebook/laws.ts'

/** An instrument as the justice bureau registers it. */
export interface DemoInstrument {
  readonly title: string
  readonly rank: 'law' | 'regulation' | 'local' | 'governmentRule' | 'document' | 'own'
  readonly from: string
  readonly articles?: number
  readonly source: 'verified' | 'secondary' | 'unverified' | 'own'
  readonly statement?: string
}

/** Numbers of last articles that were read. */
const LAST: Readonly<Record<string, number>> = {
  中华人民共和国行政处罚法: 86,
  中华人民共和国行政强制法: 71,
  中华人民共和国行政许可法: 83,
  优化营商环境条例: 72,
}

/** What the city of the invented district made itself: every name, number and article is invented. */
const CITY: readonly (readonly [domain: string, articles: number])[] = [
  ['市容环境卫生管理', 68],
  ['水资源和河道管理', 55],
  ['房屋和物业管理', 72],
  ['建设工程和燃气管理', 64],
  ['道路运输管理', 58],
  ['农业和农产品质量安全', 61],
  ['文化旅游市场管理', 49],
  ['公共卫生和医疗机构管理', 63],
  ['安全生产监督管理', 70],
  ['食品药品和产品质量监督', 75],
  ['市场秩序和价格监督', 66],
  ['劳动保障监察', 52],
  ['国土空间规划和土地管理', 71],
  ['生态环境保护', 74],
  ['消防安全管理', 54],
  ['教育管理', 48],
  ['民政事务和社会组织管理', 57],
  ['商贸流通管理', 45],
  ['园林绿化管理', 47],
  ['基层治理', 43],
]

export const cityLaw = (domain: string): string => `云汀市${domain}条例`

const rankOf = (title: string, status: DemoInstrument['source']): DemoInstrument['rank'] =>
  status === 'own'
    ? 'own'
    : /[法典]$/.test(title)
      ? 'law'
      : title.endsWith('条例')
        ? 'regulation'
        : 'document'

/** The register of the invented district: what the rulebook names, and the invented city's own. */
export const demoInstruments = (): readonly DemoInstrument[] => [
  ...instrumentsNamed().map(({ title, status, from }): DemoInstrument => {
    const articles = LAST[title]
    return {
      title,
      rank: rankOf(title, status),
      from,
      ...(articles === undefined ? {} : { articles }),
      source: status,
    }
  }),
  ...CITY.map(([domain, articles]): DemoInstrument => ({
    title: cityLaw(domain),
    rank: 'local',
    from: '2021-01-01',
    articles,
    source: 'own',
    statement: `虚构的地方性法规：${domain}的部门职责、标准、监督检查和法律责任`,
  })),
]
