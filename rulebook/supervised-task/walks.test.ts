import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { supervisedTask } from './procedure.ts'

walksHold(rulebook, supervisedTask.id)
