import { isUnit, isUnitList } from './units.ts'

/** Words that can follow a subject and open what it must do. */
export const MODAL =
  /(?:要(?!求)|应当?(?!急)|须|(?<!发展所|生产所|工作所|群众所|企业所)需|务必|必须|上半年|下半年|不得|不能|不准|严禁|这个月|本月|当月|下个?月|本周|下周|周[一二三四五六日]|月底|年底|今日|明日|今天|明天|当前|针对|负责(?!人|同志|单位|部门)|牵头(?!单位|部门)|会同|尽快|抓紧|立即|进一步|继续|于|在|按照?|根据|结合|对|就|加快|加强|做好|完成|落实|组织|制定|制订|研究|督促|指导|协调|配合|参与|汇总|提供|安排|提出|统筹|开展|推进|全力|切实|积极|主动|及时|每|从|严格|提前|同步|分别|具体|(?<!协|磋|会|运营|服务|承包|供应|开发|经销|供货|通信)商(?!务|业|会|贸|标|品|投|城(?![东西南北中]))|抓好|协助|支持|参加|共同|各自|联合|认真|逐|明确|承担|办理|拿出|把|作为(?=[^，。；]{2,20}，(?:要|应|须|必须|负责))|给予|派|起草|印发|编制|修订|审核|提请|报送|整改|报|出台|建立|打造|申报|签订|筹措|筹集|拨付|垫付|先行|开辟|清理|拆除|整治|排查|处置|解决|核实|调查|验收|移交|接管|委托|跟踪|督办|召开|举办|梳理|收集|上报|反馈|征求|公开|公示|发布|引导|检查|开工|实施|启动|修复|维修|更换|处理|迁改|再|也|着手|全程|集中|定期|主要(?!领导|负责|同志)|重点(?!项目)|依法|依规|依职责|查处|组成|组建|成立|形成|预置|延长|开通|开放|推出|开行|减免|拓宽|畅通|搭建|打通|探索|试点|简化|普及|带头|先|统一|滚动|播发|强化|优化|细化|完善|健全|推动|推行|深化|巩固|扩大|提高|提升|突出|紧盯|盯紧|盯住|聚焦|压实|摸清|摸排|核查|巡查|抽查|复查|督导|调度|约谈|曝光|宣传|动员|配齐|储备|调集|筹备|保障|监测|预警|研判|会商|转移|疏散|关停|停用|封闭|清运|清淤|疏浚|抢修|抢险|维护|养护|管护|值守|补植|设置|划定|增设|安装|加装|更新|升级|接入|归集|对接|走访|慰问|化解|调解|接访|受理|答复|回复|办结|兑现|发放|清偿|支付|评估|评审|论证|勘察|招标|采购|进场|复工|交付|腾退|征收|安置|搬迁|争取|引进|招引|培育|纳入|列入|收回|打击|严查|严管|严控|严防|加大|加密|加固|压缩|减少|降低|杜绝|防止|防范|注重|坚持|围绕|利用|运用|依托|力争|确保|专题|专门|专人|指定|抽调|选派|派驻|派出|部署|摸底|登记|建档|制发|下发|转发|配备|配置|供应|投放|\d{1,2}[月日])/g
/** Places in one sentence where somebody may be charged; a sentence with more is no sentence. */
export const MOST_TRIES = 20

/** 区政府研究室, 区征收中心: what looks like a verb is part of the name. */
const NAME_GOES_ON =
  /^(?:局(?!部|长)|室(?!内|外)|院|中心|所(?!有|需|属|在)|会(?![议商同审办])|办公室|办(?![理公结好成事会])|部(?![署门分队])|站(?!位)|队(?!伍)|组(?![织成建长])|科(?![学技级])|处(?![理置罚长])|专班|公司|集团|大队|支队|总队)/

