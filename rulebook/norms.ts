import type { Enforces, Norm, NormId } from '#kernel/vocabulary.ts'
import { enforces as body } from './body/enforces.ts'
import { enforces as contract } from './contract/enforces.ts'
import { enforces as decision } from './decision/enforces.ts'
import { enforces as exam } from './exam/enforces.ts'
import { enforces as fieldResearch } from './field-research/enforces.ts'
import { enforces as houseExpropriation } from './house-expropriation/enforces.ts'
import { enforces as householdCompensation } from './household-compensation/enforces.ts'
import { enforces as landExpropriation } from './land-expropriation/enforces.ts'
import { enforces as incomingDocument } from './incoming-document/enforces.ts'
import { enforces as lawfulPath } from './lawful-path/enforces.ts'
import { enforces as legalAdviser } from './legal-adviser/enforces.ts'
import { enforces as legalityReview } from './legality-review/enforces.ts'
import { enforces as basisReview } from './basis-review/enforces.ts'
import { enforces as instrument } from './instrument/enforces.ts'
import { enforces as lesson } from './lesson/enforces.ts'
import { enforces as licence } from './licence/enforces.ts'
import { enforces as listAdjustment } from './list-adjustment/enforces.ts'
import { enforces as meeting } from './meeting/enforces.ts'
import { enforces as normativeDocument } from './normative-document/enforces.ts'
import { enforces as opinion } from './opinion/enforces.ts'
import { enforces as opinions } from './opinions/enforces.ts'
import { enforces as outgoingDocument } from './outgoing-document/enforces.ts'
import { enforces as penalty } from './penalty/enforces.ts'
import { enforces as seizure } from './seizure/enforces.ts'
import { enforces as publicParticipation } from './public-participation/enforces.ts'
import { enforces as expertArgument } from './expert-argument/enforces.ts'
import { enforces as riskAssessment } from './risk-assessment/enforces.ts'
import { enforces as fairCompetitionReview } from './fair-competition-review/enforces.ts'
import { enforces as study } from './study/enforces.ts'
import { enforces as training } from './training/enforces.ts'
import { enforces as supervisedTask } from './supervised-task/enforces.ts'
import { enforces as topic } from './topic/enforces.ts'

type Bite = Norm['bites'][number]

const norm = (
  title: string,
  statement: string,
  bites: readonly Bite[],
  enforcedBy: readonly string[] = [],
): Norm => ({
  title,
  statement,
  bites,
  enforcedBy,
})

