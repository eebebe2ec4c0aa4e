let leaked: Promise<ReadonlySet<string>> | undefined

/**
 * Forty-nine thousand passwords out of leaked lists, as zxcvbn ships them (https://github.com/zxcvbn-ts/zxcvbn, MIT). Read when a
 * first password is chosen: they take eleven megabytes, and most processes are never asked.
 */
const leakedPasswords = (): Promise<ReadonlySet<string>> =>
  (leaked ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  ))

// What leaked lists show again and again, here and elsewhere, as the stems people build on; compared without case and with the
// usual swaps of letters undone, so that P@ssw0rd is password.

const STEMS =
  `password passwd passw0rd qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm 1qaz2wsx qazwsx q1w2e3 1q2w3e abc123
abcd1234 abcdef a1b2c3 admin administrator root luoshi welcome letmein iloveyou monkey dragon master sunshine princess football
baseball superman batman trustno1 shadow michael login secret test1234 changeme default huawei123 taobao woaini woaini1314
5201314 1314520 wang1234 zhang1234 beijing shanghai zhongguo china123 caonima nihao123 mima1234 guanli guanliyuan zhengfu
12345678 87654321 11111111 22222222 33333333 55555555 66666666 88888888 99999999 00000000 123123123 123321 112233 147258369
789456123 159357 741852963 110110110 19491001 20080808`
    .split(/\s+/)
    .filter((word) => word.length >= 5)

const SWAPS: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
}

/** Letters as they were before a swap such as `0` for `o`. */
const unswapped = (word: string): string =>
  word.replaceAll(/[@401!3$57]/g, (letter) => SWAPS[letter] ?? letter)

const STEMS_UNSWAPPED = STEMS.filter((word) => /[a-z]/.test(word)).map(unswapped)

/** Whether a password, in small letters, is built on what everybody uses, or is one character or a plain run again and again. */
export async function isCommon(lower: string): Promise<boolean> {
  if (new Set(lower).size <= 4) return true
  const plain = unswapped(lower)
  if (STEMS.some((word) => lower.includes(word)) || STEMS_UNSWAPPED.some((word) => plain.includes(word)))
    return true
  const words = await leakedPasswords()
  return words.has(lower) || words.has(plain)
}
