import { randomBytes, randomUUID } from 'node:crypto'
import { days, workdays } from '#kernel/terms.ts'
import * as fields from '#kernel/fields.ts'
import type { Instant } from '#kernel/time.ts'
import {
  type Actor,
  type Basis,
  type Rulebook,
  head,
  procedure,
  staff,
  unitsWith,
} from '#kernel/vocabulary.ts'
import { type ActOutcome, type ActRequest, act } from '#store/act.ts'
import type { Clock, StoreContext } from '#store/context.ts'
import { type Db, json } from '#store/db.ts'

const OWN: readonly Basis[] = [{ title: '测试规程', status: 'own', from: '2026-01-01' }]

/** A small procedure with one of everything: a main duty with a full ladder, a pause, a taking back, notices, a refusing gate. */
export const errand = procedure({
  id: 'errand',
  title: '交办',
  version: 1,
  from: '2026-01-01',
  basis: OWN,
  record: {
    number: fields.text('编号', { max: 40, optional: true, seenBy: 'all' }),
    title: fields.text('工作任务', { max: 200, seenBy: 'all' }),
    lead: fields.unit('牵头单位', { seenBy: 'all' }),
    helpers: fields.units('配合单位', { optional: true, seenBy: 'all' }),
    due: fields.day('完成时限', { seenBy: 'all' }),
    progress: fields.text('进展情况', { max: 500, optional: true, seenBy: 'all' }),
    remark: fields.text('内部备注', { max: 500, optional: true, seenBy: ['office'] }),
    papers: fields.files('附件', { optional: true, seenBy: 'all' }),
    after: fields.matter('前件', { optional: true, seenBy: 'all' }),
  },
  titled: 'title',
  searched: ['title'],
  answerable: 'lead',
  numbered: '交办',
  roles: {
    office: { title: '督查机构', seat: unitsWith('supervision') },
    doer: { title: '牵头单位', seat: staff('lead') },
    chief: { title: '牵头单位主要负责人', seat: head('lead') },
    helper: { title: '配合单位', seat: staff('helpers') },
  },
  openTo: ['supervision'],
  states: {
    given: { title: '已交办', group: '待办' },
    doing: { title: '办理中', group: '在办' },
    stuck: { title: '卡住了', group: '在办' },
    done: { title: '已办结', group: '办结', final: true },
  },
  terms: { signing: workdays(2), whole: { kind: 'until', field: 'due' }, unblocking: days(5) },
  powers: {
    give: {
      may: '交办',
      who: ['office'],
      when: 'nothing',
      then: 'given',
      form: {
        title: fields.text('工作任务', { max: 200 }),
        lead: fields.unit('牵头单位'),
        helpers: fields.units('配合单位', { optional: true }),
        due: fields.day('完成时限'),
        remark: fields.text('内部备注', { max: 500, optional: true }),
        papers: fields.files('附件', { optional: true }),
        after: fields.matter('前件', { optional: true }),
      },
      gates: [
        {
          name: 'dueAhead',
          code: 'DUE_PAST',
          norm: 'C1',
          basis: OWN,
          title: '时限在后',
          about: 'matter',
          reads: 'form',
          refuses: ({ form, today }) =>
            String(form['due']) > today ? null : { message: `时限应在${today}之后` },
        },
      ],
      writes: ({ form }) => ({ ...form }),
      informs: ['helper'],
      basis: OWN,
    },
    sign: {
      may: '签收',
      who: ['doer'],
      when: ['given'],
      then: 'doing',
      form: {},
      revocable: true,
      basis: OWN,
    },
    report: {
      may: '报告进展',
      who: ['doer'],
      when: ['doing'],
      form: {
        progress: fields.text('进展情况', { max: 500 }),
        papers: fields.files('附件', { optional: true }),
      },
      writes: ({ form }) => ({ progress: form.progress }),
      basis: OWN,
    },
    block: {
      may: '卡住了',
      who: ['doer'],
      when: ['doing'],
      then: 'stuck',
      form: { why: fields.text('原因') },
      basis: OWN,
    },
    unblock: { may: '疏通', who: ['office'], when: ['stuck'], then: 'doing', form: {}, basis: OWN },
    finish: {
      may: '办结',
      who: ['doer'],
      when: ['doing'],
      then: 'done',
      form: { result: fields.text('结果') },
      basis: OWN,
    },
    takeBack: {
      may: '取回',
      who: ['office', 'doer'],
      when: ['given', 'doing', 'stuck'],
      form: {},
      takesBack: true,
      basis: OWN,
    },
  },
  duties: {
    signing: {
      must: '签收',
      who: 'doer',
      to: 'office',
      after: ['give'],
      within: 'signing',
      doneBy: ['sign'],
      ladder: [{ name: 'lapse', offset: 0, title: '到期未签收', tells: 'holder' }],
      norms: ['C2'],
      basis: OWN,
    },
    finishing: {
      must: '办结',
      who: 'doer',
      to: 'office',
      after: ['give'],
      within: 'whole',
      doneBy: ['finish'],
      pausedIn: ['stuck'],
      main: true,
      ladder: [
        { name: 'remind', offset: -3, title: '临近提醒', tells: 'holder' },
        { name: 'lapse', offset: 0, title: '到期未办', tells: 'holder' },
        { name: 'head', offset: 1, title: '提请单位主要负责人督促', tells: 'head' },
      ],
      norms: ['C3'],
      basis: OWN,
    },
    unblocking: {
      must: '疏通',
      who: 'office',
      to: 'doer',
      after: ['block'],
      within: 'unblocking',
      doneBy: ['unblock'],
      ladder: [{ name: 'lapse', offset: 0, title: '到期未疏通', tells: 'holder' }],
      norms: ['C4'],
      basis: OWN,
    },
  },
  watches: {
    reported: {
      title: '报告过进展的',
      norm: 'C3',
      counts: ['errand.report'],
      outOf: ['errand.give'],
      basis: OWN,
    },
  },
  papers: {},
  ledger: [
    { name: 'title', title: '工作任务', width: 40, from: 'title' },
    { name: 'lead', title: '牵头单位', width: 20, from: 'lead' },
    { name: 'due', title: '完成时限', width: 14, from: 'due' },
    { name: 'remark', title: '内部备注', width: 20, from: 'remark' },
    { name: 'state', title: '办理状态', width: 10, from: 'state' },
  ],
  flags: { stuck: { title: '卡住了', states: ['stuck'] }, reported: { title: '报过进展', acts: ['report'] } },
  mandatory: {},
})