/** 规范目录 A1…I3, with what the kernel itself enforces. */
const listed: Readonly<Record<NormId, Norm>> = {
  A1: norm('三重一大集体决策', '重大事项由领导班子集体决定，不由个人决定', ['gate', 'watch']),
  A2: norm('常务会议每两周一次', '区政府常务会议两周内召开一次，成熟议题列入下次会议', ['duty']),
  A3: norm('人人参与', '每名成员从各自角度发表意见，不能沉默', ['duty', 'gate']),
  A4: norm('反对一言堂', '主要领导末位表态，不无声否决多数意见', ['gate']),
  A5: norm('反对附和了事', '意见须有理由', ['watch']),
  A6: norm('决策过程受监督', '纪检监察全程监督，每项决策附过程证明', ['open']),
  A7: norm('各级班子同样执行', '部门、街道的班子按同样规则决策', ['gate']),
  A8: norm('民主集中', '少数服从多数，不同意见入档，决定后全体执行', ['duty']),
  B1: norm('文件不抵触上位法', '规范性文件须经合法性审查和集体讨论，载明依据和有效期', ['gate']),
  B2: norm('法律顾问及早介入、全程参与', '重大决策从起步就听取法律顾问意见', ['gate']),
  B3: norm('全员学法', '每年学法和考试；无执法资格不得执法', ['duty', 'gate']),
  B4: norm('法无授权不可为', '影响相对人权利义务的行为须有权力清单依据', ['gate']),
  B5: norm('执法走完程序', '征迁、征收、暂扣、处罚按法定步骤办理', ['gate', 'duty']),
  B6: norm('正反案例', '好做法和坏案例用于学习', ['open']),
  B7: norm('难题找法律路径', '“没有依据”不是不作为的理由，法制机构须给出路径', ['duty', 'gate']),
  C1: norm('公文按程序办', '从签收、批示到办理，每一步按程序', ['gate', 'duty', 'watch']),
  C2: norm('部署、落实、反馈、总结', '没有反馈和总结不得销号', ['gate', 'duty']),
  C3: norm('交办、督办、评价三者齐备', '领导交办的事有人督、有人评，承办人不得自己核实销号', [
    'watch',
    'duty',
    'gate',
  ]),
  C4: norm('解决不了的及时上报', '分管范围内的问题，限期解决或者上报主要领导、会议', ['duty', 'gate']),
  C5: norm('不推诿', '只能在2个工作日内依权责清单申请退回一次，裁定有约束力', ['gate', 'watch', 'duty']),
  C6: norm('批示要明确', '批示写明谁办、办什么、何时办完', ['gate', 'duty']),
  C7: norm('问题现场办、有答复', '基层和企业的问题有人查、有人办、有答复', ['duty']),
  C8: norm('按期办结或者及时报告', '不落实也不报告才是违规；及时报告困难受保护', ['duty', 'gate', 'watch']),
  C9: norm('口头、书面、短信反馈同等', '三种渠道记入同一份记录', ['duty']),
  C10: norm('部门的事部门办', '政府办不作业务牵头单位，不把事都上交', ['gate', 'watch']),
  C11: norm('交办代表政府', '交办写明依据哪件批示、哪次会议；1个工作日内签收', ['gate', 'duty']),
  D1: norm('整改变制度', '整改措施固化为制度，在执行中改进', ['duty']),
  D2: norm('四张清单一张权责表', '许可、权力、专项资金、收费清单和责任清单有依据、动态调整', [
    'gate',
    'open',
  ]),
  D3: norm('清单就是程序', '清单写什么，系统就允许什么；公布的清单由系统生成', ['gate']),
  D4: norm('政务公开', '主动公开20个工作日，依申请公开20个工作日答复', ['duty', 'open']),
  D5: norm('接受社会监督', '清单、决定、承诺和进度向社会公开', ['open']),
  E1: norm('学习常态化', '理论、法律、政策、业务、外地经验五方面学习', ['duty']),
  E2: norm('经验变工作', '外地经验转成本地工作并反馈结果', ['duty']),
  F1: norm(
    '领导带头',
    '领导自己的职责排在最前',
    ['duty', 'open'],
    ['duty:supervised-task.assess', 'power:supervised-task.assess'],
  ),
  F2: norm('急事领导在前', '突发事件有一名总指挥、一本记录', ['duty']),
  G1: norm('决策前先调研', '决策附第一手调研记录', ['gate']),
  G2: norm('多方督查', '分管领导、主管部门、督查室共同督查，被督查单位看得到全部记录', [
    'duty',
    'open',
    'gate',
    'watch',
  ]),
  G3: norm('定了就办', '决定的事立即部署、限时办结，令行禁止', ['duty', 'gate']),
  G4: norm('不作为要追究', '不作为、乱作为、推诿扯皮要查处，容错有据', ['duty']),
  H1: norm('研究上级政策', '找到政策机会、争取资金', ['duty']),
  H2: norm('争取上级支持', '用地指标、规划审批和水电气协调', ['duty']),
  H3: norm('向联系领导报告', '定期向项目联系领导报告进展', ['duty']),
  I1: norm('项目全链条', '谋划、招商、签约、落地、建设、竣工、运营一环不断', ['duty']),
  I2: norm('信任和授权', '授权有记录、有期限、有范围、可撤回', ['gate'], ['kernel:DELEGATION_EXCEEDED']),
  I3: norm('垂直管理单位同责', '驻区单位同样承担职责', ['duty']),
}

/** What the procedures say they enforce, each in its own folder. */
const procedures: readonly Enforces[] = [
  incomingDocument,
  outgoingDocument,
  supervisedTask,
  body,
  meeting,
  topic,
  decision,
  opinions,
  opinion,
  listAdjustment,
  lesson,
  licence,
  exam,
  training,
  study,
  instrument,
  basisReview,
  legalityReview,
  normativeDocument,
  contract,
  seizure,
  fieldResearch,
  publicParticipation,
  fairCompetitionReview,
  riskAssessment,
  expertArgument,
  lawfulPath,
  legalAdviser,
  houseExpropriation,
  householdCompensation,
  landExpropriation,
  penalty,
]

/**
 * 规范目录 with what enforces each norm, as `gate:…`, `duty:…`, `watch:…` or `power:…`; a check holds the lists against the declarations
 * in both directions. An empty list is a norm that is not enforced yet, and says so.
 */
export const norms: Readonly<Record<NormId, Norm>> = Object.fromEntries(
  Object.entries(listed).map(([id, one]) => {
    const declared = procedures.flatMap((enforces) => enforces[id as NormId] ?? [])
    return [id, { ...one, enforcedBy: [...new Set([...one.enforcedBy, ...declared])] }]
  }),
)
