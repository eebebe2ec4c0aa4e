import type { DirectoryUnit } from './types.ts'

/** Endings that make a noun phrase a unit, longest first where one contains another. Each with an example. */
const SUFFIXES: readonly (readonly [ending: string, example: string])[] = [
  ['局', '区发改局'],
  ['委', '市卫生健康委'],
  ['办', '区政府办'],
  ['厅', '省财政厅'],
  ['部', '国家某部'],
  ['署', '审计署'],
  ['院', '区法院'],
  ['处', '园林处'],
  ['科', '综合科'],
  ['室', '督查室'],
  ['所', '市政所'],
  ['站', '环卫站'],
  ['队', '交警大队'],
  ['会', '证监会'],
  ['联', '区残联'],
  ['协', '区科协'],
  ['社', '供销社'],
  ['分行', '某某分行'],
  ['支行', '某某支行'],
  ['人行', '市人行'],
  ['校', '区委党校'],
  ['馆', '档案馆'],
  ['电视台', '区电视台'],
  ['电台', '区广播电台'],
  ['气象台', '区气象台'],
  ['中心', '融媒体中心'],
  ['公司', '供电公司'],
  ['集团', '水务集团'],
  ['政府', '河西镇政府'],
  ['街道', '河东街道'],
  ['街', '河东街'],
  ['镇', '南湖镇'],
  ['乡', '北山乡'],
  ['村', '上河村'],
  ['社区', '和苑社区'],
  ['区', '高新区'],
  ['县', '东川县'],
  ['市', '北江市'],
  ['旗', '某某旗'],
  ['州', '某某州'],
  ['团', '建投集团'],
  ['团委', '区团委'],
  ['专班', '工作专班'],
  ['小组', '领导小组'],
  ['指挥部', '防汛指挥部'],
  ['工作组', '联合工作组'],
  ['组', '综合组'],
  ['机关', '纪委监委机关'],
  ['海关', '某某海关'],
  ['银行', '人民银行'],
  ['大学', '某某大学'],
  ['幼儿园', '实验幼儿园'],
  ['学院', '职业学院'],
  ['学校', '实验学校'],
  ['中学', '一中学'],
  ['小学', '中心小学'],
  ['医院', '人民医院'],
  ['企业', '通信运营企业'],
  ['单位', '成员单位'],
  ['部门', '主管部门'],
  ['机构', '金融机构'],
  ['运营商', '通信运营商'],
  ['党委', '区直机关党委'],
  ['景区', '南湖景区'],
  ['开发区', '经济开发区'],
  ['新区', '某某新区'],
  ['园区', '工业园区'],
  ['产业园', '软件产业园'],
  ['业主', '项目业主'],
  ['高新园', '高新园'],
  ['车间', '某某车间'],
  ['物业', '某某物业'],
  ['厂', '污水处理厂'],
  ['库', '粮食储备库'],
  ['总队', '消防总队'],
  ['支队', '交警支队'],
  ['分局', '生态环境分局'],
  ['出版社', '某某出版社'],
  ['报社', '日报社'],
  ['俱乐部', '体育俱乐部'],
  ['场', '国有林场'],
  ['公路段', '某某公路段'],
  ['司', '某某司'],
  ['股', '综合股'],
  ['庭', '某某法庭'],
]

/** Units usually written without an ending. */
const BARE_NAMES = new Set(
  '公安|税务|城管|消防|交警|水务|供电|环保|国土|规划|民政|教育|卫健|住建|应急|司法|财政|人社|气象|邮政|电信|移动|联通|铁塔|电力|海事|烟草|市场监管|自然资源|生态环境|中国移动|中国联通|中国电信|中国铁塔|中国广电|国家电网|国网|共青团中央|中央组织部|人民银行|属地|城投|水投|交投|文投|农投|建投|物业|园区|区直|业主|产权人|广电网络|歌华有线|华润燃气|中石油|中石化|移动|妇联|工会|团省委|团市委|团区委|团县委|共青团|各盟市|各市州|各区县|各县区|各镇街|各街镇|各乡镇|各市县|各县市区|以上单位|上述单位|以上各单位|上述各单位|以上部门|上述部门|各地|各盟|各州'.split(
    '|',
  ),
)

/** 县财政, 市公安: a level before a name without an ending. */
const LOCAL_BARE =
  /^[省市区县镇](?:财政|公安|民政|人社|卫健|住建|城管|交警|教体|应急|城投|水投|交投|文投|农投)$/

