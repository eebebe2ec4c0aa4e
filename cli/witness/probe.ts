// Run by the test of the witness as a process of its own: killed by itself at a named point, or from outside at any.

import { GrowingLog } from '#test/growing-log.ts'
import { testWitness } from '#test/witnesses.ts'
import { answer } from './answer.ts'

interface Order {
  readonly folder: string
  readonly point?: string
  readonly text?: string
  readonly texts?: readonly string[]
}

const order = JSON.parse(process.argv[2] ?? '') as Order
const log = new GrowingLog('luoshi.example.gov.cn/log/330106')
const witness = {
  ...testWitness(order.folder, log),
  reached: (point: string) => {
    if (point === order.point) process.kill(process.pid, 'SIGKILL')
  },
}
for (const text of order.texts ?? [order.text ?? '']) {
  const given = await answer(witness, text)
  if (given.ok) process.stdout.write(`${given.size}\n`)
}
