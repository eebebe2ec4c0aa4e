// Loaded before a process of the service (`--import`): its clock stands where the file of LUOSHI_TEST_CLOCK says, so that months
// of deadlines come due within an hour. Nothing of the service knows of it.

import { readFileSync } from 'node:fs'

const LOOK_EVERY_MS = 20

const file = process.env['LUOSHI_TEST_CLOCK'] ?? ''
const RealDate = Date
let ahead = readAhead()
setInterval(() => (ahead = readAhead()), LOOK_EVERY_MS).unref()

function readAhead(): number {
  const text = readFileSync(file, 'utf8')
  // An empty file is one that is just being written.
  return text === '' ? ahead : Number(text)
}

const now = (): number => RealDate.now() + ahead

globalThis.Date = new Proxy(RealDate, {
  construct: (target, values, made) =>
    Reflect.construct(target, values.length === 0 ? [now()] : values, made) as Date,
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
})
