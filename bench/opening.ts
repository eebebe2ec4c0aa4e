import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { clerk, done, inParallel, leadOf } from './district.ts'
import { type Cost, cpuOfSide, inTurns, percent, rateRatio } from './figures.ts'

const TASKS = 10
/** The act itself, and for each task its two first acts. */
const ENTRIES = 1 + 2 * TASKS
const DOCUMENTS = 16
const CLIENTS = [1, 8]
const DOCUMENT = 'incoming-document'
/** What the paper says besides what it asks for. */
const BACKGROUND = '近年来内涝多发。'
const due = '2026-11-30'

export interface OpeningFigures {
  readonly clients: number
  readonly rounds: readonly Readonly<Record<'together' | 'singly', Cost>>[]
}

const office = clerk('u1')
const leader: Actor = {
  person: 'p-u0-head',
  post: 'u0-head',
  unit: 'u0',
  level: 'head',
  functions: ['leadership'],
  as: 'holder',
}

/** The same entries made by acts that open ten tasks in one transaction each, and by single acts. Rates are of entries. */
export async function openingBench(
  context: StoreContext,
  times: number,
  cost: (work: () => Promise<number>) => Promise<Cost>,
): Promise<OpeningFigures[]> {
  const found: OpeningFigures[] = []
  for (const clients of CLIENTS) {
    const rounds = []
    for (let round = 0; round < times; round++) {
      const [forTogether, forSingly] = [await instructed(context), await instructed(context)]
      const sides = {
        together: () => cost(() => forEach(forTogether, clients, (id) => together(context, id))),
        singly: () => cost(() => forEach(forSingly, clients, (id) => singly(context, id))),
      }
      rounds.push(await inTurns(sides, round))
    }
    found.push({ clients, rounds })
  }
  return found
}

/** Papers that a leader has instructed: registered, proposed, instructed. */
async function instructed(context: StoreContext): Promise<string[]> {
  const ids: string[] = []
  await inParallel(8, async () => {
    while (ids.length < DOCUMENTS) {
      const at = ids.push('') - 1
      ids[at] = await paper(context)
    }
  })
  return ids
}

async function paper(context: StoreContext): Promise<string> {
  const asks = [BACKGROUND, ...Array.from({ length: TASKS }, (_, n) => sentence(n))].join('\n')
  const form = { title: '关于做好城市内涝治理工作的通知', sender: '上级住建局', secrecy: 'none', asks }
  const matter = await done(context, { procedure: DOCUMENT, act: 'register', form, actor: office })
  const proposal = { checked: 'fit', proposal: '拟请领导批示', leader: leader.post }
  await done(context, { procedure: DOCUMENT, act: 'propose', form: proposal, actor: office, matter })
  const words = { words: '请单位3牵头，单位4配合，11月30日前完成积水点改造并报我。' }
  await done(context, { procedure: DOCUMENT, act: 'instruct', form: words, actor: leader, matter })
  return matter
}

async function forEach(
  ids: readonly string[],
  clients: number,
  work: (id: string) => Promise<void>,
): Promise<number> {
  const waiting = [...ids]
  await inParallel(clients, async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await work(id)
  })
  return ids.length * ENTRIES
}

const task = (n: number): string => `完成第${n}处积水点改造并通过验收`
const sentence = (n: number): string => `第${n}处积水点11月底前完成改造。`

async function together(context: StoreContext, matter: string): Promise<void> {
  const tasks = Array.from({ length: TASKS }, (_, n) => ({
    task: task(n),
    lead: leadOf(n),
    due,
    sentence: sentence(n),
  }))
  await done(context, { procedure: DOCUMENT, act: 'arrange', form: { tasks }, actor: office, matter })
}

async function singly(context: StoreContext, matter: string): Promise<void> {
  const setAside = [{ sentence: BACKGROUND, reason: '属背景说明' }]
  await done(context, { procedure: DOCUMENT, act: 'setAside', form: { setAside }, actor: office, matter })
  for (let n = 0; n < TASKS; n++) {
    const authority = { kind: 'instruction', title: '领导批示', on: '2026-03-04', sentence: sentence(n) }
    const form = { task: task(n), authority, arranger: leader.post, lead: leadOf(n), due }
    const opened = await done(context, { act: 'setUp', form, actor: clerk('u2') })
    await done(context, { act: 'assign', form: {}, actor: clerk('u2'), matter: opened })
  }
}

export function openingSection(found: readonly OpeningFigures[]): string {
  const line = ({ clients, rounds }: OpeningFigures): string => {
    const cpu = (side: 'together' | 'singly'): string =>
      cpuOfSide(rounds.map((round) => round[side])).toFixed(0)
    return `| ${clients} | ${percent(rateRatio(rounds, 'together', 'singly'))} | ${cpu('together')} | ${cpu('singly')} |`
  }
  return `## An act that opens ${TASKS} tasks

${ENTRIES} entries in one transaction, the act and the first two acts of each task, against the same number of entries by single acts:
entries per second, and CPU µs per entry, database and Node together.

| clients | together against singly | CPU together | CPU singly |
|---|---|---|---|
${found.map(line).join('\n')}`
}
