import { procedureOf } from '#kernel/apply.ts'
import { type ActOutcome, type ActRequest, act } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import { whatWasDone } from '#store/idempotency.ts'
import type { Channel } from '#store/leaf.ts'
import { repeating } from '#store/repeating.ts'
import {
  type Ending,
  type Intent,
  type Waiting,
  claimReceived,
  finishReceived,
  intend,
  joinParts,
} from '#store/sms-received.ts'
import { LOCAL } from '../adapters/sms/local.ts'
import { decideSms } from './decide.ts'
import * as texts from './texts.ts'

/** Messages taken in hand at once; those of different phones are dealt with side by side. */
const BATCH = 50
/** A message that could not be dealt with so often is left to people. */
const MOST_TRIES = 8

/**
 * Deals with what has come in, each message once: what it asks for is written down, done, and answered with one message.
 *
 * @returns how many were taken in hand
 */
export async function handleReceived(context: StoreContext): Promise<number> {
  await joinParts(context)
  const messages = await claimReceived(context, BATCH)
  const byPhone = Map.groupBy(messages, ({ phone }) => phone)
  const outcomes = await Promise.allSettled([...byPhone.values()].map((of) => inTurn(context, of)))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
  return messages.length
}

async function inTurn(context: StoreContext, messages: readonly Waiting[]): Promise<void> {
  for (const message of messages) await handle(context, message)
}

/** What a message asks for, as it was written down before it was done. */
interface Understood {
  readonly item: { readonly matter: string; readonly duty: number }
  readonly intent: Intent
}

async function handle(context: StoreContext, message: Waiting): Promise<void> {
  const { intent, matter, duty } = message
  const understood = intent && matter !== null && duty !== null ? { item: { matter, duty }, intent } : null
  if (message.tries > MOST_TRIES) return giveUp(context, message, understood)
  if (understood) return carryOut(context, message, understood)
  const decided = await decideSms(context, message)
  if (decided.kind === 'end') return finishReceived(context, message, decided.ending)
  // A crash from here on finds the intent: done already, the act's key gives its receipt again; not yet done, it is done now.
  if (!(await intend(context, message, decided.item, decided.intent))) return
  return carryOut(context, { ...message, intent: decided.intent }, decided)
}

/** Leaves a message to people. What was done before a process died each time is never said not to be. */
async function giveUp(context: StoreContext, message: Waiting, understood: Understood | null): Promise<void> {
  const done = understood && (await whatWasDone(context, requestOf(message, understood)))
  const ending: Ending =
    understood && done?.kind === 'done'
      ? endingOf(context, understood, done)
      : { status: 'note', because: '多次未能处理', answer: texts.GAVE_UP }
  return finishReceived(context, message, ending)
}

async function carryOut(context: StoreContext, message: Waiting, understood: Understood): Promise<void> {
  const outcome = await act(context, requestOf(message, understood))
  await finishReceived(context, message, endingOf(context, understood, outcome))
}

function requestOf({ gateway, gatewayId }: Waiting, { item, intent }: Understood): ActRequest {
  const { procedure, act: name, form, actor } = intent
  const key = `sms/${gateway}/${gatewayId}`
  return { procedure, act: name, matter: item.matter, form, actor, key, channel: channelOf(gateway) }
}

function endingOf({ rulebook }: StoreContext, { item, intent }: Understood, outcome: ActOutcome): Ending {
  const { procedure, act: name, actor, code, title, words } = intent
  const about = { person: actor.person, ...item }
  switch (outcome.kind) {
    case 'done': {
      const { powers, states } = procedureOf(rulebook, procedure)
      const state = states[outcome.matter.state ?? '']?.title ?? ''
      return {
        status: 'acted',
        ...about,
        answer: texts.doneText({ code, title }, powers[name]?.may ?? '', words, state),
      }
    }
    case 'refused': {
      const [{ message, remedy, code: because }] = outcome.refusals
      // Others are at the matter: the message keeps its turn and is tried again.
      if (because === 'BUSY') throw new Error(message)
      return {
        status: 'refused',
        ...about,
        because,
        answer: texts.refusedText({ code, title }, message, remedy),
      }
    }
    case 'not found':
      return { status: 'refused', ...about, because: 'NOT_FOUND', answer: texts.closedText({ code, title }) }
  }
}

/** How such acts stand in the leaf: a number is a claim. What was typed at the local gateway is not passed off as a phone. */
const channelOf = (gateway: string): Channel => ({ via: 'sms', auth: gateway === LOCAL ? 'demo' : 'phone' })

/** Deals with what comes in, again and again, until stopped. */
export function startSmsInbox(
  context: StoreContext,
  options: { readonly everyMs: number; readonly onTrouble?: (because: string) => void },
): { stop(): Promise<void> } {
  const round = async (): Promise<boolean> => (await handleReceived(context)) >= BATCH
  return repeating(options.everyMs, round, options.onTrouble)
}
