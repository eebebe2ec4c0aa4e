import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { LedgerQuery } from '../server/contract/operations.ts'
import { whenUnauthorized } from './api/client.ts'
import { optionsOf, queryClient } from './api/hooks.ts'
import { Broken, NotFound } from './ui/broken.tsx'
import { Shell } from './ui/shell.tsx'

const pages = import.meta.glob<{ default: () => React.ReactElement }>('./pages/*/index.tsx')

/** A page is a folder; its code is loaded when it is first opened. */
const page = (name: string) => {
  const load = pages[`./pages/${name}/index.tsx`]
  return load ? lazyRouteComponent(load) : NotFound
}

/** The ledger’s filters as they stand in the address: all texts. */
export type LedgerSearch = { [K in keyof LedgerQuery]?: string }
const texts = (raw: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(raw).filter((e): e is [string, string] => typeof e[1] === 'string'))

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Broken })
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: page('login'),
  validateSearch: (raw): { next?: string; from?: string } => texts(raw),
})
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: page('verify'),
  validateSearch: (raw): { certificate?: string } => texts(raw),
})
/** For parties, who have no account: none of the staff's frame is around it. */
const partyCase = createRoute({
  getParentRoute: () => root,
  path: '/case',
  component: page('party'),
  validateSearch: (raw): { code?: string } => texts(raw),
})
/** What is published, for everybody: outside the staff’s frame as well. */
const open = createRoute({ getParentRoute: () => root, path: '/open', component: page('open') })
/** A room has the window to itself: the frame of the other pages is not around it. */
const room = createRoute({
  getParentRoute: () => root,
  path: '/rooms/$id',
  component: page('room'),
  validateSearch: (raw): { screen?: string } => texts(raw),
})
/** On the phone at the place itself, with or without a network: nothing around it that would have to be read first. */
const onSite = createRoute({ getParentRoute: () => root, path: '/on-site/$id', component: page('on-site') })
const onSiteStart = createRoute({
  getParentRoute: () => root,
  path: '/on-site/start',
  component: page('on-site-start'),
})
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })
const at = <const P extends string>(path: P, name: string) =>
  createRoute({ getParentRoute: () => shell, path, component: page(name) })

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async () => {
    // A failed read is told by the page that follows, which reads the same.
    const me = await queryClient.ensureQueryData(optionsOf('session.me', {})).catch(() => null)
    throw redirect({ to: me?.screens.includes('leader') ? '/leader' : '/inbox', replace: true })
  },
})
const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  component: page('inbox'),
  validateSearch: (raw): { box?: string; scope?: string } => texts(raw),
})
const ledger = createRoute({
  getParentRoute: () => shell,
  path: '/matters',
  component: page('ledger'),
  validateSearch: (raw): LedgerSearch => texts(raw),
})

const start = createRoute({
  getParentRoute: () => shell,
  path: '/matters/new',
  component: page('start'),
  validateSearch: (raw): { of?: string } => texts(raw),
})

const leader = createRoute({
  getParentRoute: () => shell,
  path: '/leader',
  component: page('leader'),
  validateSearch: (raw): { screen?: string } => texts(raw),
})
const burden = createRoute({
  getParentRoute: () => shell,
  path: '/burden',
  component: page('burden'),
  validateSearch: (raw): { period?: string; by?: string; figure?: string; issuer?: string } => texts(raw),
})
/** Which report: a circular’s period and the number that is opened, or what a brief is about. */
export type ReportsSearch = {
  [K in 'part' | 'kind' | 'on' | 'figure' | 'unit' | 'source' | 'matter' | 'arranger' | 'q']?: string
}
const reports = createRoute({
  getParentRoute: () => shell,
  path: '/reports',
  component: page('reports'),
  validateSearch: (raw): ReportsSearch => texts(raw),
})
const booklet = createRoute({
  getParentRoute: () => shell,
  path: '/booklet',
  component: page('booklet'),
  validateSearch: (raw): { leader?: string; from?: string; to?: string } => texts(raw),
})
const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin',
  component: page('admin'),
  validateSearch: (raw): { part?: string; year?: string } => texts(raw),
})

const gateway = createRoute({
  getParentRoute: () => shell,
  path: '/gateway',
  component: page('gateway'),
  validateSearch: (raw): { phone?: string; notes?: string } => texts(raw),
})

const suggestions = createRoute({
  getParentRoute: () => shell,
  path: '/suggestions',
  component: page('suggestions'),
  validateSearch: (raw): { box?: string; page?: string } => texts(raw),
})

/** 清单: which one, narrowed to what, on which day; and the law a basis names. */
export type ListsSearch = { [K in 'list' | 'q' | 'kind' | 'unit' | 'on']?: string }
const lists = createRoute({
  getParentRoute: () => shell,
  path: '/lists',
  component: page('lists'),
  validateSearch: (raw): ListsSearch => texts(raw),
})
const laws = createRoute({
  getParentRoute: () => shell,
  path: '/laws',
  component: page('laws'),
  validateSearch: (raw): { q?: string; of?: string } => texts(raw),
})
const unitDuties = createRoute({
  getParentRoute: () => shell,
  path: '/lists/duties',
  component: page('list-duties'),
  validateSearch: (raw): { unit?: string } => texts(raw),
})

const tree = root.addChildren([
  login,
  verify,
  partyCase,
  open,
  room,
  onSite,
  onSiteStart,
  shell.addChildren([
    home,
    inbox,
    ledger,
    start,
    at('/matters/import', 'ledger-import'),
    at('/matters/$id', 'matter'),
    at('/matters/$id/certificate', 'certificate'),
    at('/matters/$id/party', 'party-code'),
    leader,
    booklet,
    at('/units', 'units'),
    at('/units/$id', 'unit'),
    at('/advisers', 'advisers'),
    at('/learning', 'learning'),
    at('/bodies', 'bodies'),
    at('/bodies/$id', 'body'),
    lists,
    unitDuties,
    at('/lists/import', 'list-import'),
    at('/lists/items/$id', 'list-item'),
    laws,
    at('/laws/$id', 'law'),
    at('/sealing/$id', 'sealing'),
    at('/norms', 'norms'),
    at('/procedures/$id', 'procedure'),
    at('/directory', 'directory'),
    admin,
    burden,
    at('/reading', 'reading'),
    at('/supervision', 'supervision'),
    reports,
    at('/office', 'office'),
    suggestions,
    gateway,
    at('/me', 'me'),
  ]),
])

/** Addresses carry plain texts, so a query string from the server is also a link. */
export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const kept = new URLSearchParams(texts(search as Record<string, unknown>)).toString()
    return kept && `?${kept}`
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

whenUnauthorized(() => {
  const { pathname, href } = router.state.location
  if (pathname === '/login') return
  queryClient.clear()
  void router.navigate({ to: '/login', search: pathname === '/' ? {} : { next: href }, replace: true })
})
