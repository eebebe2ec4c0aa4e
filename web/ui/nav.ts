import type { Me } from '../api/shapes.ts'

export interface NavItem {
  readonly to: string
  readonly title: string
  /** Word for the phone bar. */
  readonly short: string
  /** Not opened every day: under 更多 in the bar. */
  readonly rare?: true
}

const pages = import.meta.glob('../pages/*/index.tsx')
const has = (page: string): boolean => `../pages/${page}/index.tsx` in pages

/** What the current post opens; the first four stand in the bar of a phone. */
export function navOf(me: Me): readonly NavItem[] {
  const opens = (screen: Me['screens'][number]): boolean => me.screens.includes(screen)
  const hasDesk = opens('leader') || opens('office') || opens('supervision')
  const items: (NavItem & { page: string; when?: boolean })[] = [
    { to: '/leader', title: '领导三屏', short: '三屏', page: 'leader', when: opens('leader') },
    { to: '/inbox', title: '我的事', short: '我的事', page: 'inbox' },
    { to: '/matters', title: '台账', short: '台账', page: 'ledger' },
    { to: '/office', title: '办公室台', short: '办公室', page: 'office', when: opens('office') },
    { to: '/supervision', title: '督查', short: '督查', page: 'supervision', when: opens('supervision') },
    {
      to: '/reading',
      title: '读文立项',
      short: '读文',
      page: 'reading',
      when: opens('supervision') || opens('office'),
    },
    {
      to: '/booklet',
      title: '批示办理',
      short: '批示',
      page: 'booklet',
      when: opens('leader') || opens('supervision') || opens('office'),
    },
    {
      to: '/matters/new',
      title: '新办',
      short: '新办',
      page: 'start',
    },
    { to: '/on-site/start', title: '现场办理', short: '现场', page: 'on-site-start', when: opens('field') },
    {
      to: '/reports',
      title: '通报简报',
      short: '通报',
      page: 'reports',
      when: opens('supervision') || opens('office') || opens('leader'),
    },
    { to: '/units', title: '单位', short: '单位', page: 'units', rare: true },
    {
      to: '/advisers',
      title: '法律顾问',
      short: '顾问',
      page: 'advisers',
      when: opens('advisers'),
      rare: true,
    },
    { to: '/learning', title: '我的学法', short: '学法', page: 'learning', rare: true },
    { to: '/bodies', title: '议事机构', short: '议事', page: 'bodies', rare: true },
    { to: '/lists', title: '清单', short: '清单', page: 'lists', rare: true },
    { to: '/laws', title: '法规库', short: '法规', page: 'laws', rare: true },
    { to: '/directory', title: '名录', short: '名录', page: 'directory', rare: true },
    { to: '/norms', title: '规范', short: '规范', page: 'norms', rare: true },
    { to: '/burden', title: '减负体检', short: '减负', page: 'burden', when: opens('burden'), rare: true },
    { to: '/gateway', title: '短信网关', short: '短信', page: 'gateway', when: opens('gateway'), rare: true },
    {
      to: '/admin',
      title: '管理',
      short: '管理',
      page: 'admin',
      when: opens('admin'),
      // Who has no other desk than this comes for it every day.
      ...(hasDesk ? { rare: true } : {}),
    },
  ]
  return items.filter((item) => item.when !== false && has(item.page))
}
