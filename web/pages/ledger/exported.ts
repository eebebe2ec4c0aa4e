/** One line of an export under way: how many rows are written, of how many where that is known; at the end the file. */
export interface Line {
  readonly rows?: number
  readonly of?: number | null
  readonly name?: string
  /** The workbook in base64. */
  readonly file?: string
}

export interface Exported {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Reads an export line by line, telling how far it is; throws a sentence when it ends without a file. */
export async function exported(url: string, told: (line: Line) => void): Promise<Exported> {
  const reply = await fetch(url).catch(() => null)
  if (!reply?.ok || !reply.body) throw new Error(await refusedWith(reply))
  const reader = reply.body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const written of lines) {
      const line = JSON.parse(written) as Line
      if (line.file !== undefined) return { name: line.name ?? '', bytes: bytesOf(line.file) }
      told(line)
    }
  }
  throw new Error('导出中断了，请重试')
}

async function refusedWith(reply: Response | null): Promise<string> {
  const problem = (await reply?.json().catch(() => null)) as { detail?: string } | null
  return problem?.detail ?? '网络不通，请重试'
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
