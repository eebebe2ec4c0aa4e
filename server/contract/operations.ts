import { z } from 'zod'
import { cursor, day, id, instant, limit, op } from './operation.ts'
import {
  availableAct,
  directoryPost,
  directoryUnit,
  fields,
  figure,
  fileRef,
  inboxItem,
  ledgerRow,
  matterPage,
  me,
  receipt,
} from './shapes.ts'

const done = z.object({ ok: z.literal(true) })
const persona = z.object({
  person: id,
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  group: z.string(),
})

const session = {
  me: op({
    method: 'GET',
    path: '/api/me',
    summary: '我是谁，任何岗位',
    permission: 'staff',
    evenIfPasswordDue: true,
    ok: me,
  }),
  login: op({
    method: 'POST',
    path: '/api/login',
    summary: '用账号密码登录',
    permission: 'open',
    body: z.strictObject({
      login: z.string().min(1, '请填写账号').max(64),
      password: z.string().min(1, '请填写密码').max(256),
    }),
    ok: me,
  }),
  logout: op({
    method: 'POST',
    path: '/api/logout',
    summary: '退出',
    permission: 'staff',
    evenIfPasswordDue: true,
    ok: done,
  }),
  switchPost: op({
    method: 'POST',
    path: '/api/session/post',
    summary: '切换岗位',
    permission: 'staff',
    body: z.strictObject({ post: id, as: z.enum(['holder', 'acting', 'delegate']) }),
    ok: me,
  }),
  password: op({
    method: 'POST',
    path: '/api/password',
    summary: '修改自己的密码',
    permission: 'staff',
    evenIfPasswordDue: true,
    body: z.strictObject({ current: z.string().max(256), next: z.string().max(256) }),
    ok: done,
  }),
  welcome: op({
    method: 'GET',
    path: '/api/welcome',
    summary: '登录页：地区名称，演示模式下的人物',
    permission: 'open',
    ok: z.object({ district: z.string(), demo: z.boolean(), personas: z.array(persona) }),
  }),
  demoLogin: op({
    method: 'POST',
    path: '/api/demo-login',
    summary: '演示模式：以某人身份进入',
    permission: 'open',
    body: z.strictObject({ person: id }),
    ok: me,
  }),
} as const

/** Filters of the 台账, shared by the page, the saved view and the Excel. */
export const ledgerQuery = z.strictObject({
  procedure: z.string().max(64).optional(),
  group: z.enum(['拟办', '待办', '在办', '办结']).optional(),
  state: z.string().max(64).optional(),
  unit: id.optional(),
  /** Post of the leader who arranged it. */
  arranger: id.optional(),
  light: z.enum(['green', 'yellow', 'red']).optional(),
  flag: z.enum(['stuck', 'lapsed', 'extended', 'declined', 'returned']).optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  q: z.string().max(100).optional(),
  sort: z.enum(['due', 'new', 'updated']).default('due'),
  cursor,
  limit,
})
export type LedgerQuery = z.infer<typeof ledgerQuery>

