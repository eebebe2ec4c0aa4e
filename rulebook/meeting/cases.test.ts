import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { meeting } from './procedure.ts'

casesHold(rulebook, meeting.id, usual, cases)
