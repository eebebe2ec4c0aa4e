import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Stands in a data folder from the first to the last step of a restore. */
export const RESTORING = 'restore.unfinished'

/** One Chinese sentence when a folder is half restored; whoever starts a service asks first. */
export const unfinishedRestore = (dataDir: string): string | undefined =>
  existsSync(join(dataDir, RESTORING))
    ? `数据文件夹 ${dataDir} 的恢复没有完成，不能在上面启动，请重新运行 luoshi restore。`
    : undefined
