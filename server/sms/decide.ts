import { dayAt, msBetween } from '#kernel/time.ts'
import type { Reply } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type SeatRow, seatsOf } from '#store/identity.ts'
import { type Item, codesFor, itemKey } from '#store/item-codes.ts'
import {
  type AnswerableRow,
  type CodedItem,
  answerable,
  codesOf,
  holdersOfPhone,
  lastWrittenAbout,
} from '#store/queries/answerable.ts'
import {
  type Ending,
  INCOMPLETE,
  type Intent,
  type Waiting,
  isOvertaken,
  sentBefore,
} from '#store/sms-received.ts'
import { actorIn } from '../identity/caller.ts'
import { type Reading, readSms } from './grammar.ts'
import * as texts from './texts.ts'

/** Messages of one phone that are dealt with in an hour; one more is told so, the others are only kept. */
export const MOST_AN_HOUR = 30
const HOUR_MS = 3_600_000
/** A message that was so long on its way says nothing of today. */
const OLD_MS = 2 * 86_400_000
/** Items offered when it is not clear which was meant. */
const OFFERED = 3

/** What a message comes to: an act to be done, or the end of it. */
export type Decided =
  | { readonly kind: 'act'; readonly item: Item; readonly intent: Intent }
  | { readonly kind: 'end'; readonly ending: Ending }

const end = (ending: Ending): Decided => ({ kind: 'end', ending })

/** Somebody known by the number, and everything they may answer. */
interface Sender {
  readonly person: string
  readonly seats: readonly SeatRow[]
  readonly codes: ReadonlyMap<string, CodedItem>
  readonly open: readonly AnswerableRow[]
}

/** Decides what a message comes to. The number is a claim: it opens nothing but the answers that duties declare. */
export async function decideSms(context: StoreContext, message: Waiting): Promise<Decided> {
  const before = await sentBefore(context, message, HOUR_MS)
  const holders = (await holdersOfPhone(context, message.phone)).filter(({ disabled }) => !disabled)
  const [holder] = holders
  // Strangers get no answer: it would cost money and tell that somebody listens.
  if (!holder) return end({ status: 'ignored', because: '号码不在名录里，或者账号已停用' })
  if (before >= MOST_AN_HOUR) return tooMany(before)
  if (holders.length > 1) {
    return end({ status: 'note', because: '号码登记在多人名下', answer: texts.SHARED_NUMBER })
  }
  const { person } = holder
  const seats = await seatsOf(context, person, dayAt(context.clock.now()))
  if (seats.length === 0) return end({ status: 'ignored', person, because: '现在没有任职岗位' })
  const [codes, open] = await Promise.all([codesOf(context, person), answerable(context, person, seats)])
  return read(context, message, { person, seats, codes, open })
}

const tooMany = (before: number): Decided =>
  end({
    status: 'ignored',
    because: `一小时内超过${MOST_AN_HOUR}条`,
    ...(before === MOST_AN_HOUR ? { answer: texts.TOO_MANY } : {}),
  })

async function read(context: StoreContext, message: Waiting, sender: Sender): Promise<Decided> {
  const reading = readSms(message.text, new Set(sender.codes.keys()))
  if (message.because === INCOMPLETE) {
    return note(context, sender, reading, INCOMPLETE, texts.NOT_WHOLE)
  }
  if (msBetween(message.sentAt, message.receivedAt) > OLD_MS) {
    return note(context, sender, reading, '发出两天后才收到', texts.TOO_OLD)
  }
  switch (reading.kind) {
    case 'words':
      return note(context, sender, reading, '不是答复')
    case 'unknown':
      return end({
        status: 'asked',
        person: sender.person,
        because: `没有编号${reading.code}`,
        answer: texts.unknownCodeText(reading.code),
      })
    case 'answer':
      return answer(context, message, sender, reading)
  }
}

type Answer = Extract<Reading, { kind: 'answer' }>

async function answer(
  context: StoreContext,
  message: Waiting,
  sender: Sender,
  reading: Answer,
): Promise<Decided> {
  const found = await itemMeant(context, sender, reading.code)
  if ('ending' in found) return end(found.ending)
  const { row, code } = found
  if (await isOvertaken(context, row.matter, sender.person, message.sentAt)) {
    const about = { person: sender.person, matter: row.matter, duty: row.duty }
    return end({ status: 'note', ...about, because: '后发先到', answer: texts.OVERTAKEN })
  }
  return asked(context, sender, row, code, reading)
}

type Meant = { readonly row: AnswerableRow; readonly code: string } | { readonly ending: Ending }

