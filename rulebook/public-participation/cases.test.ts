import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { publicParticipation } from './procedure.ts'

casesHold(rulebook, publicParticipation.id, usual, cases)
