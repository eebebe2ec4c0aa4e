/** A unit as the table below writes it: id, name, kind, the deputy's post whose portfolio holds it, short names, business. */
type Row = readonly [
  id: string,
  name: string,
  kind: string,
  leaderPost: string | null,
  shortNames: string,
  domains: string,
]

const ROWS: readonly Row[] = [
  ['u-leaders', '区政府领导', '领导班子', null, '区政府班子', '全面工作'],
  [
    'u-office',
    '区政府办公室',
    '政府办公室',
    'p-vice-1',
    '区政府办 政府办 区府办',
    '综合协调 会务 公文 政务公开 督查',
  ],
  ['u-supervision', '区政府督查室', '政府办公室', 'p-vice-1', '督查室 区督查办 督查办', '督查督办 绩效跟踪'],
  ['u-information', '区政府信息中心', '事业单位', 'p-vice-1', '信息中心', '系统运行维护 政务网络'],
  ['u-party-office', '区委办公室', '党委部门', null, '区委办 党委办', '综合协调 党务'],
  ['u-organization', '区委组织部', '党委部门', null, '组织部', '干部 人才 基层党建'],
  ['u-publicity', '区委宣传部', '党委部门', null, '宣传部 文明办', '宣传 舆情 文明创建'],
  ['u-political-legal', '区委政法委', '党委部门', null, '政法委 综治中心', '平安建设 矛盾调处'],
  ['u-social-work', '区委社会工作部', '党委部门', null, '社会工作部 社工部', '基层治理 志愿服务 行业党建'],
  ['u-cyberspace', '区委网信办', '党委部门', null, '网信办', '网络舆情 网络安全'],
  ['u-staffing', '区委编办', '党委部门', null, '编办 区委机构编制委员会办公室', '机构编制 权责清单'],
  ['u-discipline', '区纪委监委机关', '党委部门', null, '纪委监委 区纪委 区监委', '监督执纪 问责'],
  [
    'u-reform',
    '区发展和改革局',
    '职能部门',
    'p-vice-1',
    '区发改局 发改局 发改委 区发改委',
    '经济运行 固定资产投资 重大项目 价格 能源 粮食',
  ],
  [
    'u-education',
    '区教育局',
    '职能部门',
    'p-vice-3',
    '区教育局 教育局 教体局',
    '学校建设 招生 校园安全 校外培训',
  ],
  ['u-science', '区科学技术局', '职能部门', 'p-vice-5', '区科技局 科技局 科技和工信局', '科技创新 高新企业'],
  [
    'u-industry',
    '区工业和信息化局',
    '职能部门',
    'p-vice-5',
    '区工信局 工信局 经信局 工信委',
    '工业运行 企业服务 数字化改造',
  ],
  ['u-civil', '区民政局', '职能部门', 'p-vice-3', '民政局', '养老 救助 社会组织 地名 殡葬'],
  ['u-justice', '区司法局', '职能部门', 'p-vice-6', '司法局', '法治政府 执法监督 行政复议 公共法律服务 调解'],
  ['u-finance', '区财政局', '职能部门', 'p-vice-1', '财政局 国资局', '预算 资金拨付 政府采购 国有资产 债务'],
  [
    'u-labour',
    '区人力资源和社会保障局',
    '职能部门',
    'p-vice-3',
    '区人社局 人社局',
    '就业 社保 劳动监察 欠薪 职业培训',
  ],
  [
    'u-housing',
    '区住房和城乡建设局',
    '职能部门',
    'p-vice-2',
    '区住建局 住建局 住建委',
    '房地产 老旧小区改造 建筑工地 物业 保障房 燃气监管',
  ],
  [
    'u-transport',
    '区交通运输局',
    '职能部门',
    'p-vice-2',
    '区交通局 交通局 交运局',
    '道路建设 公交 货运 治超',
  ],
  ['u-water', '区水务局', '职能部门', 'p-vice-4', '水务局 水利局 区水利局', '河湖 防汛 供排水 节水 内涝'],
  [
    'u-agriculture',
    '区农业农村局',
    '职能部门',
    'p-vice-4',
    '农业农村局 农业局 乡村振兴局',
    '农业生产 乡村建设 农产品安全 动物防疫',
  ],
  ['u-commerce', '区商务局', '职能部门', 'p-vice-5', '商务局', '消费 外贸 商业网点 会展 成品油'],
  [
    'u-culture',
    '区文化和旅游局',
    '职能部门',
    'p-vice-5',
    '区文旅局 文旅局 文体旅局 文广旅局',
    '公共文化 旅游 文物 文化市场 体育',
  ],
  [
    'u-health',
    '区卫生健康局',
    '职能部门',
    'p-vice-3',
    '区卫健局 卫健局 卫健委 卫计局',
    '医疗 公共卫生 托育 爱国卫生 职业健康',
  ],
  ['u-veterans', '区退役军人事务局', '职能部门', 'p-vice-3', '退役军人局 区退役军人局', '优抚 安置 双拥'],
  [
    'u-emergency',
    '区应急管理局',
    '职能部门',
    'p-vice-1',
    '应急局 区应急局 安监局',
    '安全生产 防灾减灾 应急救援 危化品',
  ],
  ['u-audit', '区审计局', '职能部门', 'p-mayor', '审计局', '审计 审计整改'],
  [
    'u-market',
    '区市场监督管理局',
    '职能部门',
    'p-vice-5',
    '市场监管局 区市场监管局 市场局 市监局 工商局',
    '市场主体登记 食品药品 质量计量 价格检查 特种设备 知识产权',
  ],
  [
    'u-urban',
    '区城市管理局（区综合行政执法局）',
    '职能部门',
    'p-vice-2',
    '城管局 区城管局 执法局 城管执法局 综合执法局 城管委',
    '市容环卫 垃圾分类 占道经营 违建 广告牌匾 公园绿化 市政设施',
  ],
  ['u-statistics', '区统计局', '职能部门', 'p-vice-1', '统计局', '统计 普查 纳统'],
  ['u-petition', '区信访局', '职能部门', 'p-vice-6', '信访局 信访办', '信访 群众诉求 积案化解'],
  ['u-insurance', '区医疗保障局', '职能部门', 'p-vice-3', '医保局 区医保局', '医保 医疗救助 药品价格'],
  [
    'u-approval',
    '区行政审批服务局',
    '职能部门',
    'p-vice-1',
    '审批局 行政审批局 政务服务局',
    '行政审批 政务大厅 一件事 营商环境',
  ],
  [
    'u-data',
    '区数据局',
    '职能部门',
    'p-vice-1',
    '数据局 大数据局 大数据中心 政数局',
    '数据共享 智慧城市 一网统管',
  ],
  [
    'u-investment',
    '区投资促进局',
    '职能部门',
    'p-vice-5',
    '招商局 投促局 招商中心',
    '招商引资 项目落地 企业服务',
  ],
  [
    'u-expropriation',
    '区房屋征收服务中心',
    '事业单位',
    'p-vice-2',
    '征收中心 征地中心 房屋征收办',
    '征收 拆迁 补偿',
  ],
  ['u-gardens', '区园林绿化中心', '事业单位', 'p-vice-2', '园林中心 园林处 市政园林中心', '绿化 公园养护'],
  ['u-sanitation', '区环境卫生服务中心', '事业单位', 'p-vice-2', '环卫中心 环卫处', '保洁 垃圾清运 公厕'],
  [
    'u-municipal',
    '区市政设施养护中心',
    '事业单位',
    'p-vice-2',
    '市政中心 市政处 市政所',
    '道路养护 路灯 排水管网',
  ],
  ['u-media', '区融媒体中心', '事业单位', null, '融媒体中心 融媒体', '新闻 政务新媒体'],
  ['u-union', '区总工会', '群团组织', 'p-vice-3', '总工会', '职工权益 劳模'],
  ['u-women', '区妇联', '群团组织', 'p-vice-3', '妇联', '妇女儿童 家庭'],
  ['u-disabled', '区残联', '群团组织', 'p-vice-3', '残联', '残疾人服务 无障碍'],
  ['u-police', '区公安分局', '垂直管理', 'p-vice-6', '公安分局 公安局 公安', '治安 户籍 反诈 出租屋'],
  ['u-traffic', '区公安分局交警大队', '垂直管理', 'p-vice-6', '交警大队 交警', '交通秩序 信号灯 停车执法'],
  [
    'u-planning',
    '区自然资源和规划分局',
    '垂直管理',
    'p-vice-2',
    '自然资源分局 规划分局 规划资源局 资规局 国土局',
    '规划 用地 不动产登记 违法用地',
  ],
  [
    'u-ecology',
    '区生态环境分局',
    '垂直管理',
    'p-vice-4',
    '生态环境分局 环保局 环境分局',
    '大气 水环境 噪声 排污许可 环保督察',
  ],
  ['u-tax', '区税务局', '垂直管理', 'p-vice-1', '税务局 国税局 地税局', '税收 社保费征收 减税降费'],
  ['u-fire', '区消防救援大队', '垂直管理', 'p-vice-6', '消防大队 消防救援大队 消防', '消防监督 灭火救援'],
  ['u-weather', '区气象局', '垂直管理', 'p-vice-4', '气象局', '气象预警 防灾'],
  [
    'u-chengdong',
    '城东街道办事处',
    '街道办事处',
    'p-vice-2',
    '城东街道 城东街 城东办',
    '属地管理 社区治理 环境整治',
  ],
  [
    'u-chengxi',
    '城西街道办事处',
    '街道办事处',
    'p-vice-3',
    '城西街道 城西街 城西办',
    '属地管理 社区治理 环境整治',
  ],
  [
    'u-hedong',
    '河东街道办事处',
    '街道办事处',
    'p-vice-4',
    '河东街道 河东街 河东办',
    '属地管理 社区治理 征迁配合',
  ],
  [
    'u-hexi',
    '河西街道办事处',
    '街道办事处',
    'p-vice-5',
    '河西街道 河西街 河西办',
    '属地管理 社区治理 征迁配合',
  ],
  ['u-renminlu', '人民路街道办事处', '街道办事处', 'p-vice-6', '人民路街道 人民办', '属地管理 社区治理'],
  ['u-jianshelu', '建设路街道办事处', '街道办事处', 'p-vice-1', '建设路街道 建设办', '属地管理 社区治理'],
  [
    'u-nanhu',
    '南湖街道办事处',
    '街道办事处',
    'p-vice-4',
    '南湖街道 南湖街 南湖办',
    '属地管理 社区治理 水环境',
  ],
  [
    'u-park',
    '高新园管理委员会',
    '园区管委会',
    'p-vice-5',
    '高新园 园区管委会 开发区管委会 经开区',
    '园区建设 企业服务 属地管理',
  ],
  [
    'u-power',
    '供电公司',
    '公用企业',
    'p-vice-5',
    '国网供电公司 电力公司 供电分公司',
    '供电 线路迁改 充电设施',
  ],
  ['u-tapwater', '自来水公司', '公用企业', 'p-vice-4', '水司 水务集团 供水公司', '供水 二次供水 管网'],
  ['u-gas', '燃气公司', '公用企业', 'p-vice-2', '燃气集团 管道燃气公司', '燃气安全 管网改造'],
  ['u-bus', '公交公司', '公用企业', 'p-vice-2', '公交集团', '公交线路 场站'],
  [
    'u-construction',
    '区城市建设投资公司',
    '区属企业',
    'p-vice-2',
    '城投公司 城投集团 建投公司',
    '项目建设 融资 代建',
  ],
  ['u-city-housing', '市住房和城乡建设局', '上级部门', null, '市住建局', '住建行业指导'],
  ['u-city-ecology', '市生态环境局', '上级部门', null, '市环保局', '环保督察 执法'],
  ['u-city-office', '市政府办公室', '上级部门', null, '市府办 市政府办公厅', '督查 公文'],
]

