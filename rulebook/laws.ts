import type { Basis } from '#kernel/vocabulary.ts'

type Instrument = (article?: number | string) => Basis

/** An instrument the rulebook names, as the register begins with it. */
export interface NamedInstrument {
  readonly title: string
  readonly status: Basis['status']
  readonly from: string
}

const named: NamedInstrument[] = []

/** Every instrument the rulebook names, once: what the law register of a new district begins with. */
export const instrumentsNamed = (): readonly NamedInstrument[] => [
  ...new Map(named.map((one) => [one.title, one])).values(),
]

const instrument = (title: string, status: Basis['status'], from: string, to?: string): Instrument => {
  named.push({ title, status, from })
  return (article) => ({
    title,
    ...(article === undefined ? {} : { article: typeof article === 'number' ? `第${article}条` : article }),
    status,
    from,
    ...(to ? { to } : {}),
  })
}

/** 《政府督查工作条例》, 国务院令第733号. */
export const 督查条例 = instrument('政府督查工作条例', 'verified', '2021-02-01')

/** 《党政机关公文处理工作条例》, 中办发〔2012〕14号; read in reprints. */
export const 公文条例 = instrument('党政机关公文处理工作条例', 'secondary', '2012-07-01')

/** Articles of the same instrument that are known from practice only: no reprint of them was read. */
export const 公文条例待核 = instrument('党政机关公文处理工作条例', 'unverified', '2012-07-01')

/** 《地方各级人民代表大会和地方各级人民政府组织法》 (2022). */
export const 地方组织法 = instrument('地方各级人民代表大会和地方各级人民政府组织法', 'verified', '2022-03-12')

/** 《重大行政决策程序暂行条例》, 国务院令第713号. */
export const 决策条例 = instrument('重大行政决策程序暂行条例', 'verified', '2019-09-01')

/** 《中国共产党党组工作条例》 (2019); read in reprints. */
export const 党组条例 = instrument('中国共产党党组工作条例', 'secondary', '2019-04-06')

/** 《政府信息公开条例》 (2019). */
export const 信息公开条例 = instrument('中华人民共和国政府信息公开条例', 'verified', '2019-05-15')

/** 《公平竞争审查条例》 (2024). */
export const 公平竞争审查条例 = instrument('公平竞争审查条例', 'verified', '2024-08-01')

/** 《公职人员政务处分法》, on deciding alone what is for the body to decide. */
export const 政务处分法 = instrument('公职人员政务处分法', 'verified', '2020-07-01')

/** 《党政领导干部选拔任用工作条例》 (2019); read in extracts. */
export const 干部任用条例 = instrument('党政领导干部选拔任用工作条例', 'secondary', '2019-03-03')

/** The rules by which each body meets and decides; every number in them is the body's own. */
export const 议事规则 = instrument('本区议事决策规则', 'own', '2024-01-01')

/** 《保守国家秘密法》 (2024); from knowledge, the text was not read. */
export const 保密法 = instrument('保守国家秘密法', 'unverified', '2024-05-01')

/** 《个人信息保护法》 (2021), on erasing; from knowledge, the text was not read. */
export const 个人信息保护法 = instrument('个人信息保护法', 'unverified', '2021-11-01')

/** 《民法典》 on periods. */
export const 民法典 = instrument('民法典', 'verified', '2021-01-01')

/** 《整治形式主义为基层减负若干规定》 (2024); read in reprints. */
export const 减负规定 = instrument('整治形式主义为基层减负若干规定', 'secondary', '2024-08-06')

/** 《民营经济促进法》 (2025). */
export const 民营经济促进法 = instrument('中华人民共和国民营经济促进法', 'verified', '2025-05-20')

/** 《行政复议法》 (2023). */
export const 复议法 = instrument('中华人民共和国行政复议法', 'verified', '2024-01-01')

/** 《行政诉讼法》 (2017). */
export const 行政诉讼法 = instrument('中华人民共和国行政诉讼法', 'verified', '2017-07-01')

/** 《民事诉讼法》 (2023), on service. */
export const 民事诉讼法 = instrument('中华人民共和国民事诉讼法', 'verified', '2024-01-01')

/** 《国家赔偿法》 (2012), on the term to answer a claim; from knowledge, the text was not read. */
export const 国家赔偿法 = instrument('中华人民共和国国家赔偿法', 'unverified', '2013-01-01')

/** The three systems of enforcement, 国办发〔2018〕118号; its times are from knowledge. */
export const 三项制度 = instrument(
  '关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
  'secondary',
  '2018-12-05',
)

