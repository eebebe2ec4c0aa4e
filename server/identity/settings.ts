import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { type Setting, count, onOff } from '../administration/setting.ts'

/** How people prove themselves and how long that lasts, as far as a district sets it; 安全管理员 does. */
export const IDENTITY_SETTINGS = {
  'identity.secondFactor': onOff(
    '登录：三员登录时必须两步验证',
    true,
    '等保三级要求管理员用两种方式鉴别身份；其他人可以自己开启',
  ),
  'identity.passwordLength': count('密码：至少多少个字符', '个字符', [8, 10, 64], '越长越难猜；最多256个'),
  'identity.passwordKinds': count(
    '密码：大写、小写、数字、符号至少几类',
    '类',
    [1, 3, 4],
    '等保测评通常要求三类；OWASP ASVS 6.2.5 主张不限定组成，可以设为1并加长密码',
  ),
  'identity.passwordHistory': count('密码：不能与最近几次相同', '次', [0, 5, 24], '连同现用的密码一起比对'),
  'identity.passwordAge': count(
    '密码：最长使用多少日，0为不限',
    '日',
    [0, 0, 365],
    '等保测评有定期更换一项；OWASP ASVS 6.2.10 反对定期更换，因为会使人选更弱的密码。由本区取舍',
  ),
  'identity.lockAfter': count(
    '登录：连续输错几次锁定',
    '次',
    [3, 5, 10],
    '先锁1分钟，之后每错一次加倍，最长1小时',
  ),
  'identity.idleMinutes': count('登录：不操作多少分钟后退出', '分钟', [5, 30, 240], '页面自己刷新不算操作'),
  'identity.longestHours': count('登录：最长多少小时后须重新登录', '小时', [1, 12, 24], '从登录时起算'),
  'identity.devices': count('登录：一个人最多同时在几处登录', '处', [1, 5, 20], '超过时，最久没用的一处退出'),
} as const satisfies Readonly<Record<string, Setting>>

/** What the settings come to, in the units in which they are used. */
export interface IdentityRules {
  readonly secondFactor: boolean
  readonly password: PasswordRules
  readonly lockAfter: number
  readonly idleMs: number
  readonly longestMs: number
  readonly devices: number
}

/** What a password must be. */
export interface PasswordRules {
  readonly length: number
  readonly kinds: number
  readonly history: number
  /** Days; 0 for no end. */
  readonly age: number
}

/** The rules of a district as they stand, from memory where they were read within the last second. */
export async function identityRules(context: StoreContext): Promise<IdentityRules> {
  const { parameters } = await districtOf(context)
  const value = (name: keyof typeof IDENTITY_SETTINGS): number =>
    parameters[name] ?? IDENTITY_SETTINGS[name].usual
  return {
    secondFactor: value('identity.secondFactor') === 1,
    password: {
      length: value('identity.passwordLength'),
      kinds: value('identity.passwordKinds'),
      history: value('identity.passwordHistory'),
      age: value('identity.passwordAge'),
    },
    lockAfter: value('identity.lockAfter'),
    idleMs: value('identity.idleMinutes') * 60_000,
    longestMs: value('identity.longestHours') * 3_600_000,
    devices: value('identity.devices'),
  }
}
