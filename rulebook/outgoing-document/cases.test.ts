import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { outgoingDocument } from './procedure.ts'

casesHold(rulebook, outgoingDocument.id, usual, cases)
