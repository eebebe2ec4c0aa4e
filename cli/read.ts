import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Instruction, readInstruction } from '#reading/instruction.ts'
import { type Deadline, type DirectoryUnit, type Item, readTasks } from '#reading/read.ts'
import { fileText, MAX_FILE_BYTES } from '#server/text/file-text.ts'
import type { Io } from './io.ts'

interface Wanted {
  file: string
  /** A leader's note to read instead of a file, and the title of the paper it stands on. */
  instruction: string | null
  on: string | null
  units: string | null
  date: string | null
  json: boolean
}

const USAGE =
  '用法：luoshi read 文件 [--units units.csv] [--date 2026-03-05] [--json]，或 luoshi read --instruction 批示 [--on 文件标题] [--date 2026-03-05] [--json]'

/** Options that take the next word. */
const VALUED = { '--units': 'units', '--date': 'date', '--instruction': 'instruction', '--on': 'on' } as const
const isValued = (word: string): word is keyof typeof VALUED => Object.hasOwn(VALUED, word)

function wantedOf(argv: readonly string[]): Wanted | string {
  const wanted: Wanted = { file: '', instruction: null, on: null, units: null, date: null, json: false }
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] as string
    if (word === '--json') wanted.json = true
    else if (isValued(word)) {
      const value = argv[++at]
      if (value === undefined) return `${word} 后面缺少内容。${USAGE}`
      wanted[VALUED[word]] = value
    } else if (word.startsWith('--')) return `不认识的选项 ${word}。${USAGE}`
    else if (wanted.file !== '') return `一次只读一个文件。${USAGE}`
    else wanted.file = word
  }
  if (wanted.instruction !== null && wanted.file !== '') return `批示和文件一次只读一样。${USAGE}`
  if (wanted.instruction !== null && wanted.instruction.trim() === '') return '批示是空的，请写上内容。'
  if (wanted.instruction === null && wanted.file === '') return `没有指定文件。${USAGE}`
  if (wanted.date !== null && !isDay(wanted.date))
    return `日期“${wanted.date}”不存在，请写成 2026-03-05 这样。`
  return wanted
}

