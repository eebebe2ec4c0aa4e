import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { lesson } from './procedure.ts'

casesHold(rulebook, lesson.id, usual, cases)
