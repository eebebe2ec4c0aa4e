import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { opinion } from './procedure.ts'

casesHold(rulebook, opinion.id, usual, cases)
