import { createHash } from 'node:crypto'
import { dayAt, inWords } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type District, districtOf } from '#store/facts.ts'
import {
  type BurdenAsked,
  type IssuedBy,
  duplicateFigures,
  duplicateRows,
  issuingUnit,
  messageFigures,
  messageRows,
  requestFigures,
  requestRows,
} from '#store/queries/burden.ts'
import type { BurdenFigures } from '../contract/operations/burden.ts'
import {
  type Period,
  type PeriodName,
  instantsOf,
  periodOf,
  weekTo,
  weeksIn,
  workdaysFrom,
} from './period.ts'
import { burdenRules } from './rules.ts'

const NOTHING: BurdenFigures = {
  requests: 0,
  recipients: 0,
  fields: 0,
  duplicates: 0,
  messages: 0,
  perPerson: 0,
  off: 0,
  answered: 0,
  median: null,
  short: 0,
}

const rounded = (n: number): number => Math.round(n * 10) / 10

const askedOf = (
  context: StoreContext,
  { calendar }: District,
  by: IssuedBy,
  period: Period,
  issuer?: string,
): BurdenAsked => ({
  ...burdenRules(context.rulebook),
  ...instantsOf(period),
  by,
  workdays: workdaysFrom(calendar, period, context.clock.now()),
  issuer,
})

/** Figures by issuer; under the empty name all together. */
async function figuresOf(
  context: StoreContext,
  asked: BurdenAsked,
  period: Period,
): Promise<Map<string, BurdenFigures>> {
  const [requests, messages, duplicates] = await Promise.all([
    requestFigures(context, asked),
    messageFigures(context, asked),
    duplicateFigures(context, asked),
  ])
  const found = new Map<string, BurdenFigures>()
  const put = (issuer: string, part: Partial<BurdenFigures>): void =>
    void found.set(issuer, { ...(found.get(issuer) ?? NOTHING), ...part })
  for (const { issuer, recipients, fields, median, ...counts } of requests) {
    put(issuer, {
      ...counts,
      recipients: recipients ?? 0,
      fields: fields ?? 0,
      median: median === null ? null : rounded(median),
    })
  }
  for (const { issuer, messages: n, people, off } of messages) {
    put(issuer, { messages: n, off, perPerson: people === 0 ? 0 : rounded(n / people / weeksIn(period)) })
  }
  for (const { issuer, caught } of duplicates) put(issuer, { duplicates: caught })
  return found
}

/** The name an issuer is shown by. */
function issuerName({ directory }: District, by: IssuedBy, issuer: string): string {
  const unit = issuingUnit(by, issuer)
  if (unit !== null) return directory.unitName(unit)
  // Several posts bear one title: the holder's name tells them apart.
  const [holder] = directory.holders(issuer)
  return `${directory.postTitle(issuer)}${holder ? ` ${holder.name}` : ''}`
}

export interface BurdenReport extends Period {
  readonly total: BurdenFigures
  readonly issuers: { issuer: string; name: string; figures: BurdenFigures }[]
}

/** 减负体检: issuers by how much they ask, units asked × fields; who answers is in no row of it. */
export async function burdenReport(
  context: StoreContext,
  name: PeriodName,
  by: IssuedBy,
): Promise<BurdenReport> {
  const district = await districtOf(context)
  const period = periodOf(name, dayAt(context.clock.now()))
  const found = await figuresOf(context, askedOf(context, district, by, period), period)
  const issuers = [...found]
    .filter(([issuer]) => issuer !== '')
    .map(([issuer, figures]) => ({ issuer, name: issuerName(district, by, issuer), figures }))
    .toSorted(
      (a, b) =>
        b.figures.fields - a.figures.fields ||
        b.figures.messages - a.figures.messages ||
        (a.issuer < b.issuer ? -1 : 1),
    )
  return { ...period, total: found.get('') ?? NOTHING, issuers }
}

