import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { normativeDocument } from './procedure.ts'

casesHold(rulebook, normativeDocument.id, usual, cases)
