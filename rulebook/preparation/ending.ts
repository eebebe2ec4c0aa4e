import type { AnyRecord, Basis, Gate, NormId, Power } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { gate } from '../gate.ts'
import type { ParentRecord } from './opening.ts'
import type { OfParent } from './record.ts'

interface Ending {
  readonly [field: string]: ReturnType<typeof words>
  readonly ending: ReturnType<typeof words>
}

/** What was said stands: a step is not broken off to be held again before others while the text is the same. */
export const saidStands = (
  name: string,
  said: (record: AnyRecord) => string | null,
  { norm, basis }: { readonly norm: NormId; readonly basis: readonly Basis[] },
): Gate =>
  gate({
    name,
    code: 'SAID_STANDS',
    norm,
    basis,
    title: '已经听取的意见不因重新组织而作废',
    needs: ['children'],
    refuses: ({ record, matters }) => {
      const happened = said(record)
      const parent = matters[String(record['parent'])]
      const { version = 1, urgentOn }: ParentRecord = parent?.record ?? {}
      const isOver = parent === undefined || parent.final || urgentOn !== undefined
      if (happened === null || isOver || version > Number(record['version'])) return null
      return {
        message: `${happened}，材料没有改过，不能终止`,
        remedy: '请办完这项程序；材料确需修改的，先在所属事项上修改材料，再终止并重新启动',
      }
    },
  })

/** 终止: by whoever answers for the unit, with the reason. */
export const stopping = <const S extends string>(
  when: readonly S[],
  { gates = [], basis }: { readonly gates?: readonly Gate[]; readonly basis: readonly Basis[] },
): Power<'applicantHead' | 'recorder', S | 'stopped', never, Ending, OfParent> => ({
  may: '终止',
  who: ['applicantHead'],
  when,
  then: 'stopped',
  form: { ending: words('理由', ['议题撤回', '议题材料已经修改，重新启动', '依法不再需要']) },
  gates,
  writes: ({ form }) => ({ ending: form.ending }),
  informs: ['recorder'],
  weight: 'side',
  basis,
})