/** The open item a code names, or the one item there is. */
async function itemMeant(context: StoreContext, sender: Sender, code: string | null): Promise<Meant> {
  const { person, open, codes } = sender
  if (code !== null) {
    const coded = codes.get(code)
    const row = coded && openUnder(coded, open)
    if (row) return { row, code }
    const because = '事项已经了结或者不在名下'
    const known = coded ? { matter: coded.matter, duty: coded.duty } : {}
    const said = coded ? texts.closedText(coded) : texts.unknownCodeText(code)
    return { ending: { status: 'refused', person, ...known, because, answer: said } }
  }
  // What a message told them of is what they answer; without any, what they owe.
  const mine = open.filter((row) => row.mine)
  const told = mine.filter((row) => row.code !== null)
  const meant = told.length > 0 ? told : mine
  const [only] = meant
  if (!only)
    return { ending: { status: 'note', person, because: '没有待答复的事项', answer: texts.NOTHING_OPEN } }
  if (meant.length > 1) return { ending: await which(context, person, meant) }
  const given = await codesFor(context, person, [only])
  return { row: only, code: given.get(itemKey(only)) ?? '' }
}

/** The item itself, or what took its place in the same matter: a duty opened anew after rework keeps answering to its code. */
function openUnder(coded: CodedItem, open: readonly AnswerableRow[]): AnswerableRow | undefined {
  const ofMatter = open.filter((row) => row.matter === coded.matter)
  return ofMatter.find((row) => row.duty === coded.duty) ?? (ofMatter.length === 1 ? ofMatter[0] : undefined)
}

async function which(
  context: StoreContext,
  person: string,
  meant: readonly AnswerableRow[],
): Promise<Ending> {
  const offered = meant.slice(0, OFFERED)
  const codes = await codesFor(context, person, offered)
  const items = offered.map((row) => ({ code: codes.get(itemKey(row)) ?? '', title: row.title }))
  const because = `${meant.length}件待答复，没有写明哪一件`
  return { status: 'asked', person, because, answer: texts.whichText(items, meant.length) }
}

const DIGITS: Readonly<Record<Reply, string>> = { going: '1', stuck: '2', done: '3' }

/** The act that the duty declares for this answer; nothing else can be done by short message. */
function asked(
  context: StoreContext,
  { person, seats }: Sender,
  row: AnswerableRow,
  code: string,
  { reply, words }: Answer,
): Decided {
  const about = { person, matter: row.matter, duty: row.duty }
  const procedure = context.rulebook.procedures[row.procedure]
  const declared = procedure?.duties[row.name]?.replies?.[reply]
  const field = declared && procedure?.powers[declared.act]?.form[declared.words]
  const seat = seatFor(row, seats)
  if (!declared || !field || !seat) {
    return end({ status: 'refused', ...about, because: '职责没有声明这个答复', answer: texts.NO_SUCH_ANSWER })
  }
  const { title } = row
  if (words === '' && field.optional !== true) {
    const answer = texts.wordsText({ code, title }, DIGITS[reply], field.title)
    return end({ status: 'asked', ...about, because: `没有写${field.title}`, answer })
  }
  const form: Record<string, string> = words === '' ? {} : { [declared.words]: words }
  const intent = {
    procedure: row.procedure,
    act: declared.act,
    form,
    actor: actorIn(person, seat),
    code,
    title,
    words,
  }
  return { kind: 'act', item: { matter: row.matter, duty: row.duty }, intent }
}

/** The seat in which the person owes the item: their own before an acting or a delegated one. */
const seatFor = (row: AnswerableRow, seats: readonly SeatRow[]): SeatRow | undefined =>
  seats.find((seat) => (row.post === null ? seat.unit === row.unit : seat.post === row.post))

/** Keeps words where somebody sees them: with the item they name, or the last one the person was told of or wrote about. */
async function note(
  context: StoreContext,
  sender: Sender,
  reading: Reading,
  because: string,
  said?: string,
): Promise<Decided> {
  const { person, codes } = sender
  const named = reading.kind === 'unknown' || reading.code === null ? undefined : codes.get(reading.code)
  const item = named ?? (await lastItem(context, sender))
  const about = item ? { matter: item.matter, duty: item.duty } : {}
  return end({ status: 'note', person, ...about, because, answer: said ?? texts.noteText(item ?? null) })
}

async function lastItem(
  context: StoreContext,
  { person, codes, open }: Sender,
): Promise<CodedItem | undefined> {
  const all = [...codes.values()]
  const written = await lastWrittenAbout(context, person)
  const last = written && all.find((item) => itemKey(item) === itemKey(written))
  if (last) return last
  const told = open
    .filter((row) => row.codedAt !== null)
    .toSorted((a, b) => String(b.codedAt).localeCompare(String(a.codedAt)))
  const [latest] = told
  return latest && all.find((item) => itemKey(item) === itemKey(latest))
}
