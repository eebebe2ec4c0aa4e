import { enforcement } from '#kernel/check.ts'
import type { Field, Fields } from '#kernel/fields.ts'
import { termsOf } from '#kernel/duties.ts'
import { readingCopy } from '#kernel/reading-copy.ts'
import { KERNEL_REFUSALS } from '#kernel/refusal.ts'
import type { CountedTerm } from '#kernel/terms.ts'
import { type AnyPower, type Gate, type Procedure, type Rulebook, openedBy } from '#kernel/vocabulary.ts'

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
  files: '文件（编号，可多个）',
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
    [
      `\`${within}${name}\`${field.optional || isRecord ? '' : '*'}`,
      field.title,
      `${whatOf(field)}${field.help ? `。${field.help}` : ''}`,
    ],
    ...(field.kind === 'group' ? fieldLines(field.of, isRecord, `${within}${name}.`) : []),
    ...(field.kind === 'rows' ? fieldLines(field.of, isRecord, `${within}${name}[].`) : []),
  ])

const formTable = (title: string, form: Fields): string =>
  [`### ${title}`, table(['字段', '名称', '填什么'], fieldLines(form))].join('\n\n')

/** Which matters an act opens besides; and whether it is only done by an act that opens this matter. */
const besides = (power: AnyPower | undefined): string =>
  [
    ...openedBy(power).map(({ procedure: child }) => `；开启 \`${child}\``),
    ...(power?.withParent ? ['；只由所属事项的行为开启'] : []),
  ].join('')

/** How a value of each kind is written in a form, as `luoshi simulate` reads it. */
const HOW_WRITTEN =
  '写法：日期 `"2026-03-05"`；单位 `"housing"`；岗位 `"housing.head"`；人员 `"housing.clerk"`；事项 `"@名字"`；' +
  '“可多个”的和文件写成数组，文件写编号 `["f1"]`；整数、是否不加引号；各行是一列对象，`rows[].x` 是每行的字段；一组是一个对象。'

const LENGTH: Readonly<Record<CountedTerm['kind'], string>> = {
  workdays: '工作日',
  days: '日',
  hours: '小时',
}

/** What a tenant may set of a procedure: the lengths of its terms and its own numbers, by the key of `tenant.parameters`. */
function parameterPart({ id, terms, settings, duties }: Procedure): readonly string[] {
  const owed = (term: string) =>
    Object.values(duties)
      .filter(({ within }) => termsOf(within).includes(term))
      .map(({ must }) => `“${must}”`)
      .join('、')
  const lines = [
    ...Object.entries(terms).flatMap(([name, term]) =>
      term.kind === 'until'
        ? []
        : [
            [
              name,
              `期限：${owed(name) || '由闸查验'}`,
              `${term.length}${LENGTH[term.kind]}${term.fixed ? '（法定，只可缩短）' : ''}`,
              term.note ?? '',
            ],
          ],
    ),
    ...Object.entries(settings ?? {}).map(([name, { title, usual, unit, least, most, note }]) => [
      name,
      title,
      `${usual}${unit}（${least}至${most}）`,
      note,
    ]),
  ]
  if (lines.length === 0) return []
  const head = ['参数', '用于', '通常', '说明']
  return [
    '## 参数',
    '本区可以另定的数，键写成 `规程.参数`。',
    table(
      head,
      lines.map(([name, ...rest]) => [`\`${id}.${name}\``, ...rest]),
    ),
  ]
}

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
        `${p.then}${besides(procedure.powers[p.act])}`,
        p.gates.map((g) => `${g.title}（${g.norm}，${g.code}）`).join('；') || '无',
        p.basis.join('、'),
      ]),
    ),
    '## 职责',
    table(
      ['职责', '谁必须', '对谁', '自何时起', '期限', '由何行为了结', '到期处置', '依据'],
      copy.duties.map((d) => [
        `${d.must}（\`${d.name}\`）`,
        d.who,
        d.to,
        d.after,
        d.within,
        d.doneBy,
        d.ladder.map(({ when, title }) => `${when}：${title}`).join('；'),
        d.basis.join('、'),
      ]),
    ),
    ...parameterPart(procedure),
    '## 填写',
    `各行为的表单：字段、名称、填什么。带*的必填。${HOW_WRITTEN}`,
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

/** Every gate of a rulebook, once, with the procedures that ask it. */
function gatesOf(rulebook: Rulebook): readonly { readonly gate: Gate; readonly of: readonly string[] }[] {
  const asked = Object.values(rulebook.procedures).flatMap((p) =>
    Object.values(p.powers).flatMap((power) => (power.gates ?? []).map((gate) => ({ gate, id: p.id }))),
  )
  const byName = Map.groupBy(asked, ({ gate }) => gate.name)
  return [...byName.values()].flatMap((all) => {
    const gate = all[0]?.gate
    return gate ? [{ gate, of: [...new Set(all.map(({ id }) => id))] }] : []
  })
}

function refusalsPage(rulebook: Rulebook): string {
  const gates = gatesOf(rulebook)
  const line = ({ gate: g, of }: (typeof gates)[number]) => [
    g.code,
    of.map((id) => `\`${id}\``).join(' '),
    g.norm,
    g.title,
    g.basis.map((b) => `《${b.title}》${b.article ?? ''}`).join('、'),
  ]
  const head = ['代码', '规程', '规范', '要求', '依据']
  const kernel = Object.entries(KERNEL_REFUSALS).map(([code, title]) => [code, title])
  const parts = [
    NOTE,
    '# 拒绝',
    '不能办理时给出的代码，按先后次序：关于办理人的闸、委托范围、岗位、关于事项的闸、状态。第一条决定代码，其余一并列出。',
    '## 关于办理人的闸',
    table(head, gates.filter(({ gate }) => gate.about === 'actor').map(line)),
    '## 关于事项的闸',
    table(head, gates.filter(({ gate }) => gate.about === 'matter').map(line)),
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
