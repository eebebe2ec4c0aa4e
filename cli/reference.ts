import { enforcement } from '#kernel/check.ts'
import type { Field, Fields } from '#kernel/fields.ts'
import { readingCopy } from '#kernel/reading-copy.ts'
import { KERNEL_REFUSALS } from '#kernel/refusal.ts'
import type { Gate, Procedure, Rulebook } from '#kernel/vocabulary.ts'

const NOTE = '<!-- Generated from the rulebook by `luoshi docs --write`; do not edit. -->'

const table = (head: readonly string[], lines: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n')

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const WHAT: Readonly<Record<Field['kind'], string>> = {
  text: '文字',
  day: '日期',
  choice: '选项',
  unit: '单位',
  units: '单位（可多个）',
  post: '岗位',
  posts: '岗位（可多个）',
  person: '人员',
  matter: '事项',
  item: '清单事项（编码）',
  files: '文件',
  number: '整数',
  flag: '是否',
  rows: '各行',
  group: '一组',
}

/** What a field takes, in words: `选项 passed 通过、failed 不通过`, `整数 0至999`. */
function whatOf(field: Field): string {
  switch (field.kind) {
    case 'text':
      return `文字，最多${field.max}字`
    case 'number':
      return `整数，${field.min}至${field.max}`
    case 'choice':
      return `选项：${Object.entries(field.options)
        .map(([value, title]) => `\`${value}\` ${title}`)
        .join('、')}`
    case 'rows':
      return `最多${field.most}行`
    default:
      return WHAT[field.kind]
  }
}

/** A row per field; fields of rows and groups follow with their path. */
const fieldLines = (fields: Fields, isRecord = false, within = ''): readonly (readonly string[])[] =>
  Object.entries(fields).flatMap(([name, field]) => [
    [`\`${within}${name}\`${field.optional || isRecord ? '' : '*'}`, field.title, whatOf(field)],
    ...(field.kind === 'group' ? fieldLines(field.of, isRecord, `${within}${name}.`) : []),
    ...(field.kind === 'rows' ? fieldLines(field.of, isRecord, `${within}${name}[].`) : []),
  ])

const formTable = (title: string, form: Fields): string =>
  [`### ${title}`, table(['字段', '名称', '填什么'], fieldLines(form))].join('\n\n')

function procedurePage(procedure: Procedure): string {
  const copy = readingCopy(procedure)
  const parts = [
    NOTE,
    `# ${copy.title}规程（${copy.id}）`,
    `第${copy.version}版，自${copy.from}起施行。依据：${copy.basis.join('、')}。`,
    '## 角色',
    table(
      ['角色', '席位'],
      copy.roles.map((r) => [`${r.title}（\`${r.name}\`）`, r.seat]),
    ),
    '## 状态',
    table(
      ['状态', '组别', '是否终结'],
      copy.states.map((s) => [`${s.title}（\`${s.name}\`）`, s.group, s.final ? '终结' : '']),
    ),
    '## 职权',
    table(
      ['行为', '谁可以', '在什么状态', '之后', '闸', '依据'],
      copy.powers.map((p) => [
        `${p.may}（\`${copy.id}.${p.act}\`）`,
        p.who,
        p.when,
        p.then,
        p.gates.map((g) => `${g.title}（${g.norm}，${g.code}）`).join('；') || '无',
        p.basis.join('、'),
      ]),
    ),
    '## 职责',
    table(
      ['职责', '谁必须', '对谁', '自何时起', '期限', '由何行为了结', '到期处置', '依据'],
      copy.duties.map((d) => [
        d.must,
        d.who,
        d.to,
        d.after,
        d.within,
        d.doneBy,
        d.ladder.map(({ when, title }) => `${when}：${title}`).join('；'),
        d.basis.join('、'),
      ]),
    ),
    '## 填写',
    '各行为的表单：字段、名称、填什么。带*的必填。',
    ...copy.powers
      .filter(({ form }) => Object.keys(form).length > 0)
      .map(({ act, may, form }) => formTable(`${may}（\`${act}\`）`, form)),
    '## 记录',
    '事项上记着什么。',
    table(['字段', '名称', '记什么'], fieldLines(procedure.record, true)),
  ]
  return `${parts.join('\n\n')}\n`
}

function normsPage(rulebook: Rulebook): string {
  const real = enforcement(rulebook)
  const lines = Object.entries(rulebook.norms).map(([id, norm]) => [
    id,
    norm.title,
    norm.statement,
    norm.bites.join(', '),
    [...(real.get(id) ?? [])].map((what) => `\`${what}\``).join(' ') || '尚未实现',
  ])
  const done = lines.filter((line) => line[4] !== '尚未实现').length
  const head = ['#', '规范', '要求', '怎样起作用', '由什么执行']
  return `${[NOTE, '# 规范目录', `${lines.length}项规范，已执行${done}项。`, table(head, lines)].join('\n\n')}\n`
}

/** Every gate of a rulebook, once, by code. */
function gatesOf(rulebook: Rulebook): readonly Gate[] {
  const gates = Object.values(rulebook.procedures).flatMap((p) =>
    Object.values(p.powers).flatMap((power) => power.gates ?? []),
  )
  return [...new Map(gates.map((gate) => [gate.name, gate])).values()]
}

function refusalsPage(rulebook: Rulebook): string {
  const gates = gatesOf(rulebook)
  const line = (g: Gate) => [
    g.code,
    g.norm,
    g.title,
    g.basis.map((b) => `《${b.title}》${b.article ?? ''}`).join('、'),
  ]
  const kernel = Object.entries(KERNEL_REFUSALS).map(([code, title]) => [code, title])
  const parts = [
    NOTE,
    '# 拒绝',
    '不能办理时给出的代码，按先后次序：关于办理人的闸、委托范围、岗位、关于事项的闸、状态。第一条决定代码，其余一并列出。',
    '## 关于办理人的闸',
    table(['代码', '规范', '要求', '依据'], gates.filter((g) => g.about === 'actor').map(line)),
    '## 关于事项的闸',
    table(['代码', '规范', '要求', '依据'], gates.filter((g) => g.about === 'matter').map(line)),
    '## 内核',
    table(['代码', '含义'], kernel),
  ]
  return `${parts.join('\n\n')}\n`
}

/** The reference pages of a rulebook, by path in the repository. */
export const referencePages = (rulebook: Rulebook): Readonly<Record<string, string>> => ({
  'docs/reference/norms.md': normsPage(rulebook),
  'docs/reference/refusals.md': refusalsPage(rulebook),
  ...Object.fromEntries(
    Object.values(rulebook.procedures).map((p) => [`docs/reference/${p.id}.md`, procedurePage(p)] as const),
  ),
})
