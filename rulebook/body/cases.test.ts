import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { body } from './procedure.ts'

casesHold(rulebook, body.id, usual, cases)
