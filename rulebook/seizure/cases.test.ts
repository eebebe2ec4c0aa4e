import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { seizure } from './procedure.ts'

casesHold(rulebook, seizure.id, usual, cases)
