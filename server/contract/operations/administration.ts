import { z } from 'zod'
import { cursor, day, done, id, instant, limit, op } from '../operation.ts'
import { administration as oneOfThree, directoryPost, directoryUnit } from '../shapes.ts'
import { XLSX } from '../media.ts'

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

const accountAction = z.enum(['open', 'reset', 'disable', 'unlock', 'factor', 'leave'])

export const administration = {
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
    ok: { media: XLSX },
  }),
  directoryImport: op({
    method: 'POST',
    path: '/api/directory/import',
    summary: '名录导入 Excel；有错时整表不动，错误写回同一张表',
    permission: ['system'],
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
  stuckMessages: op({
    method: 'GET',
    path: '/api/administration/messages',
    summary: '没有送出的短信、邮件和待办推送，按渠道',
    permission: ['system'],
    ok: z.object({
      channels: z.array(
        z.object({
          channel: z.string(),
          title: z.string(),
          waiting: z.number(),
          givenUp: z.number(),
          lastError: z.string().nullable(),
        }),
      ),
    }),
  }),
  retryMessages: op({
    method: 'POST',
    path: '/api/administration/messages/retry',
    summary: '把停止重试的再送一次',
    permission: ['system'],
    body: z.strictObject({}),
    ok: z.object({ again: z.number() }),
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
    summary: '任命或指定代理；管理员岗位由安全管理员办',
    permission: ['system', 'security'],
    body: z.strictObject({
      person: id,
      post: id,
      as: z.enum(['holder', 'acting']),
      from: day,
      until: day.nullable(),
    }),
    ok: done,
  }),
  administrators: op({
    method: 'GET',
    path: '/api/administration/administrators',
    summary: '三员：系统管理员、安全管理员、安全审计员的岗位和人员',
    permission: ['system', 'security', 'audit'],
    ok: z.object({
      posts: z.array(
        z.object({
          post: id,
          title: z.string(),
          unitName: z.string(),
          administers: oneOfThree.nullable(),
          holders: z.array(
            z.object({
              person: id,
              name: z.string(),
              as: z.enum(['holder', 'acting']),
              from: day,
              until: day.nullable(),
            }),
          ),
        }),
      ),
      /** Which of the three nobody is today. */
      vacant: z.array(oneOfThree),
      /** Whether the caller may change them: 安全管理员, or 系统管理员 while there is none. */
      may: z.boolean(),
    }),
  }),
  setAdministration: op({
    method: 'PUT',
    path: '/api/administration/posts/{post}',
    summary: '把岗位设为三员之一，或者取消',
    permission: ['security'],
    needsFresh: true,
    body: z.strictObject({
      administers: oneOfThree.nullable(),
      reason: z.string().trim().min(1, '请写明依据').max(200),
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
    permission: ['system'],
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
          least: z.number(),
          most: z.number(),
          /** A switch is 1 or 0. */
          kind: z.enum(['number', 'switch']),
          by: oneOfThree,
          /** Whether this caller sets it. */
          may: z.boolean(),
        }),
      ),
    }),
  }),
  setParameter: op({
    method: 'PUT',
    path: '/api/parameters/{name}',
    summary: '修改一项参数；登录和密码的由安全管理员办',
    permission: ['system', 'security'],
    body: z.strictObject({
      value: z.number().int().min(0).max(9999),
      reason: z.string().trim().min(1, '请写明依据').max(200),
    }),
    ok: done,
  }),
  accounts: op({
    method: 'GET',
    path: '/api/accounts',
    summary: '账号',
    permission: ['system', 'security'],
    query: z.strictObject({ q: z.string().max(40).optional(), cursor, limit }),
    ok: z.object({
      accounts: z.array(
        z.object({
          person: id,
          name: z.string(),
          login: z.string().nullable(),
          unitName: z.string(),
          state: z.enum(['none', 'active', 'locked', 'disabled']),
          /** What this caller may do with it as it stands. */
          offers: z.array(accountAction),
        }),
      ),
      next: z.string().nullable(),
    }),
  }),
  bind: op({
    method: 'PUT',
    path: '/api/accounts/{person}/binding',
    summary: '把人员与统一身份认证中的标识绑定；标识留空为解绑',
    permission: ['security'],
    needsFresh: true,
    body: z.strictObject({
      subject: z.string().trim().max(255),
      reason: z.string().trim().min(1, '请写明依据').max(200),
    }),
    ok: done,
  }),
  resetAccount: op({
    method: 'POST',
    path: '/api/accounts/{person}/reset',
    summary:
      '开户、重置密码（返回一次性初始密码）、停用；解锁、重置两步验证、退出登录和管理员的账号由安全管理员办',
    permission: ['system', 'security'],
    body: z.strictObject({
      action: accountAction,
      login: z.string().max(64).optional(),
      /** Needed where the account of a district leader gets a new password; kept in the log. */
      reason: z.string().trim().max(200).optional(),
    }),
    ok: z.object({ login: z.string().nullable(), password: z.string().nullable() }),
  }),
} as const
