import { expect, test } from 'vitest'
import { problem } from '../problem.ts'
import { type Reading, Readings } from './readings.ts'

const UNITS = [{ id: 'edu', name: '区教育局' }]
const key = (sha256: string, more: object = {}) => ({ sha256, units: UNITS, date: '2026-03-02', ...more })

/** A reader that counts, and takes its time. */
function counting(outcome: Reading = []) {
  const made = { times: 0 }
  const read = async (): Promise<Reading> => {
    made.times += 1
    await new Promise((done) => setImmediate(done))
    return outcome
  }
  return { made, read }
}

test('thirty people who open one document at once have it read once', async () => {
  const readings = new Readings()
  const { made, read } = counting()
  await Promise.all(Array.from({ length: 30 }, () => readings.of(key('a'), read)))
  await readings.of(key('a'), read)
  expect(made.times).toBe(1)
})

test('another directory, another day and other bytes are read anew', async () => {
  const readings = new Readings()
  const { made, read } = counting()
  await readings.of(key('a'), read)
  await readings.of(key('a', { units: [{ id: 'edu', name: '区教育体育局' }] }), read)
  await readings.of(key('a', { date: '2026-03-03' }), read)
  await readings.of(key('b'), read)
  expect(made.times).toBe(4)
})

test('what could not be read now is not kept', async () => {
  const readings = new Readings()
  const full = counting(problem('TOO_MANY', '正在读取的文件太多'))
  await readings.of(key('a'), full.read)
  await readings.of(key('a'), full.read)
  expect(full.made.times).toBe(2)
  const broken = () => Promise.reject(new Error('thread gone'))
  await expect(readings.of(key('c'), broken)).rejects.toThrow('thread gone')
  const { made, read } = counting()
  await readings.of(key('c'), read)
  expect(made.times).toBe(1)
})

test('no more are kept than it may: the one not used for longest goes', async () => {
  const readings = new Readings(2)
  const { made, read } = counting()
  for (const name of ['a', 'b', 'a', 'c', 'a']) await readings.of(key(name), read)
  expect(made.times).toBe(3)
  await readings.of(key('b'), read)
  expect(made.times).toBe(4)
})
