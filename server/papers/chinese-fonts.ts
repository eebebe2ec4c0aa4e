import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a district puts the faces it has a licence for, and where the system has its own. */
const fontFolders = (dataDir: string): string[] => [
  join(dataDir, 'fonts'),
  '/usr/share/fonts',
  '/usr/local/share/fonts',
]

/** Faces with Chinese, by the names of their files. */
const CHINESE =
  /(?:cjk|notos(?:ans|erif)sc|noto-s(?:ans|erif)-sc|sourcehan|source-han|fang|song|simsun|kai|heiti|simhei|wqy|uming|ukai|yahei|pingfang|harmony).*\.(?:ttf|otf|ttc)$/i

/** Folders with Chinese faces for a paper laid out here; none where the machine has no such face. */
export async function chineseFonts(dataDir: string): Promise<string[]> {
  const folders = await Promise.all(
    fontFolders(dataDir).map(async (folder) => {
      const files = await readdir(folder, { recursive: true }).catch(() => [])
      return files.some((file) => CHINESE.test(file.replaceAll(/\s/g, ''))) ? [folder] : []
    }),
  )
  return folders.flat()
}
