import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { penaltyCase } from './procedure.ts'

casesHold(rulebook, penaltyCase.id, usual, cases)
