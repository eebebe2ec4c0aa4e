import type { Matter } from '#kernel/matter.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import type { Names, ParentRecord } from './opening.ts'

/** The item to which a walking step belongs: withdrawn on some days, so that the step may be broken off; its draft changes on others. */
export const parentAround =
  (field: Names) =>
  ({ record }: Matter): Readonly<Record<string, MatterFacts>> => {
    const day = Number(String(record['openedOn'] ?? '1').slice(-1))
    const parent: ParentRecord = {
      version: day % 3 === 0 && record['parent'] !== undefined ? 2 : 1,
      unit: 'u-housing',
      recorder: 'u-office',
      chair: 'p-mayor',
      members: [{ post: 'p-vice-1' }],
      legalUnit: 'u-justice',
    }
    return {
      'w-parent': {
        procedure: 'topic',
        state: day % 4 === 0 ? 'withdrawn' : 'preparing',
        final: day % 4 === 0,
        title: '城区排水改造',
        record: { ...parent, [field]: 'm-walk' },
      },
    }
  }
