import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { opinions } from './procedure.ts'

casesHold(rulebook, opinions.id, usual, cases)
