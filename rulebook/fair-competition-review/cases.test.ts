import { casesHold } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { fairCompetitionReview } from './procedure.ts'

casesHold(rulebook, fairCompetitionReview.id, usual, cases)
