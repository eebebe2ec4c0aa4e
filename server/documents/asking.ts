import type { AnyRecord, Asking, Actor, Procedure } from '#kernel/vocabulary.ts'
import { inWords } from '#kernel/time.ts'
import { type Instruction, readInstruction } from '#reading/instruction.ts'
import { directoryOf } from '#reading/units.ts'
import type { z } from 'zod'
import type { StoreContext } from '#store/context.ts'
import { readDirectory } from '#store/directory.ts'
import type { FileEntry } from '#store/files.ts'
import { visibleMatter } from '#store/queries/matter.ts'
import type { documents } from '../contract/operations/documents.ts'
import type { ProposalJson } from '../contract/operations.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { openFile } from '../files/open-file.ts'
import { fileRefOf } from '../files/routes.ts'
import { textApart } from '../files/text.ts'
import { matterRef } from '../matters/matter-ref.ts'
import { type Given, leaderText } from './given.ts'
import { type Reader, procedureIn, readerFor, withNames } from '../matters/reader.ts'
import { todayOf } from '../matters/ledger-view.ts'
import { noIds } from '../matters/texts.ts'
import { Problem } from '../problem.ts'
import type { Readings } from './readings.ts'
import { dueOf } from '../reading/due.ts'
import { proposalsFrom, unitsForReading } from '../reading/proposals.ts'

type AskingJson = z.infer<(typeof documents)['asking']['ok']>
type Source = AskingJson['sources'][number]
type Fate = Source['items'][number]['fate']

interface Task {
  readonly task: string
  readonly sentence?: string
}
interface SetAside {
  readonly sentence: string
  readonly reason: string
}

/** Where originals lie, and what was read of them. */
export interface Shelf {
  readonly cabinet: Cabinet
  readonly readings: Readings
}

type Units = ReturnType<typeof unitsForReading>

/** Every sentence of a document and of the instructions on it that asks for something, with what became of it. */
export async function askingOf(
  context: StoreContext,
  shelf: Shelf,
  actor: Actor,
  id: string,
): Promise<AskingJson | null> {
  const stored = await visibleMatter(context, actor, id)
  if (!stored) return null
  const { record } = stored.matter
  const plain = await readerFor(context, actor)
  const procedure = procedureIn(plain, stored.matter.procedure)
  const { asking } = procedure
  if (!asking) return null
  const tasks = rowsIn<Task>(record, asking.tasks)
  const ids = noIds()
  for (const { task } of tasks) ids.matters.add(task)
  const given = rowsIn<Given>(record, asking.instructions)
  for (const { enteredBy } of given) if (enteredBy) ids.people.add(enteredBy)
  const [reader, { units }] = await Promise.all([
    withNames(context, plain, ids),
    readDirectory(context.db, context.tenant, todayOf(plain)),
  ])
  const known = unitsForReading(units)
  const fates = new Fates(reader, tasks, rowsIn<SetAside>(record, asking.setAside))
  const files = await filesNamed(context, actor, record, asking)
  const sources = [
    ...given.map((one) => instructed(one, titleOf(procedure, record), known, reader, fates)),
    ...(await Promise.all(files.map((file) => readFile(shelf, file, record, known, fates)))),
  ]
  const next = comesFirst(procedure, asking.arrange, stored.matter.state)
  return { arrange: asking.arrange, dismiss: asking.dismiss, next, sources, others: fates.unmatched() }
}

/** 批示以后可以立项交办: the act by which a matter gets to where something can be arranged; null where it is there, or past it. */
function comesFirst(
  { powers, states, asking }: Procedure,
  arrange: string,
  state: string | null,
): string | null {
  const wanted = powers[arrange]
  if (!wanted || state === null || wanted.when === 'nothing') return null
  const places: readonly string[] = wanted.when
  const isOver = states[state]?.final === true || asking?.settled.includes(state) === true
  if (isOver || places.includes(state)) return null
  const leading = Object.values(powers).find(
    ({ when, then }) =>
      then !== undefined &&
      places.includes(then) &&
      when !== 'nothing' &&
      when.some((one) => !places.includes(one)),
  )
  return leading ? `${leading.may}以后可以${wanted.may}` : null
}

const rowsIn = <Row>(record: AnyRecord, field: string): readonly Row[] =>
  Array.isArray(record[field]) ? (record[field] as Row[]) : []

const titleOf = ({ titled }: Procedure, record: AnyRecord): string => String(record[titled] ?? '')