/** What an issuer sees of himself: a district leader as the one in whose name things are asked, others as their unit. */
export async function ownBurden(context: StoreContext, actor: Actor) {
  const district = await districtOf(context)
  const period = weekTo(dayAt(context.clock.now()))
  const by = actor.functions.includes('leadership') ? 'leader' : 'unit'
  const issuer = by === 'leader' ? actor.post : actor.unit
  const found = await figuresOf(context, askedOf(context, district, by, period, issuer), period)
  return {
    ...period,
    issuerName: issuerName(district, by, issuer),
    figures: found.get(issuer) ?? NOTHING,
  }
}

export interface RowsAsked {
  readonly period: PeriodName
  readonly by: IssuedBy
  readonly figure: 'requests' | 'answered' | 'short' | 'messages' | 'off' | 'duplicates'
  readonly issuer?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

const KINDS = { digest: '每日汇总', special: '特急提醒' } as const
const CHANNELS = { sms: '短信', mail: '邮件' } as const
const STAGES: Readonly<Record<string, string>> = {
  arrived: '新到',
  remind: '临近时限',
  yellow: '将到期',
  due: '即到期',
  lapse: '已逾期',
  head: '报主要负责人',
  leader: '报分管领导',
  list: '列入督查清单',
}

/** The rows behind one number. */
export async function burdenRows(context: StoreContext, actor: Actor, asked: RowsAsked) {
  const district = await districtOf(context)
  const period = periodOf(asked.period, dayAt(context.clock.now()))
  const base = askedOf(context, district, asked.by, period, asked.issuer)
  const nameOf = (issuer: string): string => issuerName(district, asked.by, issuer)
  const { figure } = asked
  if (figure === 'messages' || figure === 'off') {
    const { rows, next } = await messageRows(context, actor, base, figure, asked)
    return {
      rows: rows.map(({ id, at, kind, channel, off, lines }) => ({
        key: id,
        at,
        issuerName: asked.issuer === undefined ? '' : nameOf(asked.issuer),
        note: `${KINDS[kind]}，${CHANNELS[channel]}${off ? '，夜间或者休息日' : ''}`,
        matters: [...Map.groupBy(lines, ({ matter }) => matter).values()].flatMap((ofOne) => {
          const [line] = ofOne
          const stages = new Set(ofOne.map(({ stage }) => STAGES[stage] ?? stage))
          return line ? [matterOf({ ...line, id: line.matter }, [...stages].join('、'))] : []
        }),
      })),
      next,
    }
  }
  if (figure === 'duplicates') {
    const { rows, next } = await duplicateRows(context, actor, base, asked)
    return {
      rows: rows.map((row) => ({
        key: keyOf(row.id, row.at),
        at: row.at,
        issuerName: nameOf(row.issuer),
        note: '与已有事项重复，已并案',
        matters: [matterOf(row, '')],
      })),
      next,
    }
  }
  const { rows, next } = await requestRows(context, actor, base, figure, asked)
  return {
    rows: rows.map((row) => ({
      key: keyOf(row.id),
      at: row.opened_at,
      issuerName: nameOf(row.issuer),
      note: requestNote(row),
      matters: [matterOf(row, '')],
    })),
    next,
  }
}

/** A matter behind a number; of one the reader may not open, only that it is one. */
const matterOf = ({ id, number, title, seen }: Shown, note: string) =>
  seen ? { id, number, title, note } : { id: null, number: '', title: '事项（无权查看）', note }

/** Rows are told apart by this; it leads nowhere. */
const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join(' ')).digest('base64url')

interface Shown {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly seen: boolean
}

function requestNote(row: {
  recipients: number
  fields: number
  answered: number | null
  short: boolean
}): string {
  const said = [`要求${row.recipients}个单位填报${row.fields}项`]
  if (row.answered !== null) said.push(`${row.answered}个工作日答复`)
  if (row.short) said.push('时限不足1个工作日')
  return said.join('，')
}

/** 2026年3月1日至3月22日. */
export const periodWords = ({ from, to }: Period): string =>
  `${inWords(from)}至${from.slice(0, 4) === to.slice(0, 4) ? inWords(to).slice(5) : inWords(to)}`
