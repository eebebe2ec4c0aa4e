import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { expertArgument } from './procedure.ts'

casesHold(rulebook, expertArgument.id, usual, cases)