/** A verb or a preposition before a unit's name: 报区财政局, 向县供电公司, 对高危单位. */
const NOT_A_NAME =
  /^(?:向(?!阳|山|前|化|荣|塘|东|西)|报(?!社|业|恩)|对(?!外|口)|与|为|以(?![勒上])|从(?!化|江)|在|把|将(?!军|乐)|经(?!开|信|济|贸|发|科|侨|管|适|合)|给|据|尤|特别|先行|连夜|年底|月底|所有权|提交|提请|转(?!塘)|送|径(?!山)|呈(?!贡)|按|关于|商(?!务|会|业|贸|标|品|投|城|洛|丘|河|南|都|州|水)|研究(?!室|院|所|中心|会))/

export interface Subject {
  names: string
  /** Where the words after the names start. */
  to: number
}

/** 要及早介入、全力配合: what follows those who help who was named before them. */
export const HELPS =
  /^(?:等(?:有关|相关)?(?:单位|部门))?(?:要|应|须)?(?:[^，。；：由]{0,8}、)?(?:积极|密切|全力|主动|协同|做好|给予|予以|分别)*(?:配合|参与|协助|支持|协办)(?!单位|部门|人员|方)/

/** 区城管局为牵头单位, 各街道是腾空责任主体. */
export const IS_CHARGED =
  /^([^，。；]{2,60}?)(?:为|是|作为)(?:总?(?:牵头|召集人|主办|主责)(?:单位|部门)|[^，。；]{0,10}责任(?:主体|单位|部门))/

/** 目前进度滞后的岳阳县要…: what is said of a unit before its name. */
const QUALIFIED =
  /^(?:(?!要(?!求)|须|负责)[^，。；：、《》“”的]){3,20}的(?=[^，。；：的]{2,40}?(?:要(?!求)|(?<![供响适反效])应(?!急)|须|务必|必须))/

/** The unit list a stretch opens with, when words of obligation follow it. */
export function subjectAt(text: string, known?: ReadonlySet<string>): Subject | null {
  const said = QUALIFIED.exec(text)?.[0].length ?? 0
  const owner = said > 0 ? subjectAt(text.slice(said), known) : null
  if (owner) return { names: owner.names, to: owner.to + said }
  const head = text.slice(0, 160)
  const named = IS_CHARGED.exec(head)?.[1]
  if (named !== undefined && isUnitList(named, known)) return { names: named, to: named.length }
  // Every name of a list is one, so a first piece that is none, or a word no name has, ends the search.
  const stop = /[的了把被让使是]/.exec(head)?.index ?? head.length
  const first = /^[^、，；。（]*(?=[、，；。])/.exec(head)?.[0]
  const grouped = /^[^，。；：]{2,80}?等(?:有关|相关|职能)?(?:部门|单位)/.test(head)
  const listed = first === undefined || grouped || first.startsWith('各') || isUnitList(first, known)
  let tries = 0
  for (const found of head.matchAll(MODAL)) {
    if (found.index < 2) continue
    if (found.index > stop || (!listed && found.index > (first?.length ?? 0))) return null
    if (++tries > MOST_TRIES) return null
    const names = head.slice(0, found.index).replace(/[，]$/, '')
    if (/[。；：]/.test(names)) return null
    if (/[及和与、各]$/.test(names)) continue
    const tail = NAME_GOES_ON.exec(head.slice(found.index + found[0].length))?.[0]
    if (tail && isUnitList(names + found[0] + tail, known)) continue
    if (!NOT_A_NAME.test(names) && !/[“”《》]/.test(names) && isUnitList(names, known))
      return alone({ names, to: found.index }, head)
  }
  return null
}

/** Ends a name that is a unit beyond doubt, so that what follows it may be any verb at all. */
const SURE_END =
  /(?:局|委|办|厅|[残文妇侨商科]联|科协|工会|银行|馆|台|供销社|信用社|所|队|科|站|院|股|处|学校|中心校|幼儿园|街道|镇|乡|公司|集团|中心|政府|管委会|办事处|[大支总]队|分局|指挥部|专班|领导小组|业主|法院|检察院|医院|联合会|总工会|督查室|有关单位|责任单位|成员单位|各单位|各部门)$/
