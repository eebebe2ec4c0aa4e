import { z } from 'zod'
import { done, id, instant, op } from '../operation.ts'
import { me } from '../shapes.ts'

const persona = z.object({
  person: id,
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  group: z.string(),
})

const secondFactor = z.object({
  on: z.boolean(),
  /** The current post asks for it. */
  required: z.boolean(),
  /** Recovery codes not used up. */
  codesLeft: z.number(),
})
const codes = z.object({ codes: z.array(z.string()) })

/** A person's own proof of who they are: second factor, sessions, and proving it anew. */
export const identity = {
  secondFactor: op({
    method: 'GET',
    path: '/api/me/second-factor',
    summary: '我的两步验证',
    permission: 'staff',
    evenIfPasswordDue: true,
    ok: secondFactor,
  }),
  beginSecondFactor: op({
    method: 'POST',
    path: '/api/me/second-factor',
    summary: '开始设置两步验证：密钥和二维码',
    permission: 'staff',
    evenIfPasswordDue: true,
    needsFresh: true,
    body: z.strictObject({}),
    ok: z.object({
      /** Base32, to be typed where nothing can be scanned. */
      secret: z.string(),
      uri: z.string(),
      /** The QR code of `uri`: side in modules and the path of its dark ones. */
      qr: z.object({ side: z.number(), path: z.string() }),
    }),
  }),
  confirmSecondFactor: op({
    method: 'PUT',
    path: '/api/me/second-factor',
    summary: '用一个动态码完成设置，得到备用码',
    permission: 'staff',
    evenIfPasswordDue: true,
    body: z.strictObject({
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/, '请填写六位动态码'),
    }),
    ok: codes,
  }),
  dropSecondFactor: op({
    method: 'DELETE',
    path: '/api/me/second-factor',
    summary: '停用自己的两步验证',
    permission: 'staff',
    needsFresh: true,
    ok: done,
  }),
  recoveryCodes: op({
    method: 'POST',
    path: '/api/me/recovery-codes',
    summary: '重新生成备用码，以前的作废',
    permission: 'staff',
    needsFresh: true,
    body: z.strictObject({}),
    ok: codes,
  }),
  prove: op({
    method: 'POST',
    path: '/api/session/fresh',
    summary: '再确认一次是本人：密码，或者动态码',
    permission: 'staff',
    evenIfPasswordDue: true,
    body: z.strictObject({
      password: z.string().max(256).optional(),
      code: z.string().trim().max(40).optional(),
    }),
    ok: done,
  }),
  sessions: op({
    method: 'GET',
    path: '/api/me/sessions',
    summary: '我在哪里登录着',
    permission: 'staff',
    ok: z.object({
      sessions: z.array(
        z.object({
          handle: z.string(),
          device: z.string(),
          since: instant,
          seenAt: instant,
          current: z.boolean(),
        }),
      ),
    }),
  }),
  endSession: op({
    method: 'DELETE',
    path: '/api/me/sessions/{handle}',
    summary: '退出我的一处登录',
    permission: 'staff',
    ok: done,
  }),
  endOtherSessions: op({
    method: 'DELETE',
    path: '/api/me/sessions',
    summary: '退出我在别处的所有登录',
    permission: 'staff',
    ok: z.object({ ended: z.number() }),
  }),
} as const

export const session = {
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
    ok: z.union([me, z.object({ second: z.literal(true) })]),
  }),
  loginSecond: op({
    method: 'POST',
    path: '/api/login/second',
    summary: '登录第二步：动态码或者备用码',
    permission: 'open',
    body: z.strictObject({ code: z.string().trim().min(6, '请填写六位动态码或者备用码').max(40) }),
    ok: me,
  }),
  oidcLeave: op({
    method: 'GET',
    path: '/api/login/oidc',
    summary: '转到统一身份认证登录',
    permission: 'open',
    ok: done,
  }),
  oidcBack: op({
    method: 'GET',
    path: '/api/login/oidc/back',
    summary: '从统一身份认证回来',
    permission: 'open',
    // What providers send along differs; the library holds it against what was asked.
    query: z.looseObject({ state: z.string().max(200).optional() }),
    ok: done,
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
    ok: z.object({
      district: z.string(),
      demo: z.boolean(),
      personas: z.array(persona),
      /** Whether one may log in by the district's provider of identity. */
      oidc: z.boolean(),
    }),
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