/** Articles of the same that are known from practice only. */
export const 三项制度待核 = instrument(
  '关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
  'unverified',
  '2018-12-05',
)

/** 《关于严格规范涉企行政检查的意见》, 国办发〔2024〕54号; read in summaries. */
export const 涉企检查意见 = instrument('关于严格规范涉企行政检查的意见', 'secondary', '2025-01-03')

/** 《行政执法监督条例》, 国务院令第825号; read in a reprint up to Article 6. */
export const 执法监督条例 = instrument('行政执法监督条例', 'secondary', '2026-02-01')

/** Numbers that an enforcing organ sets for itself where the law says “及时” or “立即”. */
export const 执法细则 = instrument('本机关行政执法工作细则', 'own', '2024-01-01')

/** The district head's own working rules: what this rulebook executes. */
export const 工作规则 = instrument('区人民政府工作规则', 'own', '2024-01-01')

/** The published list of each unit's powers and duties. */
export const 权责清单 = instrument('区级部门权责清单', 'own', '2024-01-01')

/** 国办发〔2018〕37号, on making and supervising normative documents; read in reprints. */
export const 规范性文件通知 = instrument(
  '国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知',
  'secondary',
  '2018-05-16',
)

/** 国办发〔2018〕115号, on reviewing their legality; known from reprints of its beginning, its limits from knowledge. */
export const 合法性审核意见 = instrument(
  '国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见',
  'unverified',
  '2018-12-20',
)

/** 中办发〔2016〕30号, on legal advisers and public lawyers; read in press texts. */
export const 法律顾问意见 = instrument(
  '关于推行法律顾问制度和公职律师公司律师制度的意见',
  'secondary',
  '2016-06-16',
)

/** 《行政处罚法》 (2021). */
export const 处罚法 = instrument('中华人民共和国行政处罚法', 'verified', '2021-07-15')

/** 《行政强制法》. */
export const 强制法 = instrument('中华人民共和国行政强制法', 'verified', '2012-01-01')

/** 《行政许可法》, as amended in 2019. */
export const 许可法 = instrument('中华人民共和国行政许可法', 'verified', '2004-07-01')

/** 《优化营商环境条例》, 国务院令第722号. */
export const 优化营商环境条例 = instrument('优化营商环境条例', 'verified', '2020-01-01')

/** The province's rules on normative documents: validity, filing and clean-up differ from one to the next; to be replaced by the real one. */
export const 规范性文件办法 = instrument('本省行政规范性文件管理规定', 'unverified', '2019-01-01')

/** 《国有土地上房屋征收与补偿条例》, 国务院令第590号. */
export const 征补条例 = instrument('国有土地上房屋征收与补偿条例', 'verified', '2011-01-21')

/** 《国有土地上房屋征收评估办法》, 建房〔2011〕77号; its days read in secondary sources. */
export const 评估办法 = instrument('国有土地上房屋征收评估办法', 'secondary', '2011-06-03')

/** 法释〔2012〕4号, on enforcing compensation decisions through the court. */
export const 征补执行规定 = instrument(
  '最高人民法院关于办理申请人民法院强制执行国有土地上房屋征收补偿决定案件若干问题的规定',
  'verified',
  '2012-04-10',
)

/** 《土地管理法》 (2019). */
export const 土地管理法 = instrument('中华人民共和国土地管理法', 'verified', '2020-01-01')

/** 《土地管理法实施条例》, 国务院令第743号. */
export const 土地条例 = instrument('中华人民共和国土地管理法实施条例', 'verified', '2021-09-01')

/** The district's own rules for expropriations, for what national texts leave to it. */
export const 征收工作规则 = instrument('本区征收与补偿工作规则', 'own', '2024-01-01')

/** The district's own rules on licences of enforcement officers; the national form of the card is known, its terms vary by province. */
export const 执法证管理 = instrument('本区行政执法证管理规定', 'own', '2024-01-01')

/** The district's own rules on learning the law and on exams, for what national texts leave to it. */
export const 学法制度 = instrument('本区国家工作人员学法用法和执法资格考试规定', 'own', '2024-01-01')

/** 《关于建立领导干部应知应会党内法规和国家法律清单制度的意见》 (2023); from knowledge, the text was not read. */
export const 应知应会意见 = instrument(
  '关于建立领导干部应知应会党内法规和国家法律清单制度的意见',
  'unverified',
  '2023-08-02',
)