const ENDS_AS_UNIT = new RegExp(`(?:${SUFFIXES.map(([ending]) => ending).join('|')})$`)
/** Endings safe enough to cut at 和, 及, 与: 城市和…, 社会和…, 市场和… are parts of names. */
const ENDS_BEFORE_AND =
  /(?:局|委|办|厅|部|署|院|处|科|室|所|站|队|联|协|公司|集团|中心|政府|街道|[^城乡]镇|乡|委员会|管委会|协会|工会|学会|总会|联合会|红十字会|办事处|党校|分行|银行|单位|部门|[^社]区|县|[^城]市|企业|机构|馆|院校|医院|团区委|团市委|团省委|小组|专班|指挥部|园|街|大学|学校|属地)$/
const JOINED_NAMES =
  /党委[和与](?:人民)?政府|党委、政府|党工委[和与]管委会|(?:有关|相关|各)(?:部门|地区)和单位$|^(?:人力资源|住房|工业|规划)[和与]/

/** Words that never stand inside a unit's name but do stand in task sentences. */
const NOT_IN_NAME =
  /[的是了要将把被已让使须每则。；：！？“”《》%\d]|(?<!自)由|应(?!急|用|对)|等(?!教育|职业)|并(?!购)|推进(?!中心|办|小?组|专班|局|处|科)|加强|完善|落实(?!办|专班|组|单位)|督促|依托|依法|查处|组成|组建|成立|报送(?!单位)|(?<=.)向(?!阳|荣|塘|山|前|东|西)|提高|强化|开展|按照|根据|确保|做好|组织实施|建立|健全|实施(?!单位|主体|办|组)|协调(?!小组|推进|办|组|处|机制|中心|领导|科|会)|配合|负责(?!人|单位|部门)|牵头(?!单位|部门|责任)|需要|完成|尽快|积极|以及|通过|进行|制定|会同|存在|开工|建成|新建|启动|提升|优化(?![办局处科组]|中心|专班)|加快|打造|季度|副(?!食|产|省)|全[省市区县镇]|及时|报告|实现|推行|推广|鼓励|争取|发放|探索|压缩|压减|降低|扩大|开办(?!科|处)|[两几多数]处|(?<![所驻存])在(?![建编校册线京地])|属政府|属于|确定|[一两三]名|关于|(?:协办|主办|承办|(?<!社)会办(?!公))(?!单位|部门)|设立|定期|掌握|若干|深入|分成|正处|当前|目前|^报(?!社|业|恩|刊)|对(?!外|口|台|俄)|减少|尽量|召集|同志|约谈|明确|逐[件笔户家一个项条级]|为实施|为责任|为牵头|为主|主持|召开|领导(?!小组|机构|办)|汇报|听取|开会|同意|联系(?!点|办)|协助|帮助|参照|鉴于|针对|新增|(?<!申)请|以上(?!市)|情况|指导(?!中心|办|组|委|站|处|科|员)/

const PEOPLE =
  /(?:领导|负责人|责任人|同志|人员|干部|群众|居民|党员|代表|委员|常委|局长|主任|书记|区长|市长|县长|镇长)$/

const COLLECTIVE =
  /^各|^(?:以上|上述)|各(?:级|区|县|市|镇|街|乡|部门|单位|地|有关|相关|责任|成员|牵头|街道|社区|学校|村|企业|园区|科室|省|州|旗|盟)|有关|相关|成员单位|^(?:属地|其他|其它|全体|所有|辖区|驻[区市县]|沿线|所在|涉及)|地方(?:各级)?(?:人民)?政府|(?:区|市|县|省)(?:直|级)(?:各)?(?:机关)?(?:部门|单位|机关)$|(?:职能|主管|监管|行业|条线|业务|执法|审批|金融|组成|责任|牵头|配合|参与|实施|主办|承办|协办|会办)(?:部门|单位|主体|机构)|^(?:街道|街道社区|镇村|村社|村居|镇街|街镇|乡镇|镇乡|镇办|乡镇街道|镇（街道）|镇（街）|乡镇（街道）|街道（乡镇）|街道办事处|乡镇政府|镇政府|乡镇人民政府|镇人民政府|县级人民政府|村（社区）|社区|园区|区县|县区|县（市、区）|市（州）|县（区）|区（县）|垂管单位|部门|单位|企业|项目单位|物业服务企业|产权单位|管养单位|建设单位|施工单位|监理单位|业主单位|学校|学院|(?:二级|下属|直属|基层)单位)$|功能区$/
/** 各单位联系电话: something of a class, not the class. */
const PAPER_OF_CLASS =
  /(?:电话|情况|方案|材料|信息|问题|任务|措施|职责|环节|领域|时间|台账|清单|表|名单|工作|项目|资金|数据|内容|事项|[于在])$/
