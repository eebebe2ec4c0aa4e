import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { lawfulPath } from './procedure.ts'

casesHold(rulebook, lawfulPath.id, usual, cases)
