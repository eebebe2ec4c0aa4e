import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Field, Fields } from '#kernel/fields.ts'
import type { AnyPower, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import { actOperations } from './contract/act-operations.ts'
import type { Operation } from './contract/operation.ts'
import { ADMINISTRATOR } from './identity/administrators.ts'
import { operations } from './contract/operations.ts'
import { type JsonSchema, type Offered, type SchemaBook, schemaBook } from './openapi-schemas.ts'

/** One operation as the document has it. */
export interface DocumentedOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly JsonSchema[]
  readonly requestBody?: JsonSchema
  readonly responses: JsonSchema
  readonly security: readonly JsonSchema[]
  /** Acts: the form as declared, for clients that draw it. */
  readonly 'x-form'?: Fields
}

export interface OpenApi {
  readonly openapi: '3.1.0'
  readonly info: JsonSchema
  readonly tags: readonly { name: string; description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>
  readonly components: JsonSchema
}

const GROUPS: Readonly<Record<keyof typeof operations, string>> = {
  session: '登录和岗位',
  identity: '两步验证和登录设备',
  matters: '事项',
  work: '我的事',
  advisers: '法律顾问',
  learning: '我的学法',
  bodies: '议事机构和会议日历',
  lists: '清单与法规库',
  sealing: '密封意见',
  party: '当事人查询',
  disclosed: '主动公开',
  onSite: '现场办理',
  certificates: '过程证明',
  rooms: '会场',
  reading: '公文识读',
  documents: '公文要求与批示',
  ledger: '台账导入导出',
  desk: '附件、视图、规范、回执',
  administration: '名录和管理',
  burden: '减负体检',
  reminders: '提醒',
  sms: '短信网关',
  trail: '审计',
  reports: '通报和简报',
}

interface Listed {
  readonly id: string
  readonly tag: string
  readonly operation: Operation
  readonly power?: { readonly procedure: Procedure; readonly power: AnyPower }
}

/** Every operation of a rulebook's API, fixed ones first, in the order of their declaration. */
function listed(rulebook: Rulebook): Listed[] {
  const fixed = Object.entries(operations).flatMap(([group, members]) =>
    Object.entries(members).map(([name, operation]): Listed => ({
      id: `${group}.${name}`,
      tag: GROUPS[group as keyof typeof operations],
      operation,
    })),
  )
  const acts = Object.entries(actOperations(rulebook)).flatMap(([id, operation]): Listed[] => {
    const [procedureId = '', act = ''] = id.split('.')
    const procedure = rulebook.procedures[procedureId]
    const power = procedure?.powers[act]
    return procedure && power ? [{ id, tag: procedure.title, operation, power: { procedure, power } }] : []
  })
  return [...fixed, ...acts]
}

/**
 * The API of a rulebook as OpenAPI 3.1: every fixed operation and one per act, each with its schema, who may call it and how it
 * may be refused. The same rulebook gives the same text, byte for byte.
 */
export function openApi(rulebook: Rulebook): OpenApi {
  const all = listed(rulebook)
  const incoming = schemaBook('input', all.flatMap(offersIn))
  const outgoing = schemaBook('output', all.flatMap(offersOut))
  const paths: Record<string, Record<string, DocumentedOperation>> = {}
  for (const entry of all) {
    const { method, path } = entry.operation
    paths[path] = { ...paths[path], [method.toLowerCase()]: documented(entry, incoming, outgoing) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '落实 API',
      version: '1',
      summary: '规则册就是接口：每一项行为一个地址，按钮和请求由同一段规则裁定',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [...new Set(all.map((entry) => entry.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...incoming.components, ...outgoing.components },
      responses: {
        Problem: {
          description: 'RFC 9457 问题，拒绝的理由在 refusals 里',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'luoshi',
          description: '登录后的会话；HTTPS 下名为 __Host-luoshi',
        },
      },
    },
  }
}

const offersIn = ({ id, operation: { query, body } }: Listed): Offered[] => [
  ...(query ? [[`${id}.query`, query] as const] : []),
  ...(body ? [[`${id}.body`, body] as const] : []),
]

const offersOut = ({ id, operation: { ok } }: Listed): Offered[] =>
  ok instanceof z.ZodType ? [[`${id}.answer`, ok]] : []

function documented(
  { id, tag, operation, power }: Listed,
  incoming: SchemaBook,
  outgoing: SchemaBook,
): DocumentedOperation {
  const parameters = [
    ...pathParameters(operation),
    ...queryParameters(operation, incoming),
    ...(power ? [KEY_HEADER] : []),
  ]
  const description = power ? describePower(power.procedure, power.power) : permissionOf(operation)
  const requestBody = bodyOf(operation, incoming, power?.power.form)
  return {
    operationId: id,
    tags: [tag],
    summary: operation.summary,
    description,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: { 200: okOf(operation, outgoing), default: { $ref: '#/components/responses/Problem' } },
    security: operation.permission === 'open' ? [] : [{ session: [] }],
    ...(power ? { 'x-form': power.power.form } : {}),
  }
}

const PERMISSIONS = {
  open: '不需要登录。',
  staff: '在任人员登录后可用；能看到什么由所在岗位决定。',
} as const

const permissionOf = ({ permission }: Operation): string =>
  typeof permission === 'string'
    ? PERMISSIONS[permission]
    : `${permission.map((one) => ADMINISTRATOR[one]).join('、')}。`

const KEY_HEADER: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  description: '请求编号，8 至 100 个可见英文字符；同一编号重发只办一次，答复相同',
  schema: { type: 'string', minLength: 8, maxLength: 100 },
}

const pathParameters = ({ path }: Operation): JsonSchema[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', maxLength: 64 },
  }))