/** 会后两天内发给各单位: before 各 stands whose they are, or a sentence. */
const EACH_OF_OTHERS = /^(?!各).*[^省市区县镇乡街道局委办直属级驻府院会关司统厂校园内方部组队和及、的]各/
/** 各单位确: a class that starts with 各 ends as units do, or as those do who are no units. */
const EACH_END =
  /(?:地|方|级|户|家|主体|校|行|口|线|片|人|商|点|平台|标段|经营者|专业|市州|盟|渠道|系统|代表团|方面)$/
const endsAsEach = (name: string): boolean => {
  const bare = name.replace(/[（〔][^）〕]*[）〕]$/, '')
  return !/^(?:各|有关|相关|其他|全体)/.test(bare) || ENDS_AS_UNIT.test(bare) || EACH_END.test(bare)
}

/** 通信运营企业 and the like are written as a class but listed as one unit. */
const NOT_COLLECTIVE =
  /^(?:通信运营企业|通信运营商|(?:[省市区县])?(?:市场监管|金融监管|综合执法|行政执法|行政审批)部门)$/

/** True for names that stand for a class of units: 各街道, 有关部门, 区直各单位. */
export function isCollective(name: string): boolean {
  return COLLECTIVE.test(name) && !NOT_COLLECTIVE.test(name)
}

/** Words that end as units do and are none. */
const WORDS =
  /^(?:[本我该全][省市区县州旗镇乡街]|参会|与会|到会|.{0,8}场所|全部|内部|外部|局部|大部|干部|部分|现场|市场|会场|广场|小区|老旧小区|片区|地区|城区|辖区|社会|机会|仓库|水库|工厂|电厂|电站|车站|车库|办公室内|此处|各处|到处|之处|好处|教室|会议室|实验室|督办|交办|承办|主办|协办|转办|催办|会办|领办|村庄|农村|城镇|乡镇企业|公园|校园|家园|田园)$/

/** True when a phrase has the shape of a unit's name (or of a class of units) and nothing of a sentence. */
export function isUnit(name: string, known?: ReadonlySet<string>): boolean {
  if (known?.has(name) || BARE_NAMES.has(name) || LOCAL_BARE.test(name)) return true
  const plain = name.replace(/（[^（）]{1,30}）$/, '')
  if (plain.length < 2 || plain.length > 28 || PEOPLE.test(plain) || WORDS.test(plain)) return false
  if (/[（〔][^）〕]*$/.test(plain)) return false
  if (isCollective(plain) && plain.length <= 20)
    return (
      !PAPER_OF_CLASS.test(plain) &&
      !EACH_OF_OTHERS.test(plain) &&
      endsAsEach(plain) &&
      !NOT_IN_NAME.test(plain.replace(/各?(?:主要|第一)?(?:责任|牵头|配合|承办|主办)(?:单位|部门)/, ''))
    )
  return ENDS_AS_UNIT.test(plain) && !NOT_IN_NAME.test(plain)
}

const SEPARATORS = new Set(['、', '，', '；', '。', '/', '\n', '\t', '|', '·'])

/** Cuts at list separators that stand outside brackets. */
function pieces(list: string): string[] {
  const out: string[] = []
  let depth = 0
  let piece = ''
  for (const char of list) {
    if (char === '（' || char === '〔') depth++
    else if (char === '）' || char === '〕') depth = Math.max(0, depth - 1)
    if (depth === 0 && SEPARATORS.has(char)) {
      out.push(piece)
      piece = ''
    } else piece += char
  }
  out.push(piece)
  return out
}

/** 区发改局 区财政局: spaces part names only when every part is a name; otherwise they are layout. */
function cutSpaces(piece: string, known?: ReadonlySet<string>): string[] {
  const parts = piece.trim().split(/ +/)
  if (parts.length === 1) return parts
  const out: string[] = []
  let carry = ''
  for (const part of parts) {
    carry += part
    if (isUnit(carry, known)) {
      out.push(carry)
      carry = ''
    }
  }
  if (carry !== '') out.push(carry)
  return out
}

