import type { Rulebook } from '#kernel/vocabulary.ts'
import { 个人信息保护法 } from './laws.ts'
import { body } from './body/procedure.ts'
import { exam } from './exam/procedure.ts'
import { fieldResearch } from './field-research/procedure.ts'
import { houseExpropriation } from './house-expropriation/procedure.ts'
import { householdCompensation } from './household-compensation/procedure.ts'
import { landExpropriation } from './land-expropriation/procedure.ts'
import { incomingDocument } from './incoming-document/procedure.ts'
import { lawfulPath } from './lawful-path/procedure.ts'
import { basisReview } from './basis-review/procedure.ts'
import { instrument } from './instrument/procedure.ts'
import { legalAdviser } from './legal-adviser/procedure.ts'
import { legalityReview } from './legality-review/procedure.ts'
import { lesson } from './lesson/procedure.ts'
import { licence } from './licence/procedure.ts'
import { listAdjustment } from './list-adjustment/procedure.ts'
import { meeting } from './meeting/procedure.ts'
import { norms } from './norms.ts'
import { normativeDocument } from './normative-document/procedure.ts'
import { opinion } from './opinion/procedure.ts'
import { opinions } from './opinions/procedure.ts'
import { outgoingDocument } from './outgoing-document/procedure.ts'
import { contract } from './contract/procedure.ts'
import { decision } from './decision/procedure.ts'
import { topic } from './topic/procedure.ts'
import { penaltyCase } from './penalty/procedure.ts'
import { seizure } from './seizure/procedure.ts'
import { publicParticipation } from './public-participation/procedure.ts'
import { expertArgument } from './expert-argument/procedure.ts'
import { riskAssessment } from './risk-assessment/procedure.ts'
import { fairCompetitionReview } from './fair-competition-review/procedure.ts'
import { study } from './study/procedure.ts'
import { training } from './training/procedure.ts'
import { supervisedTask } from './supervised-task/procedure.ts'

/** The district's rules: what the kernel executes, the pages explain and the API offers. */
export const rulebook: Rulebook = {
  procedures: {
    'supervised-task': supervisedTask,
    'incoming-document': incomingDocument,
    'outgoing-document': outgoingDocument,
    body,
    meeting,
    topic,
    decision,
    opinions,
    opinion,
    'legality-review': legalityReview,
    'normative-document': normativeDocument,
    contract,
    seizure,
    'field-research': fieldResearch,
    'public-participation': publicParticipation,
    'fair-competition-review': fairCompetitionReview,
    'risk-assessment': riskAssessment,
    'expert-argument': expertArgument,
    'lawful-path': lawfulPath,
    'legal-adviser': legalAdviser,
    'house-expropriation': houseExpropriation,
    'household-compensation': householdCompensation,
    'list-adjustment': listAdjustment,
    lesson,
    licence,
    exam,
    training,
    study,
    instrument,
    'basis-review': basisReview,
    'land-expropriation': landExpropriation,
    penalty: penaltyCase,
  },
  norms,
  // The head of the office that answers for the documents of the whole government, not whoever supervises its tasks.
  erasing: {
    function: 'coordination',
    level: 'head',
    title: '政府办主要负责人',
    basis: [个人信息保护法(47)],
  },
}
