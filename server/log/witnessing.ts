import type { PolicyWitness } from '#journal/policy.ts'
import { addMs, type Instant } from '#kernel/time.ts'
import type { StoreContext } from '#store/context.ts'
import type { Log } from '#store/log-key.ts'
import { repeating } from '#store/repeating.ts'
import {
  type KeptCosignature,
  type SignedHead,
  newestCosignatures,
  showCosigned,
  signedHead,
} from '#store/witnesses.ts'
import { type Asked, askWitness } from './ask-witness.ts'

export interface WitnessingOptions {
  /** Pause between rounds. */
  readonly everyMs?: number
  /** How long one witness is waited for. */
  readonly timeoutMs?: number
  /** A head that stays the same is cosigned again so often: its times prove that it is still the newest. */
  readonly heartbeatMs?: number
  readonly onTrouble?: (because: string) => void
}

export interface Witnessing {
  stop(): Promise<void>
}

const EVERY_MS = 1_000
const TIMEOUT_MS = 5_000
const HEARTBEAT_MS = 600_000
const LONGEST_PAUSE_MS = 60_000
/** How long a trouble that goes on is not told again. */
const QUIET_MS = 600_000

/**
 * Asks the log's witnesses for cosignatures, again and again, and shows each head that enough of them cosigned. Nothing waits
 * for this: neither acts nor the sequencer know of it, and a witness that is slow or gone costs the others nothing.
 *
 *     const witnessing = startWitnessing(context, log, { onTrouble: say })
 *     await witnessing.stop()
 */
export function startWitnessing(
  context: StoreContext,
  log: Log,
  options: WitnessingOptions = {},
): Witnessing {
  const { everyMs = EVERY_MS, onTrouble } = options
  // Witnesses are set before a start, so a log without any has nothing to wake up for.
  if (!log.policy) return { stop: () => Promise.resolve() }
  const asking = new Asking(context, log, options)
  const running = repeating(everyMs, () => asking.round(), onTrouble)
  return {
    stop: async () => {
      await running.stop()
      await asking.settled()
    },
  }
}

/** What is known of one witness between rounds. */
interface Contact {
  readonly witness: PolicyWitness
  busy: boolean
  failures: number
  notBefore: number
  toldAt: number
}

/** One process's side of the conversation with its witnesses. */
export class Asking {
  readonly #context: StoreContext
  readonly #log: Log
  readonly #options: WitnessingOptions
  readonly #contacts: readonly Contact[]
  readonly #underWay = new Set<Promise<unknown>>()
  /** A line was kept that no shown checkpoint carries yet. */
  #fresh = true

  constructor(context: StoreContext, log: Log, options: WitnessingOptions = {}) {
    this.#context = context
    this.#log = log
    this.#options = options
    this.#contacts = (log.policy?.witnesses ?? [])
      .filter((witness) => witness.url !== undefined)
      .map((witness) => ({ witness, busy: false, failures: 0, notBefore: 0, toldAt: -Infinity }))
  }