/** A rulebook of that one procedure. */
export const smallRulebook: Rulebook = {
  procedures: { errand },
  norms: {
    C1: { title: '时限明确', statement: '交办应当写明时限', bites: ['gate'], enforcedBy: ['dueAhead'] },
    C3: {
      title: '按期办结',
      statement: '牵头单位按期办结',
      bites: ['duty', 'watch'],
      enforcedBy: ['errand.finishing', 'errand.reported'],
    },
  },
}

/** A clock that stands until it is set. */
export class StillClock implements Clock {
  at: Instant

  constructor(at: Instant) {
    this.at = at
  }

  now(): Instant {
    return this.at
  }
}

/** Monday, 2 March 2026, 09:00 in the district. */
export const MONDAY: Instant = '2026-03-02T01:00:00.000Z'

/** A context on a database whose tenant `t1` is seeded by `seedDistrict`. */
export function testContext(
  db: Db,
  clock: Clock = new StillClock(MONDAY),
  rulebook = smallRulebook,
): StoreContext {
  return { db, tenant: 't1', rulebook, clock, newId: () => randomUUID(), newSalt: () => randomBytes(32) }
}

/** Departments a district is seeded with, besides the office that supervises: `u1`, `u2`, … each with a head and two clerks. */
const DEPARTMENTS = ['发展和改革局', '财政局', '住房和城乡建设局', '教育局', '卫生健康局']

/** One tenant with an office holding the supervision function, departments, posts, people and two calendar years. */
export async function seedDistrict(db: Db): Promise<void> {
  const at = '2026-01-01T00:00:00.000Z'
  await db.query(
    `insert into tenant (tenant_id, name, log_origin, created_at) values ('t1', '青川区', 'test.example/log/t1', $1)`,
    [at],
  )
  const units = [
    { id: 'u0', name: '区政府督查室', functions: ['supervision'] },
    ...DEPARTMENTS.map((name, i) => ({ id: `u${i + 1}`, name, functions: [] })),
  ]
  await db.query(
    `insert into unit (tenant_id, id, name, short_name, kind, functions, assignable, sort)
     select 't1', u.id, u.name, u.name, 'department', u.functions, true, row_number() over ()
     from jsonb_to_recordset($1::jsonb) u(id text, name text, functions jsonb)`,
    [json(units)],
  )
  await db.query(
    `insert into post (tenant_id, id, unit_id, title, level, sort)
     select 't1', u.id || '-' || p.code, u.id, p.title, p.level, p.sort
     from unit u, (values ('head', '局长', 'head', 1), ('a', '科员甲', 'staff', 2), ('b', '科员乙', 'staff', 3)) p(code, title, level, sort)`,
  )
  await db.query(`insert into person (tenant_id, id, name) select 't1', 'n-' || id, '任' || id from post`)
  await db.query(
    `insert into appointment (tenant_id, id, person_id, post_id, kind, from_on) select 't1', 'a-' || id, 'n-' || id, id, 'holder', '2026-01-01' from post`,
  )
  await db.query(
    `insert into calendar_year (tenant_id, year, version, source, off, makeup, set_at)
     select 't1', y, y || '-1', '测试', '{}', '{}', $1 from unnest(array['2026', '2027']) y`,
    [at],
  )
}

/** The person in a post of the seeded district: `actorOf('u1', 'head')`. */
export function actorOf(unit: string, code: 'head' | 'a' | 'b' = 'a'): Actor {
  return {
    person: `n-${unit}-${code}`,
    post: `${unit}-${code}`,
    unit,
    level: code === 'head' ? 'head' : 'staff',
    functions: unit === 'u0' ? ['supervision'] : [],
    as: 'holder',
  }
}

/** Does one act of the small procedure, with a key of its own unless one is given. */
export function doing(
  context: StoreContext,
  name: string,
  actor: Actor,
  form: unknown = {},
  more: Partial<ActRequest> = {},
): Promise<ActOutcome> {
  const channel = { via: 'web', auth: 'session' }
  return act(context, { procedure: 'errand', act: name, form, actor, key: randomUUID(), channel, ...more })
}

/** Sets one errand up and gives its id. */
export async function anErrand(context: StoreContext, form: Record<string, unknown> = {}): Promise<string> {
  const outcome = await doing(context, 'give', actorOf('u0'), {
    title: '修缮河堤',
    lead: 'u1',
    due: '2026-03-31',
    ...form,
  })
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome.matter.id
}