const matters = {
  list: op({
    method: 'GET',
    path: '/api/matters',
    summary: '台账',
    permission: 'staff',
    query: ledgerQuery,
    ok: z.object({
      columns: z.array(z.object({ name: z.string(), title: z.string(), width: z.number() })),
      rows: z.array(ledgerRow),
      next: z.string().nullable(),
      /** Counted to 1000 at most; `more` says there are more. */
      count: z.object({ n: z.number(), more: z.boolean() }),
    }),
  }),
  sheet: op({
    method: 'GET',
    path: '/api/matters.xlsx',
    summary: '台账导出 Excel，列序同办公室习惯',
    permission: 'staff',
    query: ledgerQuery,
    ok: { media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  }),
  page: op({
    method: 'GET',
    path: '/api/matters/{id}',
    summary: '事项：办文单、时间线、职责、可办的行为',
    permission: 'staff',
    ok: matterPage,
  }),
  starts: op({
    method: 'GET',
    path: '/api/starts',
    summary: '可以立项的规程和立项表单',
    permission: 'staff',
    ok: z.object({
      starts: z.array(z.object({ procedure: z.string(), title: z.string(), act: availableAct })),
    }),
  }),
  batch: op({
    method: 'POST',
    path: '/api/matters/batch',
    summary: '一次立项多件，全部成功或者全部不做',
    permission: 'staff',
    largest: 4_000_000,
    body: z.strictObject({
      /** e.g. `supervised-task.setUp` */
      act: z.string().max(100),
      forms: z.array(z.record(z.string(), z.unknown())).min(1, '至少确认一项').max(200, '一次最多200项'),
    }),
    ok: z.object({ created: z.array(z.object({ id, number: z.string(), receipt })) }),
  }),
  paper: op({
    method: 'GET',
    path: '/api/matters/{id}/papers/{paper}',
    summary: '文书（.docx，GB/T 9704 版式）',
    permission: 'staff',
    ok: { media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  }),
} as const

const work = {
  inbox: op({
    method: 'GET',
    path: '/api/inbox',
    summary: '我的事',
    permission: 'staff',
    query: z.strictObject({
      box: z.enum(['todo', 'doing', 'done', 'toread']).default('todo'),
      scope: z.enum(['mine', 'unit']).default('mine'),
      cursor,
      limit,
    }),
    ok: z.object({
      items: z.array(inboxItem),
      next: z.string().nullable(),
      counts: z.object({ todo: z.number(), doing: z.number(), toread: z.number(), lapsed: z.number() }),
    }),
  }),
  leader: op({
    method: 'GET',
    path: '/api/leader',
    summary: '领导三屏：今天、要我定的、我定的事办得怎样',
    permission: 'staff',
    ok: z.object({
      today: z.object({ date: day, fresh: z.array(inboxItem), lapsing: z.array(ledgerRow) }),
      decide: z.array(inboxItem),
      arranged: z.object({ figures: z.array(figure), rows: z.array(ledgerRow) }),
    }),
  }),
  unitPage: op({
    method: 'GET',
    path: '/api/units/{id}/page',
    summary: '单位页：我们欠谁的、谁欠我们的、卡在哪里、记在账上的',
    permission: 'staff',
    ok: z.object({
      unit: directoryUnit,
      posts: z.array(directoryPost),
      figures: z.array(figure),
      owes: z.array(inboxItem),
      owed: z.array(inboxItem),
      stuck: z.array(ledgerRow),
      /** Duties that lapsed: the unit sees all that is held against it. */
      breaches: z.array(
        z.object({
          matter: id,
          title: z.string(),
          must: z.string(),
          dueText: z.string(),
          lapsedAt: instant,
          closed: z.boolean(),
        }),
      ),
    }),
  }),
} as const

const proposal = z.object({
  text: z.string(),
  ordinal: z.string().nullable(),
  sentence: z.string(),
  span: z.tuple([z.number(), z.number()]),
  lead: z.array(z.string()),
  cooperate: z.array(z.string()),
  responsible: z.array(z.string()),
  collective: z.array(z.string()),
  /** Unit id by the name as written, where the directory knows it. */
  resolved: z.record(z.string(), id),
  due: day.nullable(),
  dueWords: z.string().nullable(),
  milestones: z.array(z.object({ what: z.string(), due: day })),
  confidence: z.number(),
  because: z.string(),
})
export type ProposalJson = z.infer<typeof proposal>

const readingOk = z.object({
  title: z.string(),
  text: z.string(),
  file: fileRef.nullable(),
  proposals: z.array(proposal),
})

const reading = {
  text: op({
    method: 'POST',
    path: '/api/readings',
    summary: '粘贴公文文字，提出任务建议',
    permission: 'staff',
    largest: 4_000_000,
    body: z.strictObject({
      text: z.string().min(1, '请粘贴文字').max(400_000, '最多40万字'),
      date: day.optional(),
    }),
    ok: readingOk,
  }),
  file: op({
    method: 'POST',
    path: '/api/readings/file',
    summary: '上传公文（.docx、.txt），提出任务建议',
    permission: 'staff',
    upload: true,
    ok: readingOk,
  }),
} as const

const view = z.object({ id, name: z.string(), query: z.string() })

const desk = {
  views: op({
    method: 'GET',
    path: '/api/views',
    summary: '存的视图',
    permission: 'staff',
    ok: z.object({ views: z.array(view) }),
  }),
  saveView: op({
    method: 'POST',
    path: '/api/views',
    summary: '存一个视图',
    permission: 'staff',
    body: z.strictObject({
      name: z.string().trim().min(1, '请起个名字').max(40),
      query: z.string().max(1000),
    }),
    ok: view,
  }),
  dropView: op({
    method: 'DELETE',
    path: '/api/views/{id}',
    summary: '删一个视图',
    permission: 'staff',
    ok: done,
  }),
  upload: op({
    method: 'POST',
    path: '/api/files',
    summary: '上传附件',
    permission: 'staff',
    upload: true,
    ok: fileRef,
  }),
  download: op({
    method: 'GET',
    path: '/api/files/{id}',
    summary: '下载附件',
    permission: 'staff',
    ok: { media: 'application/octet-stream' },
  }),
  filePreview: op({
    method: 'GET',
    path: '/api/files/{id}/preview',
    summary: '预览 PDF、图片',
    permission: 'staff',
    ok: { media: 'application/octet-stream' },
  }),
  fileText: op({
    method: 'GET',
    path: '/api/files/{id}/text',
    summary: '附件的文字（.docx、.txt）',
    permission: 'staff',
    ok: z.object({ text: z.string() }),
  }),
  receipt: op({
    method: 'GET',
    path: '/api/receipts/{act}',
    summary: '回执和存证证明',
    permission: 'staff',
    ok: z.object({ receipt, leaf: z.string(), proof: z.string().nullable() }),
  }),
  norms: op({
    method: 'GET',
    path: '/api/norms',
    summary: '规范和它们的现况',
    permission: 'staff',
    ok: z.object({
      norms: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          statement: z.string(),
          bites: z.array(z.string()),
          enforcedBy: z.array(z.object({ kind: z.string(), name: z.string(), title: z.string() })),
          figures: z.object({ refused: z.number(), lapsed: z.number(), owed: z.number() }),
          watches: z.array(z.object({ title: z.string(), n: z.number(), of: z.number() })),
        }),
      ),
    }),
  }),
  readingCopy: op({
    method: 'GET',
    path: '/api/procedures/{id}',
    summary: '规程读本',
    permission: 'staff',
    ok: z.object({
      id: z.string(),
      title: z.string(),
      version: z.number(),
      from: day,
      basis: z.array(z.string()),
      roles: z.array(z.object({ title: z.string(), seat: z.string() })),
      powers: z.array(
        z.object({
          act: z.string(),
          may: z.string(),
          who: z.string(),
          when: z.string(),
          then: z.string(),
          form: fields,
          gates: z.array(z.object({ title: z.string(), norm: z.string(), code: z.string() })),
          basis: z.array(z.string()),
        }),
      ),
      duties: z.array(
        z.object({
          name: z.string(),
          must: z.string(),
          who: z.string(),
          to: z.string(),
          after: z.string(),
          within: z.string(),
          doneBy: z.string(),
          ladder: z.array(z.string()),
          basis: z.array(z.string()),
        }),
      ),
    }),
  }),
} as const