function queryParameters({ query }: Operation, incoming: SchemaBook): JsonSchema[] {
  if (!query) return []
  const { properties = {}, required = [] } = incoming.of(query) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function bodyOf(
  { body, upload }: Operation,
  incoming: SchemaBook,
  form: Fields | undefined,
): JsonSchema | null {
  if (upload) {
    const schema = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    }
    return { required: true, content: { 'multipart/form-data': { schema } } }
  }
  if (!body) return null
  const example = form ? { example: { form: exampleOf(form) } } : {}
  return { required: true, content: { 'application/json': { schema: incoming.of(body), ...example } } }
}

function okOf({ ok }: Operation, outgoing: SchemaBook): JsonSchema {
  if (!(ok instanceof z.ZodType)) return { description: '成功', content: { [ok.media]: {} } }
  return { description: '成功', content: { 'application/json': { schema: outgoing.of(ok) } } }
}

function describePower({ roles, states }: Procedure, power: AnyPower): string {
  const who = power.who.map((role) => roles[role]?.title ?? role).join('、')
  const at = power.when === 'nothing' ? '尚未立项' : power.when.map((s) => states[s]?.title ?? s).join('、')
  const gates = (power.gates ?? []).map((gate) => `- ${gate.title}（${gate.code}，规范 ${gate.norm}）`)
  const basis = power.basis.map((b) => `${b.title}${b.article ?? ''}`).join('；')
  return [
    `${power.takesBack ? '由上一步的办理人' : `由${who}`}办理。`,
    `事项状态：${at}${power.then ? `；办后为“${states[power.then]?.title ?? power.then}”` : ''}。`,
    ...(gates.length > 0 ? ['', '可能的拒绝：', ...gates] : []),
    '',
    `依据：${basis}。`,
  ].join('\n')
}

/** A form filled in plausibly, required fields only. */
export function exampleOf(fields: Fields): Record<string, unknown> {
  const required = Object.entries(fields).filter(([, field]) => !field.optional)
  return Object.fromEntries(required.map(([name, field]) => [name, exampleValue(field)]))
}

function exampleValue(field: Field): unknown {
  switch (field.kind) {
    case 'text':
      return field.phrases?.[0] ?? field.title
    case 'day':
      return '2026-06-30'
    case 'choice':
      return Object.keys(field.options)[0]
    case 'units':
    case 'posts':
    case 'files':
      return [`${field.kind}-1`]
    case 'number':
      return field.min
    case 'flag':
      return true
    case 'rows':
      return [exampleOf(field.of)]
    case 'group':
      return exampleOf(field.of)
    default:
      return `${field.kind}-1`
  }
}

/** The committed document. */
export const OPENAPI_FILE = fileURLToPath(new URL('./openapi.json', import.meta.url))

/** The document as it is written: stable, one final newline. */
export const openApiText = (rulebook: Rulebook): string => `${JSON.stringify(openApi(rulebook), null, 2)}\n`

if (import.meta.main) {
  const { rulebook } = await import('#rulebook/index.ts')
  const text = openApiText(rulebook)
  if (process.argv.includes('--write')) writeFileSync(OPENAPI_FILE, text)
  else if (readFileSync(OPENAPI_FILE, 'utf8') !== text) {
    console.error('server/openapi.json differs from the rulebook; run: node server/openapi.ts --write')
    process.exitCode = 1
  }
}
