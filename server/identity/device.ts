const SYSTEMS: readonly [RegExp, string][] = [
  [/OpenHarmony|HarmonyOS/i, '鸿蒙'],
  [/Kylin/i, '麒麟'],
  [/UOS|Deepin/i, '统信'],
  [/iPhone/i, 'iPhone'],
  [/iPad/i, 'iPad'],
  [/Android/i, '安卓'],
  [/Windows/i, 'Windows'],
  [/Mac OS X|Macintosh/i, 'Mac'],
  [/Linux/i, 'Linux'],
]
const BROWSERS: readonly [RegExp, string][] = [
  [/DingTalk/i, '钉钉'],
  [/wxwork/i, '政务微信'],
  [/MicroMessenger/i, '微信'],
  [/QQBrowser/i, 'QQ浏览器'],
  [/360SE|360EE|QihooBrowser/i, '360浏览器'],
  [/Edg/i, 'Edge'],
  [/Firefox/i, 'Firefox'],
  [/Chrome|Chromium/i, 'Chrome'],
  [/Safari/i, 'Safari'],
]

/** What a person tells a device by: browser and system, and nothing that would single it out. */
export function deviceOf(agent: string | undefined): string {
  const first = (list: readonly [RegExp, string][]): string =>
    list.find(([pattern]) => pattern.test(agent ?? ''))?.[1] ?? ''
  const [system, browser] = [first(SYSTEMS), first(BROWSERS)]
  return [system, browser].filter((part) => part !== '').join(' ') || '其他设备'
}