/** 区住建局及各街道 → two; 文化和旅游局 → one. */
function cutConnectors(piece: string, known?: ReadonlySet<string>): string[] {
  if (known?.has(piece)) return [piece]
  for (const found of piece.matchAll(/以及|[和及与暨]|或者?/g)) {
    const left = piece.slice(0, found.index)
    const right = piece.slice(found.index + found[0].length)
    if (insideBracket(left) || left.length < 2 || right.length < 2) continue
    if (JOINED_NAMES.test(piece)) continue
    // 自然资源和规划分局 is one bureau, though 自然资源 alone may name one.
    if (BARE_NAMES.has(left) && /^(?![省市区县]).*[局委厅部]$/.test(right)) continue
    const leftEnds =
      known?.has(left) ||
      BARE_NAMES.has(left) ||
      ENDS_BEFORE_AND.test(left.replace(/（[^（）]*）$/, '')) ||
      isCollective(left)
    const rightIsName = isUnit(right, known) || cutConnectors(right, known).length > 1
    if (leftEnds && rightIsName && !/^(?:部门|单位|机构|企业)$/.test(right))
      return [left, ...cutConnectors(right, known)]
  }
  return [piece]
}

const insideBracket = (left: string): boolean =>
  (left.match(/（/g)?.length ?? 0) > (left.match(/）/g)?.length ?? 0)

const NUMBER = '(?:\\d+|[一二三四五六七八九十]+|多|几)'
/** What follows 等 and only closes the list: 等单位, 等5个部门. */
const ETC_TAIL = new RegExp(
  `^(?:${NUMBER}(?:个|家))?(?:部门|单位|地区|企业|机构|部委)?(?:和|及|以及|与|，|$)`,
)

/** A等有关部门及各街道 → [A, 有关部门, 各街道]; 等 and 等单位 go. */
function cutEtc(piece: string): string[] {
  const found = /(?<![高中初平同对劣优])等(?!级|教育)/.exec(piece)
  if (!found || found.index === 0 || insideBracket(piece.slice(0, found.index))) return [piece]
  const left = piece.slice(0, found.index)
  const right = piece.slice(found.index + 1)
  const tail = ETC_TAIL.exec(right)
  const rest = tail ? right.slice(tail[0].length) : right.replace(new RegExp(`^${NUMBER}(?:个|家)`), '')
  return rest === '' ? [left] : [left, ...cutEtc(rest)]
}

const LEADING =
  /^(?:其中|并由|由|请|以及|和|及|与|并|暨|或|含|包括|对|是|为|\d{1,2}\.|[①-⑳]|[—-]+|各自|涉及)(?=.{2,})/
const TRAILING =
  /(?:按照?(?:各自)?(?:职责|职能)?(?:分工)?|根据职责|各自|分别|共同|具体|各|均|等|牵头|为牵头单位|为主|（[牵主][头办]）|（牵头单位）|（主办单位）|（配合）|（协办）|（排名不分先后）|（下同）|下同)$/

