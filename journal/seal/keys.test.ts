import { createPrivateKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { base64 } from '../bytes.ts'
import { makeKey, unlockKey } from './keys.ts'

test('a key file opens with its passphrase, here and with every tool that reads PKCS#8', async () => {
  const { key, file } = await makeKey('两把锁 一扇门')
  const mine = await unlockKey(file, '两把锁 一扇门')
  expect(mine.ok && base64(mine.value.publicKey)).toBe(key)
  const theirs = createPrivateKey({ key: file, passphrase: '两把锁 一扇门' })
  expect(theirs.asymmetricKeyDetails?.namedCurve).toBe('prime256v1')
})

test('another passphrase, a bent file, something else altogether: refused with a sentence', async () => {
  const { file } = await makeKey('甲乙丙丁')
  const wrong = await unlockKey(file, '甲乙丙')
  expect(wrong).toMatchObject({ ok: false, code: 'WRONG_PASSPHRASE' })
  const lines = file.split('\n')
  for (const bent of ['', 'x', lines.slice(1).join('\n'), lines.toSpliced(2, 1).join('\n')])
    expect(await unlockKey(bent, '甲乙丙丁')).toMatchObject({ ok: false })
})
