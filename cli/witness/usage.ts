export const USAGE = [
  '用法：',
  '  见证方：luoshi witness new-key 名称 | watch 日志公钥文件 | serve [--host 地址] [--port 8070] | answer 请求文件（均可加 --folder 文件夹）',
  '  日志方：luoshi witness request 见证方名称 [--old 规模] [--out 文件] | accept 见证文件',
].join('\n')

export type Values = {
  folder?: string | undefined
  host?: string | undefined
  port?: string | undefined
  old?: string | undefined
  out?: string | undefined
}

/** A sentence that ends the command with exit code 2. */
export class Unusable extends Error {}
