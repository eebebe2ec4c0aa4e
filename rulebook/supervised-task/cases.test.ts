import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { supervisedTask } from './procedure.ts'

casesHold(rulebook, supervisedTask.id, usual, cases)
