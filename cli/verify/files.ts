import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Io } from '../io.ts'

/** A sentence that ends the command with exit code 2: it was not understood, or something could not be read. */
export class Unusable extends Error {}

/** What a mode of `luoshi verify` found: lines for people, the same for programs, and whether it holds. */
export interface Judged {
  readonly holds: boolean
  readonly lines: readonly string[]
  readonly json: Readonly<Record<string, unknown>>
}

/** The bytes of a file the command line names. @throws Unusable */
export async function bytesOf(path: string, what: string, { cwd }: Pick<Io, 'cwd'>): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, path))
  } catch {
    throw new Unusable(`${what}“${path}”找不到或者打不开，请检查路径和权限。`)
  }
}

/** A value out of a stranger's text: nothing in it may steer the terminal. */
export function said(value: unknown): string {
  return String(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
}

const text = new TextDecoder()

/** The text of bytes, whatever they are: for what is parsed strictly afterwards. */
export const textOf = (bytes: Uint8Array): string => text.decode(bytes)
