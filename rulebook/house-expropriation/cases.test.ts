import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { houseExpropriation } from './procedure.ts'

casesHold(rulebook, houseExpropriation.id, usual, cases)