/** What a unit does for the whole government, beyond its own business. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  'u-leaders': ['leadership'],
  'u-office': ['coordination'],
  'u-supervision': ['supervision'],
  'u-discipline': ['discipline'],
  'u-information': ['administration'],
}

const PARENTS: Readonly<Record<string, string>> = {
  'u-supervision': 'u-office',
  'u-information': 'u-office',
  'u-traffic': 'u-police',
}

/** How the posts of a kind of unit are called: head, deputies, staff; as many posts as titles. */
interface Staffing {
  readonly head: string
  readonly deputies: readonly string[]
  readonly staff: readonly string[]
}

const DEPARTMENT: Staffing = {
  head: '局长',
  deputies: ['副局长', '副局长'],
  staff: ['办公室主任', '业务科科长', '科员', '科员'],
}
const PARTY: Staffing = {
  head: '部长',
  deputies: ['副部长'],
  staff: ['办公室主任', '科长', '科员'],
}
const BY_KIND: Readonly<Record<string, Staffing>> = {
  职能部门: DEPARTMENT,
  党委部门: PARTY,
  事业单位: { head: '主任', deputies: ['副主任'], staff: ['综合科科长', '业务科科长', '科员'] },
  群团组织: { head: '主席', deputies: ['副主席'], staff: ['办公室主任', '科员'] },
  垂直管理: { head: '局长', deputies: ['副局长'], staff: ['办公室主任', '科长', '科员', '科员'] },
  街道办事处: {
    head: '主任',
    deputies: ['副主任', '副主任'],
    staff: ['党政办公室主任', '城建办公室主任', '平安办公室主任', '科员', '科员'],
  },
  园区管委会: {
    head: '主任',
    deputies: ['副主任', '副主任'],
    staff: ['综合部部长', '建设部部长', '企业服务部部长', '科员'],
  },
  公用企业: { head: '总经理', deputies: ['副总经理'], staff: ['综合部主任', '工程部主任'] },
  区属企业: { head: '总经理', deputies: ['副总经理'], staff: ['综合部主任', '工程部主任'] },
}
const BY_UNIT: Readonly<Record<string, Staffing>> = {
  'u-leaders': {
    head: '区长',
    deputies: ['常务副区长', '副区长', '副区长', '副区长', '副区长', '副区长'],
    staff: [],
  },
  'u-office': {
    head: '主任',
    deputies: ['副主任', '副主任', '副主任'],
    staff: ['综合科科长', '秘书科科长', '文电科科长', '科员', '科员', '科员'],
  },
  'u-supervision': {
    head: '主任',
    deputies: ['副主任'],
    staff: ['督查一科科长', '督查二科科长', '督查专员', '督查专员', '督查专员'],
  },
  'u-information': { head: '主任', deputies: ['副主任'], staff: ['系统管理员', '安全管理员', '安全审计员'] },
  'u-discipline': {
    head: '书记、主任',
    deputies: ['副书记'],
    staff: ['党风政风监督室主任', '监督检查室主任', '干部'],
  },
  'u-party-office': { ...PARTY, head: '主任', deputies: ['副主任'] },
  'u-political-legal': { ...PARTY, head: '书记', deputies: ['副书记'] },
  'u-cyberspace': { ...PARTY, head: '主任', deputies: ['副主任'] },
  'u-staffing': { ...PARTY, head: '主任', deputies: ['副主任'] },
  'u-disabled': { head: '理事长', deputies: ['副理事长'], staff: ['办公室主任', '科员'] },
  'u-traffic': {
    head: '大队长',
    deputies: ['副大队长'],
    staff: ['综合中队中队长', '秩序中队中队长', '民警'],
  },
  'u-fire': { head: '大队长', deputies: ['教导员'], staff: ['防火参谋', '综合参谋', '消防监督员'] },
}

