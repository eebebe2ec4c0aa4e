import type { z } from 'zod'

type Env = Readonly<Record<string, string | undefined>>

/** What a mapping file has besides its own parts: headers, in which `{env.NAME}` keeps secrets out of the file. */
interface WithHeaders {
  readonly headers: Readonly<Record<string, string>>
}

export interface MappingFile<Mapping extends WithHeaders> {
  /** What the file is for, as a sentence names it: 待办对接文件. */
  readonly called: string
  readonly schema: z.ZodType<Mapping>
  /** Matches the variables a header may use; the name stands in its first group. */
  readonly variables: RegExp
}

/**
 * Reads a mapping file: how an outer system is spoken to, as data.
 *
 * @returns the mapping with its headers filled from the environment, or one Chinese sentence about what is wrong
 */
export function readMappingFile<Mapping extends WithHeaders>(
  { called, schema, variables }: MappingFile<Mapping>,
  text: string,
  env: Env,
): Mapping | string {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return `${called}不是正确的 JSON，请检查后再启动。`
  }
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return `${called}的 ${issue?.path.join('.') || '内容'} 不对：${issue?.message ?? ''}。`
  }
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(parsed.data.headers)) {
    const filled = withVariables(value, variables, env)
    if (filled === null) return `${called}的 headers.${name} 用到的环境变量没有设置。`
    headers[name] = filled
  }
  return { ...parsed.data, headers }
}

function withVariables(text: string, variables: RegExp, env: Env): string | null {
  let missing = false
  const filled = text.replaceAll(variables, (_, name: string) => {
    missing ||= !env[name]
    return env[name] ?? ''
  })
  return missing ? null : filled
}

/** The bytes of an answer; null once there are more than wanted, and the rest is not read. */
export async function bytesWithin(answer: Response, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.length
    if (size > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
