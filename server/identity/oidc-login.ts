import { addMs } from '#kernel/time.ts'
import { linkedPerson } from '#store/identity-link.ts'
import { accountByLogin, accountOf } from '#store/identity.ts'
import { keepStep, takeStepOf } from '#store/login-step.ts'
import { TAKEN_OVER } from '../contract/register.ts'
import { Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { noteTrail } from '../trail/record.ts'
import { STEP_MS, isToken, newToken, setStepCookie, stepCookie, tokenHash } from './caller.ts'
import { type Visit, goOn } from './login.ts'
import type { OidcIdentity } from './oidc.ts'

/** Sends the browser to the provider. What its return is held against stays here, under a token that only this browser has. */
export async function leaveForOidc(
  { context, oidc }: Services,
  { request, reply }: Visit,
): Promise<typeof TAKEN_OVER | Problem> {
  if (!oidc) return notFound()
  const begun = await oidc.begin().catch(() => null)
  if (!begun) {
    request.log.warn('the provider of identity cannot be reached')
    return problem('BUSY', '统一身份认证暂时连不上，请用账号密码登录，或者稍后再试', { retryAfter: 30 })
  }
  const token = newToken()
  await keepStep(context, {
    id: tokenHash(token),
    kind: 'oidc',
    person: null,
    body: { ...begun.checks },
    expiresAt: addMs(context.clock.now(), STEP_MS),
  })
  setStepCookie(request, reply, token)
  reply.redirect(begun.url)
  return TAKEN_OVER
}

/** Takes the browser back: in, to the second step, or to the login page, which says why not. */
export async function backFromOidc(services: Services, visit: Visit): Promise<typeof TAKEN_OVER | Problem> {
  const { context, oidc } = services
  const { request, reply } = visit
  if (!oidc) return notFound()
  const to = (url: string): typeof TAKEN_OVER => {
    reply.redirect(url)
    return TAKEN_OVER
  }
  const token = stepCookie(request)
  setStepCookie(request, reply, null)
  // Taken before anything is asked: the same return twice finds nothing the second time.
  const step = isToken(token) ? await takeStepOf(context, 'oidc', tokenHash(token)) : undefined
  if (!step) return to('/login?from=expired')
  const { state = '', nonce = '', verifier = '' } = step.body
  const found = await oidc.finish(request.url.split('?')[1] ?? '', { state, nonce, verifier })
  const doing = { caller: null, request }
  if (!found) {
    await noteTrail(context, doing, 'audit.loginFailed', { person: null, step: '统一认证' })
    return to('/login?from=failed')
  }
  const person = await personOf(services, found)
  if (person === null) {
    const { issuer, subject } = found
    await noteTrail(context, doing, 'audit.loginFailed', { person: null, step: '未绑定', issuer, subject })
    return to('/login?from=unbound')
  }
  const entered = await goOn(services, visit, person, 'oidc')
  if (entered === 'second') return to('/login?from=second')
  return to(entered instanceof Problem ? '/login?from=seatless' : '/')
}

/** Bound by an administrator, or by the login in a claim where that is set; nobody is ever made. Closed accounts stay closed. */
async function personOf({ context }: Services, found: OidcIdentity): Promise<string | null> {
  const linked = await linkedPerson(context, found.issuer, found.subject)
  const account = linked
    ? await accountOf(context, linked)
    : found.login === null
      ? undefined
      : await accountByLogin(context, found.login)
  if (account?.disabledAt) return null
  return linked ?? account?.person ?? null
}