export interface DemoUnit {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly aliases: readonly string[]
  readonly kind: string
  readonly functions: readonly string[]
  readonly domains: readonly string[]
  readonly assignable: boolean
  readonly parent?: string
  readonly leaderPost?: string
  readonly sort: number
}

/** Collectives and superiors cannot be given a task; the leaders are asked for help, not assigned. */
const UNASSIGNABLE = ['领导班子', '上级部门']

/** 单位: every unit of the invented district and the superiors it meets. */
export const UNITS: readonly DemoUnit[] = ROWS.map(([id, name, kind, leaderPost, shortNames, domains], n) => {
  const [shortName = name, ...aliases] = shortNames.split(' ')
  const parent = PARENTS[id]
  return {
    id,
    name,
    shortName,
    aliases,
    kind,
    functions: FUNCTIONS[id] ?? [],
    domains: domains.split(' '),
    assignable: !UNASSIGNABLE.includes(kind),
    ...(parent ? { parent } : {}),
    ...(leaderPost ? { leaderPost } : {}),
    sort: (n + 1) * 10,
  }
})

/** The posts a unit has; superiors have none here, they are named and not served. */
export const staffingOf = (unit: DemoUnit): Staffing | undefined => BY_UNIT[unit.id] ?? BY_KIND[unit.kind]