  /**
   * Asks every witness that is due about the newest head and waits until enough have answered, or all that were asked. All are
   * asked about the same head, or a log that grows each second would never have a quorum for one size.
   */
  async round(): Promise<boolean> {
    const { policy } = this.#log
    const head = policy && (await signedHead(this.#context.db, this.#context.tenant))
    if (!head) return false
    const kept = await newestCosignatures(this.#context, this.#log, policy)
    const now = this.#context.clock.now()
    const due = this.#contacts.filter((one) => this.#isDue(one, kept.get(one.witness.key.name), head, now))
    const have = [...kept.values()].filter((one) => one.size === head.size).length
    const asks = due.map((one) => this.#ask(one, head, kept.get(one.witness.key.name)?.size ?? 0))
    await enough(asks, Math.max(1, policy.quorum) - have)
    if (this.#fresh) {
      this.#fresh = false
      await showCosigned(this.#context, this.#log)
    }
    return false
  }

  /** Resolves once nothing that was asked is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay)
  }

  #isDue(one: Contact, kept: KeptCosignature | undefined, head: SignedHead, now: Instant): boolean {
    if (one.busy || performance.now() < one.notBefore) return false
    if (!kept || kept.size !== head.size) return true
    return kept.signedAt <= addMs(now, -(this.#options.heartbeatMs ?? HEARTBEAT_MS))
  }

  #ask(one: Contact, head: SignedHead, old: number): Promise<boolean> {
    const { timeoutMs = TIMEOUT_MS } = this.#options
    one.busy = true
    const asked = askWitness(this.#context, this.#log, one.witness, head, old, timeoutMs)
      .catch((error: unknown): Asked => ({
        kind: 'trouble',
        because: error instanceof Error ? error.message : String(error),
      }))
      .then((outcome) => {
        one.busy = false
        this.#underWay.delete(asked)
        return this.#took(one, outcome)
      })
    this.#underWay.add(asked)
    return asked
  }

  /** Notes how it went; true when the witness cosigned. */
  #took(one: Contact, outcome: Asked): boolean {
    if (outcome.kind === 'cosigned') this.#fresh = true
    if (outcome.kind === 'cosigned' || outcome.kind === 'late') {
      one.failures = 0
      one.notBefore = 0
      one.toldAt = -Infinity
      return outcome.kind === 'cosigned'
    }
    one.failures++
    one.notBefore = performance.now() + Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** Math.min(one.failures, 6))
    if (performance.now() - one.toldAt >= QUIET_MS) {
      one.toldAt = performance.now()
      this.#options.onTrouble?.(troubleSentence(one.witness, outcome))
    }
    return false
  }
}

function troubleSentence({ label }: PolicyWitness, outcome: Extract<Asked, { because: string }>): string {
  return outcome.kind === 'conflict'
    ? `严重：见证方“${label}”${outcome.because}。这个库可能是从旧备份恢复的，或者另有一套系统在用同一把日志密钥；请立即停止写入并查明。`
    : `见证方“${label}”没有见证：${outcome.because}。稍后自动再问；办理不受影响。`
}

/** Resolves once `wanted` of the questions came out true, or all are over. */
async function enough(asks: readonly Promise<boolean>[], wanted: number): Promise<void> {
  let [good, open] = [0, asks.length]
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (open === 0 || (wanted > 0 && good >= wanted)) resolve()
    }
    look()
    for (const ask of asks) {
      void ask.then((cosigned) => {
        open--
        if (cosigned) good++
        look()
      })
    }
  })
}

/**
 * Asks before the first write whether a witness has cosigned what this database does not hold: an old backup put back, a twin
 * with the same key, a promoted replica without the tail. Witnesses that do not answer in time are passed over.
 *
 * @returns ok, or one Chinese sentence; the caller then serves nothing that writes
 */
export async function guardByWitnesses(
  context: StoreContext,
  log: Log,
  timeoutMs = 3_000,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly because: string }> {
  const { policy } = log
  const head = policy && (await signedHead(context.db, context.tenant))
  if (!head) return { ok: true }
  const reachable = policy.witnesses.filter((witness) => witness.url !== undefined)
  const kept = await newestCosignatures(context, log, policy)
  const asked = await Promise.all(
    reachable.map(async (witness) => {
      const old = kept.get(witness.key.name)?.size ?? 0
      return { witness, outcome: await askWitness(context, log, witness, head, old, timeoutMs) }
    }),
  )
  for (const { witness, outcome } of asked)
    if (outcome.kind === 'conflict') return { ok: false, because: guardSentence(witness, outcome.because) }
  return { ok: true }
}

const guardSentence = ({ label }: PolicyWitness, because: string): string =>
  `见证方“${label}”${because}：这个库可能是从旧备份恢复的，或者另有一套系统在用同一把日志密钥。现在不能写入；请恢复到最新的备份，或者先办理日志缺失的说明。`
