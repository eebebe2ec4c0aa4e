import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTasks } from '#reading/read.ts'
import { fileText } from '#server/text/file-text.ts'
import { UNITS } from './units.ts'

const FOLDER = new URL('documents/', import.meta.url)
const directory = UNITS.map(({ id, name, shortName, aliases, kind, domains }) => ({
  id,
  name,
  shortNames: [shortName, ...aliases],
  kind,
  domains,
}))

const documents = readdirSync(FOLDER).filter((name) => /\.(txt|docx)$/.test(name))

test('there are a plan, minutes, a notice and a table', () => {
  expect(documents).toHaveLength(4)
})

test.each(documents)('%s is read into tasks whose units the directory knows', async (name) => {
  const read = await fileText(name, readFileSync(new URL(name, FOLDER)))
  if (!read.ok) throw new Error(read.because)
  const { items, year } = readTasks(read.text, { directory })
  expect(year).toBe(2026)
  expect(items.length).toBeGreaterThanOrEqual(7)
  const unknown = items.flatMap(({ lead, cooperate, responsible, collective, resolved }) =>
    [...lead, ...cooperate, ...responsible].filter((unit) => !resolved[unit] && !collective.includes(unit)),
  )
  expect(unknown).toEqual([])
})
