import { readTable, words } from './table.ts'

/** What kind of work a task is: it decides how long it takes and which milestones it has. */
export type Work = 'project' | 'campaign' | 'service' | 'repair' | 'study'

export interface Subject {
  readonly lead: string
  readonly work: Work
  readonly task: string
  readonly target: string
  readonly result: string
  /** Units asked to cooperate, by id. */
  readonly cooperating: readonly string[]
}

/** 题材: what tasks of the year are about. Words in braces are filled per task: {街道} {小区} {路} {河} {校} {园} {数}. */
export const SUBJECTS: readonly Subject[] = readTable('subjects.tsv').map((row) => ({
  lead: row['lead'] ?? '',
  work: row['work'] as Work,
  task: row['task'] ?? '',
  target: row['target'] ?? '',
  result: row['result'] ?? '',
  cooperating: words(row['cooperating']),
}))

export const STREETS = [
  'u-chengdong',
  'u-chengxi',
  'u-hedong',
  'u-hexi',
  'u-renminlu',
  'u-jianshelu',
  'u-nanhu',
]

/** Invented places of the district, by the word that stands for them in a subject. */
export const PLACES: Readonly<Record<string, readonly string[]>> = {
  小区: words(
    '和苑小区 锦湖花园 梧桐里 纺机新村 东汀家园 滨河小区 向阳里 书院新村 望汀苑 机床厂宿舍 云锦坊 杏林小区 青橘公寓 永安里 桂溪花园 松涛苑',
  ),
  路: words('云汀大道 书院路 东汀街 锦湖路 纺机路 滨河西路 杏林路 桂溪路 临汀路 新安街 望湖路 学苑路'),
  河: words('汀溪河 桂溪河 南湖 东运河支流 新开河'),
  校: words('实验小学 云汀中学 书院路小学 南湖中学 第三幼儿园 锦湖小学'),
  园: words('高新园 东汀产业园 桂溪创新园'),
}
