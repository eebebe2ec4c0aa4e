import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { landExpropriation } from './procedure.ts'

casesHold(rulebook, landExpropriation.id, usual, cases)
