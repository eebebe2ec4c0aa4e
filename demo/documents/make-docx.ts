// Writes 民生实事项目任务分解表.docx, a document with a table. Run by hand when its rows change: node demo/documents/make-docx.ts
import { writeFileSync } from 'node:fs'
import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

const COLUMNS = ['序号', '工作任务', '牵头单位', '配合单位', '完成时限'] as const
const WIDTHS = [8, 40, 18, 22, 12] as const

const ROWS: readonly (readonly string[])[] = [
  [
    '1',
    '完成滨河小区老旧小区改造，外墙、楼道、雨污分流同步实施',
    '区住建局',
    '区财政局、供电公司',
    '2026年12月20日前',
  ],
  [
    '2',
    '新建口袋公园4处，配套座椅、照明和健身设施',
    '区园林绿化中心',
    '区自然资源和规划分局',
    '2026年12月底前',
  ],
  ['3', '改造公共厕所6座，达到二类标准', '区环境卫生服务中心', '区城管局、区财政局', '2026年12月15日前'],
  [
    '4',
    '改造河西街道养老服务中心，增设助餐点',
    '区民政局',
    '河西街道办事处、区消防救援大队',
    '2026年12月25日前',
  ],
  ['5', '新增普惠托位120个', '区卫健局', '区教育局', '2027年3月底前'],
  ['6', '更新老旧燃气管道8公里', '燃气公司', '区住建局、区交通运输局', '2027年6月底前'],
  ['7', '实验小学食堂实行“互联网+明厨亮灶”', '区教育局', '区市场监管局', '2026年12月10日前'],
]

const cell = (text: string, share: number, bold = false): TableCell =>
  new TableCell({
    width: { size: share, type: WidthType.PERCENTAGE },
    children: [new Paragraph({ children: [new TextRun({ text, bold })] })],
  })

const row = (cells: readonly string[], bold = false): TableRow =>
  new TableRow({ children: cells.map((text, n) => cell(text, WIDTHS[n] ?? 10, bold)) })

const line = (text: string): Paragraph => new Paragraph({ children: [new TextRun(text)] })

const document = new Document({
  creator: '云汀区人民政府办公室',
  sections: [
    {
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ text: '2026年民生实事项目任务分解表', bold: true, size: 44 })],
        }),
        new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun('云政办发〔2026〕58号')] }),
        line('根据区政府第19次常务会议部署，现将年内民生实事项目任务分解如下，请各牵头单位按时限完成。'),
        new Table({
          width: { size: 100, type: WidthType.PERCENTAGE },
          rows: [row(COLUMNS, true), ...ROWS.map((cells) => row(cells))],
        }),
        line('云汀区人民政府办公室'),
        line('2026年11月10日'),
      ],
    },
  ],
})

writeFileSync(new URL('民生实事项目任务分解表.docx', import.meta.url), await Packer.toBuffer(document))
