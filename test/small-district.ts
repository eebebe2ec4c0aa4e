import { MOST_OPENED } from '#kernel/vocabulary.ts'
import { smallDirectory } from '#demo/small-district.ts'
import { smallItems, smallLaws, smallResting } from '#demo/small-lists.ts'
import type { Facts } from '#kernel/apply.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'

export { SEATS, actor, smallDirectory } from '#demo/small-district.ts'

export const smallFacts: Facts = {
  directory: smallDirectory,
  calendar: shippedCalendar,
  parameters: {},
  items: smallItems,
  laws: smallLaws,
  resting: smallResting,
  matters: {
    other: { procedure: 'supervised-task', state: 'underway', final: false, title: '另一件', record: {} },
    closed: {
      procedure: 'supervised-task',
      state: 'struckOff',
      final: true,
      title: '了结的一件',
      record: {},
    },
  },
  fresh: Array.from({ length: MOST_OPENED }, (_, i) => `f${i + 1}`),
}
