import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { fieldResearch } from './procedure.ts'

casesHold(rulebook, fieldResearch.id, usual, cases)
