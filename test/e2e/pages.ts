import type { Page } from 'playwright-core'
import { openWindow } from './browser.ts'
import { type Who, enter } from './people.ts'
import { expectGone, expectSeen } from './seen.ts'

/** A page of the staff web as one of its users sees it. */
export interface Shown {
  readonly name: string
  /** Nobody before the login. */
  readonly who: Who | null
  readonly path: string
}

const INCOMING = 'procedure=incoming-document'

/** A document of every state as the office sees it. */
const documents = (sort: 'incoming' | 'outgoing', states: readonly string[]): Shown[] =>
  states.map((state) => ({
    name: `${sort}-${state.toLowerCase()}`,
    who: 'office',
    path: `/matters/*?procedure=${sort}-document&state=${state}`,
  }))

/** Every page, and every tab that shows something else. A `*` in a path stands for the first matter of that person's ledger. */
export const pages: readonly Shown[] = [
  { name: 'login', who: null, path: '/login' },
  { name: 'verify', who: null, path: '/verify' },
  { name: 'case', who: null, path: '/case' },
  { name: 'seizure-held', who: 'enforcer', path: '/matters/*?procedure=seizure&state=held' },
  { name: 'inbox-todo', who: 'housing', path: '/inbox' },
  { name: 'inbox-todo-unit', who: 'housing', path: '/inbox?box=todo&scope=unit' },
  { name: 'inbox-doing', who: 'housing', path: '/inbox?box=doing&scope=unit' },
  { name: 'inbox-done', who: 'housing', path: '/inbox?box=done&scope=unit' },
  { name: 'inbox-toread', who: 'housing', path: '/inbox?box=toread&scope=unit' },
  { name: 'ledger', who: 'supervisor', path: '/matters' },
  { name: 'ledger-of-one', who: 'supervisor', path: '/matters?procedure=supervised-task' },
  { name: 'ledger-counted', who: 'supervisor', path: '/matters?silent=14' },
  { name: 'ledger-filtered', who: 'supervisor', path: '/matters?flag=lapsed&group=在办' },
  { name: 'ledger-import', who: 'supervisor', path: '/matters/import' },
  { name: 'matter-late', who: 'supervisor', path: '/matters/*?flag=lapsed&group=在办' },
  { name: 'matter-underway', who: 'housing', path: '/matters/*?state=underway&unit=u-housing' },
  { name: 'matter-stuck', who: 'supervisor', path: '/matters/*?state=stuck' },
  { name: 'matter-declining', who: 'office', path: '/matters/*?state=declining' },
  { name: 'matter-cancelled', who: 'supervisor', path: '/matters/*?state=cancelled' },
  { name: 'matter-struck-off', who: 'supervisor', path: '/matters/*?state=struckOff' },
  { name: 'new', who: 'supervisor', path: '/matters/new' },
  { name: 'ledger-incoming', who: 'office', path: '/matters?procedure=incoming-document' },
  { name: 'ledger-outgoing', who: 'office', path: '/matters?procedure=outgoing-document' },
  { name: 'new-incoming', who: 'office', path: '/matters/new?of=incoming-document.register' },
  { name: 'new-outgoing', who: 'office', path: '/matters/new?of=outgoing-document.draft' },
  ...documents('incoming', [
    'registered',
    'proposed',
    'instructed',
    'inHand',
    'settled',
    'archived',
    'returned',
    'void',
  ]),
  ...documents('outgoing', ['drafting', 'countersigning', 'sealed', 'distributed', 'archived', 'withdrawn']),
  { name: 'incoming-to-instruct', who: 'viceMayor', path: `/matters/*?${INCOMING}&state=proposed` },
  { name: 'booklet', who: 'office', path: '/booklet?from=2026-10-01&to=2026-11-24' },
  {
    name: 'booklet-of-one',
    who: 'viceMayor',
    path: '/booklet?leader=p-vice-1&from=2026-01-01&to=2026-11-24',
  },
  { name: 'booklet-empty', who: 'viceMayor', path: '/booklet?from=2020-01-01&to=2020-01-31' },
  { name: 'reading', who: 'supervisor', path: '/reading' },
  { name: 'leader-today', who: 'viceMayor', path: '/leader' },
  { name: 'leader-decide', who: 'viceMayor', path: '/leader?screen=decide' },
  { name: 'leader-arranged', who: 'viceMayor', path: '/leader?screen=arranged' },
  { name: 'supervision', who: 'supervisor', path: '/supervision' },
  { name: 'reports', who: 'supervisor', path: '/reports?kind=month&on=2026-10-15' },
  { name: 'reports-week', who: 'office', path: '/reports?kind=week&on=2026-11-20' },
  { name: 'reports-opened', who: 'supervisor', path: '/reports?kind=month&on=2026-10-15&figure=lapsed' },
  { name: 'reports-brief', who: 'viceMayor', path: '/reports?part=brief&arranger=p-vice-1' },
  { name: 'office', who: 'office', path: '/office' },
  { name: 'suggestions', who: 'housing', path: '/suggestions' },
  { name: 'suggestions-answering', who: 'administrator', path: '/suggestions' },
  { name: 'units', who: 'supervisor', path: '/units' },
  { name: 'unit-of-leaders', who: 'mayor', path: '/units/u-leaders' },
  { name: 'unit', who: 'housing', path: '/units/u-housing' },
  { name: 'advisers', who: 'inspector', path: '/advisers' },
  { name: 'learning', who: 'housing', path: '/learning' },
  { name: 'bodies', who: 'mayor', path: '/bodies' },
  { name: 'body', who: 'mayor', path: '/bodies/*?procedure=body' },
  { name: 'room-recorder', who: 'office', path: '/rooms/*?procedure=meeting&state=open' },
  { name: 'room-inspector', who: 'inspector', path: '/rooms/*?procedure=meeting&state=open' },
  { name: 'room-before', who: 'inspector', path: '/rooms/*?procedure=meeting&state=noticed' },
  { name: 'room-over', who: 'inspector', path: '/rooms/*?procedure=meeting&state=done' },
  { name: 'lists', who: 'housing', path: '/lists' },
  { name: 'laws', who: 'housing', path: '/laws' },
  { name: 'law', who: 'office', path: '/laws/*?procedure=instrument' },
  { name: 'norms', who: 'supervisor', path: '/norms' },
  { name: 'procedure', who: 'supervisor', path: '/procedures/supervised-task' },
  { name: 'procedure-incoming', who: 'office', path: '/procedures/incoming-document' },
  { name: 'directory', who: 'supervisor', path: '/directory' },
  { name: 'admin-calendar', who: 'administrator', path: '/admin' },
  { name: 'admin-parameters', who: 'administrator', path: '/admin?part=parameters' },
  { name: 'admin-accounts', who: 'administrator', path: '/admin?part=accounts' },
  { name: 'admin-appointments', who: 'administrator', path: '/admin?part=appointments' },
  { name: 'burden', who: 'mayor', path: '/burden?period=year' },
  { name: 'burden-rows', who: 'office', path: '/burden?period=year&figure=requests' },
  { name: 'burden-by-leader', who: 'mayor', path: '/burden?period=year&by=leader' },
  { name: 'gateway', who: 'office', path: '/gateway' },
  { name: 'me', who: 'twoPosts', path: '/me' },
]

/** Goes to a page and waits until all it reads has come. */
export async function show(page: Page, { path }: Shown): Promise<void> {
  await page.goto(await resolved(page, path))
  await settled(page)
}

/** Waits until nothing on the page is still being read. */
export async function settled(page: Page): Promise<void> {
  await expectSeen(page.getByRole('heading', { level: 1 }))
  await expectGone(page.locator('[aria-busy="true"]'))
  await page.evaluate('document.fonts.ready.then(() => null)')
}

async function resolved(page: Page, path: string): Promise<string> {
  const [before, query] = path.split('*')
  if (query === undefined) return path
  const answer = await page.request.get(`/api/matters${query === '' ? '?' : `${query}&`}limit=1`)
  const { rows } = (await answer.json()) as { rows: { id: string }[] }
  if (rows[0] === undefined) throw new Error(`nobody's ledger fits ${path}`)
  return `${before}${rows[0].id}`
}

/** A window of the person some pages are for. */
export const windowFor = async (
  who: Who | null,
  viewport: { width: number; height: number },
): Promise<Page> => (who === null ? (await openWindow(viewport)).page : enter(who, viewport))
