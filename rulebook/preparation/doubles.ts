import type { AnyRecord, MatterFacts } from '#kernel/vocabulary.ts'
import type { Names, ParentRecord } from './opening.ts'

/** The item that opened a step, as cases have it around `m1`: of 区住建局, for a body of two, in the district of the tests. */
export const parentOf = (
  field: Names,
  record: ParentRecord & AnyRecord = {},
  more: Partial<MatterFacts> = {},
): Readonly<Record<string, MatterFacts>> => ({
  t1: {
    procedure: 'topic',
    state: 'preparing',
    final: false,
    title: '桥东片区排水改造工程',
    record: {
      [field]: 'm1',
      version: 1,
      unit: 'housing',
      recorder: 'office',
      chair: 'leaders.head',
      members: [{ post: 'leaders.deputy', order: 2 }],
      legalUnit: 'justice',
      ...record,
    },
    ...more,
  },
})