/** What follows a unit that reports, is described or is only part of a longer noun. */
const NO_PREDICATE =
  /^(?:高度重视|决定|委员|[^，。；]{0,3}(?:领导(?!小组|班子)|负责人|负责同志)|[的之等了副，。；：、）（《“\d]|常[委务]|[以和及并]|与(?![^，。；]{2,14}(?:签订|对接|协商|沟通|衔接|联系|核对|会商))|已|未|没|不(?!再|得|折)|无|有|是|为(?!主)|存在|成员|均|都|共|累计|仍|还|曾|也是|主要|分管|相关|负责人|负责同志|同志|领导|主任|局长|书记|人员|代表|班子|干部|汇报|通报|介绍|传达|反映|发言|表示|认为|提出|来|到|所|一直|较|进展|工作|职责|职能|获|召开|关于|及其|[内外上下前后](?=[，。；的、广侧面])|原|现(?!场)|近|辖区|范围|系统|机关|大楼|门口|会议|党组|党委|电话|情况|问题|自|从|今年|去年|因|由于|承诺|建议|申请|请示|报来|报送的|上报的|提交的|起草的)/
/** 督查室将常年跟踪: what is going to be done, as against 将整改情况报区政府, what is to be handed in. */
export const ANNOUNCES = new RegExp(
  `^将(?:常年|全程|全面|全力|适时|不定期|视情|择[机优]|采取|严肃|依据|通报|抽查|会|对|于|在|按|根据|结合|${MODAL.source}(?!情况|结果|方案|意见|台账|清单|工作|任务|报告|措施|问题|计划|建议|材料|内容|要求|成果|事项|责任|项目|成效|进展|进度|资料|信息|数据))`,
)

/** A circular tells so of a unit: 河东街道对违规停放查处不力. */
export const TELLS =
  /^于[^，。；]{4,24}(?:发布|印发|下发|作出)|^(?!对|就|针对)[^，。；]{0,4}(?:违[法规]|擅自|逾期|拒不)|^[^，。；]{0,24}(?:了(?!解)|着|(?<![通经不])过(?!程|渡|关|年|冬|境)|缓慢|滞后|不力|不到位|较[快慢好差]|明显|突出|严重|良好|顺利|有力|由|累计|(?:查处|立案|处罚|发现|侦破|受理|共|达|调解|开展|出动|劝导)[^，。；的]{0,8}\d+(?:起|例|宗|件|次|人次|处|家)|不[严够强高准清]|偏[轻软弱低]|仍|流于|缺[乏失位])|^[^。；]{0,80}(?:完成|实现|取得|达到|突破|新增|配备|安装|形成|召开|举办)了|^[^。；]{0,80}(?<!确保[^，。；]{0,16})率(?:达到?|超过|为)\d|^(?:组织|主持)?(?:召开|举行)[^。；，]*会议?[。]$|[^，。；]{0,24}未(?=[及能按完落建履])/

/** 石桥镇上河村…: a place of theirs, not what they are to do. */
const PLACE_OF =
  /^[^，。；]{0,6}(?:村|社区|小区|路段?|片区|辖区|境内|区域|农贸|集市|学校|小学|幼儿园|卫生院|产业园|工业园|水库|大桥|工地|现有|共有|[^，。；]{0,4}场|厂|矿|公司|企业)/

/** The units a stretch opens with when the words after them can only be what they are to do, listed verb or not. */
export function actorAt(text: string, known?: ReadonlySet<string>): Subject | null {
  // 各街道，区消安委成员单位：
  if (/：[。 ]*$/.test(text)) return null
  const names = unitsAt(text, known)
  if (
    names === null ||
    !SURE_END.test(names) ||
    NOT_A_NAME.test(names) ||
    /^[我本该此这其某近当因]/.test(names) ||
    names.length < 3
  )
    return null
  const closed = /^等(?:有关|相关)?(?:单位|部门)/.exec(text.slice(names.length))?.[0].length ?? 0
  const rest = text.slice(names.length + closed)
  if (!/^[\u4e00-\u9fff]{2}/.test(rest) || rest.length < 4) return null
  if (/(?:街道|镇|乡)$/.test(names) && PLACE_OF.test(rest)) return null
  return NO_PREDICATE.test(rest) || ANNOUNCES.test(rest) || TELLS.test(rest)
    ? null
    : alone({ names, to: names.length + closed }, text)
}

