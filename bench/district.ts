import { rulebook } from '#rulebook/index.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { hashPassword } from '#server/identity/passwords.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { act } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import type { Db } from '#store/db.ts'
import { addAppointments, putPeople, putPosts, putUnits } from '#store/directory.ts'
import { insertAccounts } from '#store/identity.ts'
import { newId } from '#store/new-id.ts'
import { newSalt } from '#store/new-salt.ts'
import { createTenant } from '#store/tenants.ts'

/** One district is worked on in this process, one over HTTP by a server with its sequencer, one has a long ledger. */
export type BenchTenant = 'path' | 'http' | 'ledger'
export const PASSWORD = 'Bench-only-2026'
const UNITS = 60
/** Acts bear the machine's time moved back into a year whose calendar is known. */
const now = () => new Date(Date.UTC(2026, 2, 4, 2) + (performance.now() | 0)).toISOString()

export const benchContext = (db: Db, tenant: BenchTenant): StoreContext => ({
  db,
  tenant,
  rulebook,
  clock: { now },
  newId,
  newSalt,
})

const functionsOf = (n: number): string[] =>
  n === 0 ? ['leadership'] : n === 1 ? ['coordination'] : n === 2 ? ['supervision'] : []

/** Sixty units of two people each, and matters under way, every one set up, assigned and signed for through the store. */
export async function benchDistrict(context: StoreContext, matters: number): Promise<BenchMatter[]> {
  const { db, tenant } = context
  const numbers = Array.from({ length: UNITS }, (_, n) => n)
  await db.tx(async (tx) => {
    await createTenant(
      tx,
      { id: tenant, name: '测试区', logOrigin: `luoshi/log/${tenant}`, demo: false },
      shippedCalendar,
      now(),
    )
    await putUnits(
      tx,
      tenant,
      numbers.map((n) => ({
        id: `u${n}`,
        name: `测试单位${n}`,
        shortName: `单位${n}`,
        aliases: [],
        kind: '职能部门',
        functions: functionsOf(n),
        domains: [],
        assignable: n > 0,
        parent: null,
        leaderPost: null,
        phone: null,
        sort: n,
      })),
    )
    const posts = numbers.flatMap((n) => [
      { id: `u${n}-head`, unit: `u${n}`, title: '主任', level: 'head' as const, sort: 1 },
      { id: `u${n}-clerk`, unit: `u${n}`, title: '科员', level: 'staff' as const, sort: 2 },
    ])
    await putPosts(tx, tenant, posts)
    await putPeople(
      tx,
      tenant,
      posts.map((p) => ({
        id: `p-${p.id}`,
        name: `测试${p.id}`,
        phone: p.level === 'staff' ? phoneOf(p.unit) : null,
      })),
    )
    await addAppointments(
      tx,
      tenant,
      posts.map((p) => ({
        id: newId(),
        person: `p-${p.id}`,
        post: p.id,
        as: 'holder',
        from: '2026-01-01',
        until: null,
      })),
    )
    const password = await hashPassword(PASSWORD)
    const people = ['p-u2-clerk', ...numbers.slice(3).map((n) => `p-u${n}-clerk`)]
    await insertAccounts(
      context,
      tx,
      people.map((person) => ({ person, login: person, password, mustChange: false })),
    )
  })
  const made: BenchMatter[] = []
  const waiting = Array.from({ length: matters }, (_, n) => n)
  await inParallel(16, async () => {
    for (let n = waiting.pop(); n !== undefined; n = waiting.pop())
      made.push({ id: await underway(context, n), lead: leadOf(n) })
  })
  return made
}

export interface BenchMatter {
  readonly id: string
  readonly lead: string
}

export const leadOf = (n: number): string => `u${3 + (n % (UNITS - 3))}`

/** The phone of a unit's clerk. */
export const phoneOf = (unit: string): string => `137${unit.slice(1).padStart(8, '0')}`

export const clerk = (unit: string): Actor => ({
  person: `p-${unit}-clerk`,
  post: `${unit}-clerk`,
  unit,
  level: 'staff',
  functions: functionsOf(Number(unit.slice(1))),
  as: 'holder',
})

async function underway(context: StoreContext, n: number): Promise<string> {
  const lead = leadOf(n)
  const authority = { kind: 'plan', title: '重点任务分工方案', number: '测政发〔2026〕1号', on: '2026-03-02' }
  const form = {
    task: `完成第${n}号道路改造并通车验收`,
    authority,
    arranger: 'u0-head',
    lead,
    cooperating: [leadOf(n + 1)],
    due: '2026-11-30',
  }
  const first = await done(context, { act: 'setUp', form, actor: clerk('u2') })
  await done(context, { act: 'assign', form: {}, actor: clerk('u2'), matter: first })
  await done(context, { act: 'signFor', form: {}, actor: clerk(lead), matter: first })
  return first
}

interface Step {
  /** `supervised-task` where none is named. */
  readonly procedure?: string
  readonly act: string
  readonly form: unknown
  readonly actor: Actor
  readonly matter?: string
}

/** Does one act or stops the bench: a refusal here would be measured as speed. */
export async function done(context: StoreContext, step: Step): Promise<string> {
  const outcome = await act(context, {
    procedure: 'supervised-task',
    key: newId(),
    channel: { via: 'bench', auth: 'session' },
    ...step,
  })
  if (outcome.kind !== 'done') throw new Error(`${step.act}: ${JSON.stringify(outcome)}`)
  return outcome.matter.id
}

/** The pair of acts that is measured: an extension asked for and denied; afterwards the matter stands as before. */
export const ASK = { act: 'applyExtension', form: { to: '2026-12-10', reason: '雨季影响' } } as const
export const DENY = { act: 'denyExtension', form: { words: '应加快' } } as const
/** The unit that answers such a request. */
export const RULER = 'u2'

/** Runs `work` in that many loops at once. */
export const inParallel = async (n: number, work: (loop: number) => Promise<void>): Promise<void> => {
  await Promise.all(Array.from({ length: n }, (_, loop) => work(loop)))
}
