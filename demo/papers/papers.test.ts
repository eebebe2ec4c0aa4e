import { describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.ts'
import { readInstruction } from '#reading/instruction.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { rulebook } from '#rulebook/index.ts'
import { OfficeHours } from '../calendar.ts'
import { inventDistrict } from '../district.ts'
import { liveInMemory } from '../lived.ts'
import { seeded } from '../random.ts'
import { Titles } from '../titles.ts'
import { UNITS } from '../units.ts'
import { EMPTY_INSTRUCTIONS, PAPER_KINDS } from './kinds.ts'
import { sentencesIn } from './originals.ts'
import { arrangingWords, paperStories } from './stories.ts'

const [FROM, TO] = ['2025-11-24', '2026-11-21']
const district = inventDistrict('papers', FROM, TO)
const hours = new OfficeHours(shippedCalendar)
const stories = paperStories({ district, hours, random: seeded('papers') }, new Titles(seeded('titles')))

describe('documents of a year', () => {
  test('name units that exist, in every kind', () => {
    const known = new Set(UNITS.map(({ id }) => id))
    const named = PAPER_KINDS.flatMap(({ leads, cooperating }) => [...leads, ...cooperating])
    expect(named.filter((unit) => !known.has(unit))).toEqual([])
  })

  test('bear no title twice and leave no place open', () => {
    const titles = stories.map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
    const texts = stories.flatMap(({ title, sender, asks = '', kind, fill }) => [
      title,
      sender,
      asks,
      ...kind.instructions.map(fill),
      fill(kind.handled),
      fill(kind.answer),
    ])
    expect(texts.filter((text) => /[{}]|街道街道/.test(text))).toEqual([])
  })

  test('are instructed in words that say who does what', () => {
    const empty = stories.flatMap((story) => {
      const { route, kind, fill, title, arrivesAt } = story
      const words =
        route === 'arrange'
          ? Array.from({ length: 4 }, (_, n) => arrangingWords(story, seeded(`words-${n}`)))
          : kind.instructions.map(fill)
      const date = addDays(arrivesAt.slice(0, 10), 1)
      return words.filter((one) => readInstruction(one, { on: title, date }).label !== 'concrete')
    })
    expect([...new Set(empty)]).toEqual([])
  })

  test('are first instructed in words that say nothing, where a leader does so', () => {
    const concrete = EMPTY_INSTRUCTIONS.map((words) => words.replaceAll('{主办}', '住建局')).filter(
      (words) => readInstruction(words, { date: FROM }).label === 'concrete',
    )
    expect(concrete).toEqual([])
  })

  test('come with originals whose sentences are those that the tasks stand on', () => {
    const attached = stories.filter(({ original }) => original)
    expect(attached.length).toBeGreaterThan(5)
    for (const { original, tasks } of attached) {
      const sentences = sentencesIn(original?.text ?? '')
      for (const { sentence } of tasks) expect(sentences).toContain(sentence)
    }
  })
})

describe('tasks that documents open', () => {
  const { world } = liveInMemory({ seed: 'papers', district, calendar: shippedCalendar }, rulebook)
  const matters = [...world.matters.values()]
  const opened = matters.flatMap(({ record }) => {
    const tasks: unknown = record['tasks']
    return Array.isArray(tasks) ? tasks.map(({ task }: { task: string }) => world.matters.get(task)) : []
  })

  test('live on: most are struck off, some are under way, none is left where it was opened for months', () => {
    expect(opened.length).toBeGreaterThan(24)
    expect(opened.filter((task) => task?.state === 'struckOff').length).toBeGreaterThan(opened.length / 2)
    expect(opened.filter((task) => task?.ver === 2).length).toBeLessThan(4)
  })

  test('are all closed before their document is', () => {
    const closed = new Set(['struckOff', 'cancelled', 'merged'])
    for (const { state, record } of matters.filter(({ procedure }) => procedure === 'incoming-document')) {
      const tasks = (record['tasks'] as { task: string }[] | undefined) ?? []
      if (state !== 'settled' && state !== 'archived') continue
      for (const { task } of tasks) {
        const child = world.matters.get(task)
        // Reopened afterwards it may be under way again.
        const ended = world.chronicle.some(
          ({ matter, entry }) => matter === task && closed.has(entry.effects.to ?? ''),
        )
        expect(ended, child?.id).toBe(true)
      }
    }
  })

  test('are entered for leaders with both names, and instructed late where the limit lapsed', () => {
    const entered = world.chronicle.filter(({ entry }) => entry.by?.entered)
    expect(entered.length).toBeGreaterThan(20)
    for (const { entry } of entered) expect(entry.by?.entered?.person).not.toBe(entry.by?.person)
    expect(world.chronicle.some(({ entry }) => entry.kind === 'incoming-document.instruct.lapse')).toBe(true)
  })
})
