import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { listAdjustment } from './procedure.ts'

casesHold(rulebook, listAdjustment.id, usual, cases)