function clean(piece: string): string {
  let name = piece.replace(/[“”"'*]/g, '').trim()
  if (name.startsWith('由') || /^(?:请|并|和|及|与|以及|其中|含|包括|暨|或|对|是|为|\d|[①-⑳—-])/.test(name)) {
    const cut = name.replace(LEADING, '')
    // 与, 和 … open few names, but 和平区, 含山县 are places.
    if (!/^(?:和平|和县|含山|请江|及第)/.test(name)) name = cut
  }
  // 由建设单位区城建公司…: what it is to the works stands before its name.
  name = name.replace(/^(?:建设|施工|产权|运营|实施)单位(?=[省市区县镇].{2,})/, '')
  for (let before = ''; before !== name;) {
    before = name
    if (name.length > 2) name = name.replace(TRAILING, '').trim()
  }
  return name
}

/** 区城管局（综合执法局） → 区城管局; 各镇（街道） and 各县（市、区） stay whole. */
function dropAlias(name: string): string {
  const found = /^(.{2,})[（〔]([^（）〔〕]*)[）〕]$/.exec(name)
  if (!found || isCollective(name)) return name
  return found[1] as string
}

/** 各省、自治区、直辖市人民政府 and 各镇、街道 are one class each, cut apart by their own comma. */
const SPLIT_CLASSES: readonly RegExp[] = [
  /各省、(?:自治区、直辖市|自治区和直辖市)(?:及计划单列市)?(?:人民政府|党委和政府|党委、政府)?/g,
  /各(?:区|县|市|镇|乡|乡镇|旗县|区县)(?:、(?:区|县|市|县级市|街道|街|街道办事处|开发区|功能区|乡镇|乡|镇))+(?:（[^（）]*）)?(?:（?街道）?)?(?:人民政府|政府|党委政府|办事处|管委会)?(?:（[^（）]*）)?(?=[、，；。]|$|按|负|等|及|和|结|抓|落)/g,
  /党委、政府/g,
  // 市政府有关部门、单位 is one class.
  /(?:有关|相关|各)(?:部门、单位|单位、部门|地区、部门)/g,
]
const HELD = '\u0001'

/**
 * Cuts a list of units as official texts write it into names, in order, each as written.
 * `splitUnits('区发改局、财政局等单位及各街道')` yields `['区发改局', '财政局', '各街道']`.
 */
export function splitUnits(list: string, known?: ReadonlySet<string>): string[] {
  let text = list.replace(/^[：:，、；。 ]+/, '')
  for (const pattern of SPLIT_CLASSES) text = text.replace(pattern, (found) => found.replaceAll('、', HELD))
  const names: string[] = []
  for (const piece of pieces(text)) {
    for (const part of cutSpaces(piece, known)) {
      for (const side of cutEtc(part)) {
        for (const one of cutConnectors(clean(side), known)) addName(names, one.replaceAll(HELD, '、'))
      }
    }
  }
  return names
}

const NOTHING =
  /^(?:无|略|—+|-+|\/|待定|另行通知|同上|下同|单位|部门|有限|等|各|按职责|按职责分工|依职责|分工)$/

function addName(names: string[], raw: string): void {
  const name = dropAlias(clean(raw))
  if (name.length < 2 || name.length > 40 || NOTHING.test(name)) return
  if (!names.includes(name)) names.push(name)
}

/** True when a phrase is nothing but a list of units. */
export function isUnitList(list: string, known?: ReadonlySet<string>): boolean {
  if (list.length < 2 || list.length > 400 || !/[\u4e00-\u9fff]/.test(list)) return false
  const names = splitUnits(list, known)
  const named = /等(?:有关|相关|职能)?(?:部门|单位)$/.test(list)
  return (
    names.length > 0 &&
    names.every((name) => isUnit(name, known) || (named && names.length > 1 && isField(name)))
  )
}

/** 文旅体、应急、水利等部门: what 等部门 calls departments need not end as one. */
const isField = (name: string): boolean =>
  /^[\u4e00-\u9fff]{2,12}$/.test(name) && !NOT_IN_NAME.test(name) && !PEOPLE.test(name)

const KEY_NOISE = /[（(].*?[）)]|[ 和与及]/g
const keyOf = (name: string): string => name.normalize('NFKC').replace(KEY_NOISE, '')

/** Every name a unit answers to: full, 加挂牌子 in brackets, short names, and all of them without 区. */
function keysOf(unit: DirectoryUnit): string[] {
  const alias = /[（(](.+?)[）)]/.exec(unit.name)?.[1]
  const written = [unit.name, ...(alias ? [alias] : []), ...unit.shortNames]
  const office = /^(.+街道)办事处$/.exec(unit.name)?.[1]
  if (office) written.push(office, `${office}办`)
  const keys = written.map(keyOf)
  return [...new Set([...keys, ...keys.flatMap((key) => (/^区./.test(key) ? [key.slice(1)] : []))])]
}

/** Looks names up in a directory. */
export interface Directory {
  names: ReadonlySet<string>
  find(name: string): string | undefined
}

/**
 * Builds the look-up of a directory. A name two units share finds neither: a person must choose.
 * `find('某某区住房城乡建设局')` finds 区住房和城乡建设局; `find('市住建局')` never finds the district's.
 */
export function directoryOf(units: readonly DirectoryUnit[]): Directory {
  const index = new Map<string, string | null>()
  const names = new Set<string>()
  // Full names win over another unit's short name, so they are entered first and kept.
  for (const unit of units) index.set(keyOf(unit.name), unit.id ?? unit.name)
  for (const unit of units) {
    for (const name of [unit.name, ...unit.shortNames]) names.add(name)
    const id = unit.id ?? unit.name
    for (const key of keysOf(unit)) {
      const held = index.get(key)
      if (held === undefined) index.set(key, id)
      else if (held !== id && keyOf(unit.name) !== key && !fullName(units, key)) index.set(key, null)
    }
  }
  return { names, find: (name) => lookUp(index, name) }
}

const fullName = (units: readonly DirectoryUnit[], key: string): boolean =>
  units.some((unit) => keyOf(unit.name) === key)

function lookUp(index: ReadonlyMap<string, string | null>, name: string): string | undefined {
  if (isCollective(name) && !index.get(keyOf(name))) return undefined
  const key = keyOf(name)
  const direct = index.get(key)
  if (direct !== undefined) return direct ?? undefined
  const local = /^[^市省]{1,4}?区(.{2,})$/.exec(key)?.[1] ?? /^(?:区|本区|我区)(.{2,})$/.exec(key)?.[1]
  if (local === undefined) return undefined
  return index.get(`区${local}`) ?? index.get(local) ?? undefined
}
