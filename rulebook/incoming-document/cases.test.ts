import { casesHold } from '#test/cases.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { incomingDocument } from './procedure.ts'

casesHold(rulebook, incomingDocument.id, usual, cases)
walksHold(rulebook, incomingDocument.id)
