import { casesHold } from '#test/cases.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { study } from './procedure.ts'

casesHold(rulebook, study.id, usual, cases)

const content = () => ({ ...usual['publish'] })
walksHold(rulebook, study.id, { walks: 80, steps: 20, hints: { publish: content, revise: content } })
