import { z } from 'zod'
import { done, id, op } from '../operation.ts'
import { me } from '../shapes.ts'

const persona = z.object({
  person: id,
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  group: z.string(),
})

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
