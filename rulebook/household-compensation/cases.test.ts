import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { householdCompensation } from './procedure.ts'

casesHold(rulebook, householdCompensation.id, usual, cases)
