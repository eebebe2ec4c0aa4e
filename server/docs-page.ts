import type { Field, Fields } from '#kernel/fields.ts'
import type { DocumentedOperation, OpenApi } from './openapi.ts'

interface Entry {
  readonly method: string
  readonly path: string
  readonly operation: DocumentedOperation
}

/** The API for people: one page without script, made from the same document that machines read. */
export function docsPage(document: OpenApi, district: string): string {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )
  const groups = document.tags.map(({ name }) => ({
    name,
    entries: entries.filter((e) => e.operation.tags.includes(name)),
  }))
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口说明 · ${html(district)}</title>
<link rel="stylesheet" href="${DOCS_STYLE_PATH}">
<link rel="icon" href="data:,">
</head>
<body>
<header>
<h1>接口说明</h1>
<p>${html(district)} · 共 ${entries.length} 项 · 机器可读：<a href="/api/openapi.json">openapi.json</a>（OpenAPI 3.1）</p>
<p>失败一律为 RFC 9457 的 <code>application/problem+json</code>，<code>refusals</code> 里逐条写明理由、规范和依据。写操作要带登录会话；行为可带 <code>Idempotency-Key</code>，重发只办一次。</p>
<nav aria-label="分组"><ul>${groups.map((g, n) => `<li><a href="#g${n}">${html(g.name)}</a> ${g.entries.length}</li>`).join('')}</ul></nav>
</header>
<main>
${groups.map((g, n) => `<section aria-labelledby="g${n}"><h2 id="g${n}">${html(g.name)}</h2>\n${g.entries.map(entryHtml).join('\n')}</section>`).join('\n')}
</main>
</body>
</html>
`
}

function entryHtml({ method, path, operation }: Entry): string {
  const { operationId, summary, description = '', parameters = [], requestBody, responses } = operation
  const form = operation['x-form']
  const parts = [
    ...description
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `<p>${html(line)}</p>`),
    ...(parameters.length > 0 ? [`<h4>参数</h4><ul>${parameters.map(parameterHtml).join('')}</ul>`] : []),
    ...(form
      ? [Object.keys(form).length > 0 ? `<h4>表单</h4>${formHtml(form)}` : '<p>不需要填写。</p>']
      : []),
    ...(requestBody ? [`<h4>请求</h4>${block(requestText(requestBody))}`] : []),
    `<h4>答复</h4>${block((responses as { 200: unknown })[200])}`,
  ]
  return `<details id="${html(operationId)}"><summary><span class="method">${method}</span> <code>${html(path)}</code> <span>${html(summary)}</span></summary>${parts.join('')}</details>`
}

function parameterHtml({ name, required, description }: Record<string, unknown>): string {
  const said = typeof description === 'string' ? ` ${html(description)}` : ''
  return `<li><code>${html(String(name))}</code>${required ? '（必填）' : ''}${said}</li>`
}

/** An example where there is one, else the schema. */
function requestText(body: Record<string, unknown>): unknown {
  const [content] = Object.values(
    (body['content'] ?? {}) as Record<string, { example?: unknown; schema?: unknown }>,
  )
  return content?.example ?? content?.schema
}

const KINDS: Readonly<Record<Field['kind'], string>> = {
  text: '文字',
  day: '日期',
  choice: '选项',
  unit: '单位',
  units: '单位（多个）',
  posts: '岗位（可多个）',
  post: '岗位',
  person: '人员',
  matter: '事项',
  item: '清单事项（编码）',
  files: '附件',
  number: '数',
  flag: '是否',
  rows: '多行',
  group: '一组',
}

function formHtml(fields: Fields): string {
  const rows = Object.entries(fields).map(
    ([name, field]) =>
      `<tr><td><code>${html(name)}</code></td><td>${html(field.title)}</td><td>${KINDS[field.kind]}${html(detail(field))}</td><td>${field.optional ? '可不填' : '必填'}</td><td>${html(field.help ?? '')}${'of' in field ? formHtml(field.of) : ''}</td></tr>`,
  )
  return `<table><thead><tr><th>名</th><th>含义</th><th>类型</th><th></th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function detail(field: Field): string {
  if (field.kind === 'text') return `，最多${field.max}字`
  if (field.kind === 'choice')
    return `：${Object.entries(field.options)
      .map(([code, title]) => `${code} ${title}`)
      .join('、')}`
  if (field.kind === 'number') return `，${field.min}至${field.max}`
  return field.kind === 'rows' ? `，最多${field.most}行` : ''
}

const block = (value: unknown): string =>
  `<pre tabindex="0">${html(JSON.stringify(value, null, 2) ?? '')}</pre>`

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Where the page finds its style sheet: the content security policy allows none inside the page. */
export const DOCS_STYLE_PATH = '/api/docs.css'

/** Style sheet of the page. */
export const DOCS_STYLE = `\
body { font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1a1a1a; margin: 0 auto; max-width: 70rem; padding: 1rem }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0 }
a { color: #0b4f9e } details { border-top: 1px solid #ccc; padding: .4rem 0 } summary { cursor: pointer }
.method { display: inline-block; min-width: 4em; font-weight: 600 }
code, pre { font: 14px/1.5 ui-monospace, Consolas, monospace } pre { background: #f5f5f5; overflow: auto; max-height: 24rem; padding: .6rem }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left; vertical-align: top }
@media (max-width: 40rem) { table { display: block; overflow-x: auto } }
`
