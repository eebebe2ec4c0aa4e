import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { legalAdviser } from './procedure.ts'

casesHold(rulebook, legalAdviser.id, usual, cases)
