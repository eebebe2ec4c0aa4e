import { join } from 'node:path'
import { eachOf, fileDigest } from './copy.ts'
import type { Manifest } from './manifest.ts'

/**
 * Reads a backup's files and compares them with its manifest.
 *
 * @returns the paths that are missing or differ
 */
export async function spoiledFiles(folder: string, { files }: Manifest): Promise<string[]> {
  const spoiled: string[] = []
  await eachOf(files, async ({ path, bytes, sha256 }) => {
    const read = await fileDigest(join(folder, path))
    if (read?.bytes !== bytes || read.sha256 !== sha256) spoiled.push(path)
  })
  return spoiled.toSorted()
}

/** One Chinese sentence about spoiled files. */
export const spoiledSentence = (spoiled: readonly string[]): string =>
  `备份里有${spoiled.length}个文件缺失或者与清单不符（如 ${spoiled[0]}）`