function isDay(words: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(words)) return false
  const day = new Date(`${words}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(words)
}

type Loaded = { ok: true; bytes: Uint8Array } | { ok: false; because: string }

async function load(path: string): Promise<Loaded> {
  try {
    const facts = await stat(path)
    if (facts.isDirectory()) return { ok: false, because: `“${path}”是文件夹，请指定其中的文件。` }
    if (facts.size > MAX_FILE_BYTES)
      return { ok: false, because: `文件“${basename(path)}”超过 20 MB，请删去图片或拆分后再试。` }
    return { ok: true, bytes: await readFile(path) }
  } catch {
    return { ok: false, because: `找不到或打不开文件“${path}”，请检查路径和权限。` }
  }
}

type Units = { ok: true; units: DirectoryUnit[] } | { ok: false; because: string }

async function loadUnits(path: string): Promise<Units> {
  const loaded = await load(path)
  if (!loaded.ok) return loaded
  const text = await fileText(basename(path), loaded.bytes)
  return text.ok ? parseUnits(text.text) : text
}

/** Splits one line of CSV; quoted fields may hold commas and doubled quotes. */
function csvFields(line: string): string[] {
  const fields: string[] = []
  for (const found of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim())
  }
  return fields
}

/** Reads a directory with the columns `name,short_names,kind,domains`, lists separated by `|`. */
export function parseUnits(csv: string): Units {
  const [head, ...lines] = csv
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const columns = csvFields(head ?? '')
  const at = (name: string): number => columns.indexOf(name)
  if (at('name') < 0 || at('short_names') < 0)
    return { ok: false, because: '单位名录缺少 name 或 short_names 列。' }
  const list = (words: string | undefined): string[] =>
    (words ?? '')
      .split('|')
      .map((word) => word.trim())
      .filter((word) => word !== '')
  const units = lines
    .map(csvFields)
    .filter((fields) => (fields[at('name')] ?? '') !== '')
    .map((fields) => {
      const kind = fields[at('kind')]
      const id = fields[at('id')]
      return {
        ...(id ? { id } : {}),
        name: fields[at('name')] as string,
        shortNames: list(fields[at('short_names')]),
        ...(kind ? { kind } : {}),
        domains: list(fields[at('domains')]),
      }
    })
  return { ok: true, units }
}

/** A deadline as people write it: 2026年6月, 年底, 会后3日内. */
export function deadlineWords(deadline: Deadline | null): string {
  if (deadline === null) return '未写时限'
  if (typeof deadline === 'string') return deadline
  if ('relative' in deadline) return deadline.relative
  const year = 'year' in deadline && deadline.year !== null ? `${deadline.year}年` : ''
  if ('month' in deadline)
    return `${year}${deadline.month}月${deadline.day === undefined ? '' : `${deadline.day}日`}`
  if ('quarter' in deadline) return `${year}第${'一二三四'[deadline.quarter - 1] ?? deadline.quarter}季度`
  return `${year}${deadline.period}`
}

function entry(item: Item, index: number): string {
  const line = (label: string, names: readonly string[]): string =>
    names.length === 0 ? '' : `   ${label}：${names.join('、')}`
  return [
    `${index + 1}. ${item.text.replaceAll('\n', ' ')}`,
    line('牵头', item.lead),
    line('配合', item.cooperate),
    line('责任单位', item.responsible),
    line('责任领导', item.leaders),
    `   时限：${deadlineWords(item.deadline)}${item.inherited.includes('deadline') ? '（沿用全篇或上格）' : ''}`,
    `   ${item.because}（把握 ${Math.round(item.confidence * 100)}%）`,
  ]
    .filter((words) => words !== '')
    .join('\n')
}

function instructionWords(read: Instruction): string {
  const { who } = read
  const line = (label: string, names: readonly string[]): string =>
    names.length === 0 ? '' : `${label}：${names.join('、')}`
  return [
    `${read.label === 'concrete' ? '具体交办' : '空泛批示'}（${read.kind}）`,
    line('牵头', who.lead),
    line('配合', who.cooperate),
    line('承办', who.responsible),
    line('督办', who.supervise),
    line('报告对象', who.report_to),
    read.what === null ? '' : `事项：${read.what}`,
    read.label === 'empty' ? '' : `时限：${deadlineWords(read.when)}`,
    read.says,
  ]
    .filter((words) => words !== '')
    .join('\n')
}

/**
 * `luoshi read FILE [--units units.csv] [--date YYYY-MM-DD] [--json]`: prints the tasks a paper proposes.
 * `luoshi read --instruction TEXT [--on TITLE] [--date YYYY-MM-DD] [--json]`: prints what a leader's note asks for.
 * Answers the exit code: 0 done, 2 with one sentence for a bad file or wrong arguments.
 */
export async function read(argv: readonly string[], io: Pick<Io, 'out' | 'err'>): Promise<number> {
  const fail = (because: string): number => {
    io.err(because)
    return 2
  }
  const wanted = wantedOf(argv)
  if (typeof wanted === 'string') return fail(wanted)
  const units = wanted.units === null ? null : await loadUnits(wanted.units)
  if (units && !units.ok) return fail(units.because)
  if (wanted.instruction !== null) {
    const names = units?.units.flatMap((unit) => [unit.name, ...unit.shortNames])
    const read = readInstruction(wanted.instruction, {
      ...(wanted.on === null ? {} : { on: wanted.on }),
      ...(wanted.date === null ? {} : { date: wanted.date }),
      ...(names ? { known: new Set(names) } : {}),
    })
    io.out(wanted.json ? JSON.stringify(read, null, 2) : instructionWords(read))
    return 0
  }
  const loaded = await load(wanted.file)
  if (!loaded.ok) return fail(loaded.because)
  const text = await fileText(basename(wanted.file), loaded.bytes)
  if (!text.ok) return fail(text.because)
  const reading = readTasks(text.text, {
    ...(units ? { directory: units.units } : {}),
    ...(wanted.date === null ? {} : { date: wanted.date }),
  })
  if (wanted.json) io.out(JSON.stringify(reading, null, 2))
  else if (reading.items.length === 0) io.out('没有找到写明责任单位的任务。')
  else io.out(`共 ${reading.items.length} 条：\n${reading.items.map(entry).join('\n')}`)
  return 0
}