/** 区城投集团与产权单位签订协议: who it deals with is not charged. */
export function alone(subject: Subject, text: string): Subject {
  const found = /^(?<one>[^与]{2,})与[^与、]{2,}$/.exec(subject.names)?.groups?.['one']
  const deals = /^(?:签订|对接|协商|沟通|衔接|联系|确认|商定|联系|洽谈)/.test(text.slice(subject.to))
  return found && deals ? { names: found, to: found.length } : subject
}

/** The units a stretch opens with, whatever follows: 请 or 由 before it has already said that they are asked. */
export function unitsAt(text: string, known?: ReadonlySet<string>): string | null {
  if (NOT_A_NAME.test(text)) return null
  const head = /^[^，。；：]{2,80}/.exec(text)?.[0] ?? ''
  let end = 0
  for (let from = 0; from < head.length;) {
    const length = unitLength(head.slice(from, from + 28), known)
    if (length === 0) break
    end = from + length
    const joint = /^(?:、|以及|[和及与])/.exec(head.slice(end))?.[0]
    if (joint === undefined) break
    from = end + joint.length
  }
  return end === 0 ? null : head.slice(0, end)
}

/** What makes a longer name of a unit's name: 区政府 → 区政府办公室, 河东街 → 河东街道办事处. */
const LONGER =
  /^（[^（）]{1,6}）$|^(?:（[^（）]{1,6}）)?(?:[县市区旗](?=政府|人民)|局|道|街道|人民|政府|[省市区县]政府|办|公室|办公室|事处|办事处|管委会|委员会|员会|分局|支队|大队|中队|小组|领导小组|指挥部|中心|监委|宣传部|组织部|统战部|政法委|编办|网信办|督查室|各(?:部门|单位|委办局)|组成部门|直属机构){1,3}$/

/** After these only the endings above go on; 城投 and 市场 may be the start of any name. */
const ENDS_A_NAME =
  /(?:单位|部门|企业|机构|[残文妇侨商科]联|科协|[局室厅处科所队部站院馆校委办区镇乡街会组]|中心|公司|政府|街道|集团)$/

/** Words a unit's last character may open: 有关部 is no unit before 门, 区住建局 is none before 长. */
const GOES_ON =
  /^(?:部[门署队分]|[局区镇县市乡院处科组站队所]长|局部|处[理置罚]|科[技学研]|会[议同商审诊]|办[理结好成]|办公(?!室)|办事(?!处)|组[成建]|组织(?!部)|站位|队伍|室[内外]|所[有需属在]|委[托派常]|委员(?!会)|市场(?!局|监)|市民|区[域间位]|镇[区村]|街[区面]|乡[村镇]|[乡镇](?:建设|化)|委会(?![同议商]))/

/** The first unit's length: the shortest that is one, or the longer name it opens. */
function unitLength(text: string, known?: ReadonlySet<string>): number {
  const most = Math.min(26, text.length)
  let found = 0
  // 应急 → 应急办: a bare name goes on to the next that is one, unless it ends as a name does.
  for (let length = 2; length <= most && length <= (found === 0 ? 20 : found + 6); length++) {
    if (/^(?:县市|省市|区县|市县|市区|县区|城区)/.test(text.slice(0, length)) && length === 2) continue
    if (GOES_ON.test(text.slice(length - 1, length + 2)) || !isUnit(text.slice(0, length), known)) continue
    found = length
    if (ENDS_A_NAME.test(text.slice(0, length))) break
  }
  for (let long = Math.min(found + 6, most); found > 0 && long > found; long--)
    if (LONGER.test(text.slice(found, long)) && isUnit(text.slice(0, long), known)) return long
  return found
}
