import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { riskAssessment } from './procedure.ts'

casesHold(rulebook, riskAssessment.id, usual, cases)