const delegation = z.object({
  id,
  post: id,
  postTitle: z.string(),
  to: id,
  toName: z.string(),
  acts: z.array(z.string()).nullable(),
  from: day,
  until: day,
  reason: z.string(),
  revokedAt: instant.nullable(),
})

const administration = {
  directory: op({
    method: 'GET',
    path: '/api/directory',
    summary: '单位、岗位、人员',
    permission: 'staff',
    ok: z.object({ units: z.array(directoryUnit), posts: z.array(directoryPost) }),
  }),
  directorySheet: op({
    method: 'GET',
    path: '/api/directory.xlsx',
    summary: '名录导出 Excel',
    permission: 'staff',
    ok: { media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  }),
  directoryImport: op({
    method: 'POST',
    path: '/api/directory/import',
    summary: '名录导入 Excel；有错时整表不动，错误写回同一张表',
    permission: 'admin',
    upload: true,
    ok: z.object({
      ok: z.boolean(),
      units: z.number(),
      posts: z.number(),
      people: z.number(),
      errors: z.array(z.object({ sheet: z.string(), row: z.number(), message: z.string() })),
      /** Base64 of the same workbook with the errors written in; null when all went in. */
      marked: z.string().nullable(),
    }),
  }),
  delegations: op({
    method: 'GET',
    path: '/api/delegations',
    summary: '我给出的和给我的委托',
    permission: 'staff',
    ok: z.object({ given: z.array(delegation), received: z.array(delegation) }),
  }),
  delegate: op({
    method: 'POST',
    path: '/api/delegations',
    summary: '委托他人在一定期间、一定范围内代行本岗位职权',
    permission: 'staff',
    body: z.strictObject({
      to: id,
      from: day,
      until: day,
      acts: z.array(z.string().max(100)).max(60).nullable(),
      reason: z.string().trim().min(1, '请写明委托原因').max(200),
    }),
    ok: delegation,
  }),
  revoke: op({
    method: 'DELETE',
    path: '/api/delegations/{id}',
    summary: '撤回委托',
    permission: 'staff',
    ok: done,
  }),
  appoint: op({
    method: 'POST',
    path: '/api/appointments',
    summary: '任命或指定代理',
    permission: 'admin',
    body: z.strictObject({
      person: id,
      post: id,
      as: z.enum(['holder', 'acting']),
      from: day,
      until: day.nullable(),
    }),
    ok: done,
  }),
  calendar: op({
    method: 'GET',
    path: '/api/calendar',
    summary: '工作日历',
    permission: 'staff',
    ok: z.object({
      version: z.string(),
      years: z.array(
        z.object({
          year: z.string(),
          source: z.string(),
          off: z.record(z.string(), z.string()),
          makeup: z.record(z.string(), z.string()),
        }),
      ),
    }),
  }),
  setCalendarYear: op({
    method: 'PUT',
    path: '/api/calendar/{year}',
    summary: '录入一年的放假调休安排',
    permission: 'admin',
    body: z.strictObject({
      source: z.string().trim().min(1, '请写明通知名称或文号').max(200),
      off: z.record(day, z.string().min(1).max(40)),
      makeup: z.record(day, z.string().min(1).max(40)),
    }),
    ok: done,
  }),
  parameters: op({
    method: 'GET',
    path: '/api/parameters',
    summary: '期限等本区参数',
    permission: 'staff',
    ok: z.object({
      parameters: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          unit: z.string(),
          usual: z.number(),
          value: z.number(),
          note: z.string().nullable(),
        }),
      ),
    }),
  }),
  setParameter: op({
    method: 'PUT',
    path: '/api/parameters/{name}',
    summary: '修改一项参数',
    permission: 'admin',
    body: z.strictObject({
      value: z.number().int().min(1).max(365),
      reason: z.string().trim().min(1, '请写明依据').max(200),
    }),
    ok: done,
  }),
  accounts: op({
    method: 'GET',
    path: '/api/accounts',
    summary: '账号',
    permission: 'admin',
    query: z.strictObject({ q: z.string().max(40).optional(), cursor, limit }),
    ok: z.object({
      accounts: z.array(
        z.object({
          person: id,
          name: z.string(),
          login: z.string().nullable(),
          unitName: z.string(),
          state: z.enum(['none', 'active', 'locked', 'disabled']),
        }),
      ),
      next: z.string().nullable(),
    }),
  }),
  resetAccount: op({
    method: 'POST',
    path: '/api/accounts/{person}/reset',
    summary: '开户、重置密码（返回一次性初始密码）、停用',
    permission: 'admin',
    body: z.strictObject({
      action: z.enum(['open', 'reset', 'disable', 'unlock']),
      login: z.string().max(64).optional(),
    }),
    ok: z.object({ login: z.string().nullable(), password: z.string().nullable() }),
  }),
} as const

/**
 * Every fixed operation. Acts of procedures are not listed: `POST /api/matters/acts/{procedure}.{act}` (setting up) and
 * `POST /api/matters/{id}/acts/{procedure}.{act}` come from the rulebook, each with its own schema; see `act-operations.ts`.
 */
export const operations = { session, matters, work, reading, desk, administration } as const
