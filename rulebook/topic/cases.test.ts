import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { topic } from './procedure.ts'

casesHold(rulebook, topic.id, usual, cases)
