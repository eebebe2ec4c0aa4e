import type { z } from 'zod'

export type Parsed = { readonly value: unknown } | { readonly fields: Readonly<Record<string, string>> }

/** Holds an input against a schema: the parsed value, or one Chinese sentence per faulty field (`_` for the whole). */
export function faultsOf(schema: z.ZodType, input: unknown): Parsed {
  const parsed = schema.safeParse(input, { error: sentence })
  if (parsed.success) return { value: parsed.data }
  const fields = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    // Faults of an act's form bear the names of its fields, as the kernel gives them.
    const at = issue.path.join('.').replace(/^form\./, '') || '_'
    if (!fields.has(at)) fields.set(at, issue.message)
  }
  return { fields: Object.fromEntries(fields) }
}

/** What is said where the schema itself has no sentence of its own. */
function sentence(issue: z.core.$ZodRawIssue): string {
  const name = issue.path?.length ? `“${issue.path.join('.')}”` : '内容'
  switch (issue.code) {
    case 'unrecognized_keys':
      return `不认识的字段：${issue.keys.map((key) => key.slice(0, 40)).join('、')}`
    case 'invalid_type':
      return issue.input === undefined ? `缺少${name}` : `${name}的类型不对`
    case 'too_big':
      return `${name}过大或者过长，最多${issue.maximum}`
    case 'too_small':
      return `${name}过小或者过短，最少${issue.minimum}`
    case 'invalid_value':
      return `${name}只能是${issue.values.map(String).join('、')}之一`
    default:
      return `${name}的格式不对`
  }
}
