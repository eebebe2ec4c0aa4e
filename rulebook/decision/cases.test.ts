import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { decision } from './procedure.ts'

casesHold(rulebook, decision.id, usual, cases)
