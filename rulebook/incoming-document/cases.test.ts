import type { Hints } from '#demo/walk.ts'
import { casesHold } from '#test/cases.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { incomingDocument } from './procedure.ts'

casesHold(rulebook, incomingDocument.id, usual, cases)

/** What a leader writes, on the sheet that whoever enters it puts beside it. */
const hints: Hints = { instruct: () => ({ ...usual['instruct'], written: ['file1'] }) }

walksHold(rulebook, incomingDocument.id, { hints })