async function filesNamed(
  context: StoreContext,
  actor: Actor,
  record: AnyRecord,
  { files }: Asking<string, string, string>,
): Promise<FileEntry[]> {
  const found = await Promise.all(rowsIn<string>(record, files).map((file) => openFile(context, file, actor)))
  return found.filter((file) => file !== undefined)
}

/** Spaces and line ends differ between a text and the sentence that was taken from it. */
const plainly = (sentence: string): string => sentence.replace(/\s+/g, '')

/** What became of which sentence. */
class Fates {
  readonly #reader: Reader
  readonly #arranged = new Map<string, string[]>()
  readonly #setAside = new Map<string, string>()
  readonly #tasks: readonly Task[]
  readonly #told = new Set<string>()

  constructor(reader: Reader, tasks: readonly Task[], setAside: readonly SetAside[]) {
    this.#reader = reader
    this.#tasks = tasks
    for (const { task, sentence } of tasks) {
      const key = plainly(sentence ?? '')
      this.#arranged.set(key, [...(this.#arranged.get(key) ?? []), task])
    }
    for (const { sentence, reason } of setAside) this.#setAside.set(plainly(sentence), reason)
  }

  of(sentence: string): Fate {
    const key = plainly(sentence)
    const tasks = this.#arranged.get(key) ?? []
    if (tasks.length > 0) {
      for (const task of tasks) this.#told.add(task)
      const matters = this.#seen(tasks)
      return { kind: 'arranged', matters, hidden: tasks.length - matters.length }
    }
    const reason = this.#setAside.get(key)
    return reason === undefined ? { kind: 'open' } : { kind: 'setAside', reason }
  }

  unmatched() {
    return this.#seen(this.#tasks.map(({ task }) => task).filter((task) => !this.#told.has(task)))
  }

  #seen(tasks: readonly string[]) {
    return tasks.flatMap((task) => {
      const row = this.#reader.names.matters.get(task)
      return row ? [matterRef(this.#reader, row)] : []
    })
  }
}

async function readFile(
  { cabinet, readings }: Shelf,
  file: FileEntry,
  record: AnyRecord,
  units: Units,
  fates: Fates,
): Promise<Source> {
  const named = { kind: 'file' as const, title: file.name, file: fileRefOf(file), struck: null }
  const dated: unknown = record['dated'] ?? record['receivedOn']
  const date = typeof dated === 'string' ? dated : undefined
  const proposals = await readings.of(
    { sha256: Buffer.from(file.sha256).toString('hex'), units, date },
    async () => {
      const text = await textApart(file.name, await cabinet.read(file.sha256))
      return text instanceof Problem ? text : proposalsFrom(text, units, date)
    },
  )
  if (proposals instanceof Problem) return { ...named, trouble: proposals.body.detail, items: [] }
  const items = proposals.map((one) => ({ ...one, fate: fates.of(one.sentence) }))
  return { ...named, trouble: null, items }
}

function instructed(given: Given, title: string, units: Units, reader: Reader, fates: Fates): Source {
  const named = {
    kind: 'instruction' as const,
    title: `${inWords(given.on)} ${leaderText(given, reader)}批示`,
    file: null,
  }
  if (given.disowned !== undefined) {
    const said = `${inWords(given.disowned)}本人声明不是其批示${given.disownedWords ? `：${given.disownedWords}` : ''}`
    return { ...named, trouble: said, struck: given.words, items: [] }
  }
  const read = readInstruction(given.words, { on: title, date: given.on })
  const proposal = proposalOf(given.words, read, units)
  const items = read.label === 'concrete' ? [{ ...proposal, fate: fates.of(given.words) }] : []
  return { ...named, trouble: null, struck: null, items }
}

/** An instruction as the confirmation desk shows proposals: its words are the sentence. */
export function proposalOf(words: string, read: Instruction, units: Units): ProposalJson {
  const { lead, cooperate, responsible } = read.who
  const directory = directoryOf(units)
  const resolved = Object.fromEntries(
    [...lead, ...cooperate, ...responsible].flatMap((name) => {
      const unit = directory.find(name)
      return unit === undefined ? [] : [[name, unit]]
    }),
  )
  return {
    text: read.what ?? words,
    ordinal: null,
    sentence: words,
    span: [0, words.length],
    lead,
    cooperate,
    responsible,
    collective: [],
    resolved,
    ...dueOf(read.when),
    milestones: [],
    confidence: read.missing.length === 0 ? 0.95 : 0.6,
    because: read.says,
  }
}
