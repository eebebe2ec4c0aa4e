import type { Rulebook } from '#kernel/vocabulary.ts'
import { incomingDocument } from './incoming-document/procedure.ts'
import { norms } from './norms.ts'
import { outgoingDocument } from './outgoing-document/procedure.ts'
import { supervisedTask } from './supervised-task/procedure.ts'

/** The district's rules: what the kernel executes, the pages explain and the API offers. */
export const rulebook: Rulebook = {
  procedures: {
    'supervised-task': supervisedTask,
    'incoming-document': incomingDocument,
    'outgoing-document': outgoingDocument,
  },
  norms,
}
