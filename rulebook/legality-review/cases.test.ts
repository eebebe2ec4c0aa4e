import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { legalityReview } from './procedure.ts'

casesHold(rulebook, legalityReview.id, usual, cases)
