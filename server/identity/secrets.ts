import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createFile, readIfThere } from '#store/durable-file.ts'

/** Seals what a copy of the database alone must not give away, such as the secrets of second factors. */
export interface Secrets {
  /** Sealed bytes, bound to what they are of: put elsewhere they do not open. */
  seal(bytes: Uint8Array, of: string): Uint8Array
  /** The bytes, or null where they were sealed under another key, for something else, or changed. */
  open(sealed: Uint8Array, of: string): Uint8Array | null
}

const [IV, TAG] = [12, 16] as const

/** Where the key is; kept with the log's key, apart from the database, and like it part of a backup of keys. */
export const secretsPath = (dataDir: string): string => join(dataDir, 'keys', 'identity-key')

/** Opens the key of an installation, made the first time. @throws where the file is there and holds no key */
export async function openSecrets(dataDir: string): Promise<Secrets> {
  const path = secretsPath(dataDir)
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  // Of two processes that begin at once one key remains, and both read that one.
  if ((await readIfThere(path)) === undefined)
    await createFile(path, `${randomBytes(32).toString('base64')}\n`, 0o600)
  const key = Buffer.from((await readIfThere(path)) ?? '', 'base64')
  if (key.length !== 32) throw new Error(`${path} holds no key`)
  return secretsUnder(key)
}

function secretsUnder(key: Uint8Array): Secrets {
  return {
    seal(bytes, of) {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(of))
      const sealed = [cipher.update(bytes), cipher.final()]
      return Buffer.concat([iv, ...sealed, cipher.getAuthTag()])
    },
    open(sealed, of) {
      if (sealed.length < IV + TAG) return null
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV))
        decipher.setAAD(Buffer.from(of)).setAuthTag(sealed.subarray(-TAG))
        return Buffer.concat([decipher.update(sealed.subarray(IV, -TAG)), decipher.final()])
      } catch {
        // A wrong tag: the one way in which this fails.
        return null
      }
    },
  }
}
