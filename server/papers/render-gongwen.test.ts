import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import type { Gongwen } from './gongwen.ts'
import { renderGongwen } from './render-gongwen.ts'
import { inflateMember, readZipDirectory } from '../files/zip-directory.ts'

const notice: Gongwen = {
  format: 'document',
  issuer: '青川区人民政府办公室文件',
  number: '青政督〔2026〕12号',
  urgency: '加急',
  title: '关于做好重点任务督办工作的通知',
  addressee: '各镇人民政府，区政府各部门:',
  body: [
    { kind: 'heading', level: 1, text: '一、总体要求' },
    { kind: 'paragraph', text: '第一段。\n第二段，𠮷阳镇、喆湾村。' },
    { kind: 'heading', level: 2, text: '（一）分工' },
    {
      kind: 'table',
      columns: [
        { title: '任务', width: 3 },
        { title: '单位', width: 1 },
      ],
      rows: [['修桥', '区住建局']],
    },
  ],
  attachments: ['重点任务清单。', '报告格式'],
  signed: { by: '青川区人民政府办公室', on: '2026-03-01' },
  note: '联系人：李某某，电话：0000-1234567',
  copies: '区委办公室，区政协办公室',
  printed: { by: '青川区人民政府办公室', on: '2026-03-12' },
  trace: { text: '电子台账：', url: 'https://luoshi.example/m/12' },
}

const report: Gongwen = {
  ...notice,
  format: 'letter',
  issuer: '青川区住房和城乡建设局',
  title: '关于东门桥维修任务办理情况的报告',
  addressee: '区人民政府督查室',
  body: [{ kind: 'paragraph', text: '现将办理情况报告如下。' }],
  signed: { by: '青川区住房和城乡建设局', on: '2026-03-28', sealed: false },
}

const slip: Gongwen = {
  ...notice,
  title: '督办单',
  body: [
    {
      kind: 'fields',
      rows: [
        [
          ['编号', '青督〔2026〕12号'],
          ['立项日期', '2026年3月1日'],
        ],
        [['督办事项', '完成东门桥维修\n恢复双向通行']],
        [['领导批示', '']],
      ],
    },
  ],
}

interface Parts {
  text: string
  document: string
  styles: string
  settings: string
  fonts: string
  footers: string[]
  headers: string[]
}

async function parts(paper: Gongwen): Promise<Parts> {
  const bytes = await renderGongwen(paper)
  const directory = readZipDirectory(bytes)
  const members = directory.ok ? directory.members : []
  const read = (name: string) => {
    const member = members.find((each) => each.name === name)
    return member ? new TextDecoder().decode(inflateMember(bytes, member)) : ''
  }
  const all = (start: string) =>
    members.filter(({ name }) => name.startsWith(start)).map(({ name }) => read(name))
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
  return {
    text: value,
    document: read('word/document.xml'),
    styles: read('word/styles.xml'),
    settings: read('word/settings.xml'),
    fonts: read('word/fontTable.xml'),
    footers: all('word/footer'),
    headers: all('word/header'),
  }
}

/** The paragraph that holds the text, as XML. */
function paragraphOf(document: string, text: string): string {
  const found = document
    .match(/<w:p>.*?<\/w:p>/gs)
    ?.find((each) => each.replaceAll(/<[^>]+>/g, '').includes(text))
  return found ?? ''
}

describe('the page', () => {
  test('A4 with the margins and the grid of the standard', async () => {
    const { document, styles } = await parts(notice)
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"')
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
    expect(document).toContain('<w:docGrid w:type="lines" w:linePitch="579"/>')
    expect(styles).toContain('<w:spacing w:val="-5"/>')
  })

  test('22 lines and 28 characters fill the 版心', () => {
    const height = 16838 - 2098 - 1984
    const width = 11906 - 1474 - 1587
    expect(Math.floor(height / 579)).toBe(22)
    expect(Math.floor(width / (16 * 20 - 5))).toBe(28)
  })

  test('page numbers are fields between dashes, odd right and even left', async () => {
    const { document, footers, settings } = await parts(notice)
    expect(settings).toContain('<w:evenAndOddHeaders')
    expect(document).toMatch(/footerReference w:type="default"/)
    expect(document).toMatch(/footerReference w:type="even"/)
    expect(footers).toHaveLength(2)
    for (const footer of footers) {
      expect(footer).toContain('PAGE')
      expect(
        footer
          .replaceAll(/<w:instrText[^>]*>.*?<\/w:instrText>/g, '')
          .replaceAll(/<[^>]+>/g, '')
          .trim(),
      ).toBe('—  —')
      expect(footer).toContain('<w:sz w:val="28"/>')
    }
    const sides = footers.map((footer) => /<w:jc w:val="(\w+)"/.exec(footer)?.[1])
    expect(new Set(sides)).toEqual(new Set(['left', 'right']))
  })
})

describe('the words', () => {
  test('come in the order of the standard, with its punctuation', async () => {
    const { text } = await parts(notice)
    expect(text.split('\n').filter((line) => line !== '')).toEqual([
      '加急',
      '青川区人民政府办公室文件',
      '青政督〔2026〕12号',
      '关于做好重点任务督办工作的通知',
      '各镇人民政府，区政府各部门：',
      '一、总体要求',
      '第一段。',
      '第二段，𠮷阳镇、喆湾村。',
      '（一）分工',
      '任务',
      '单位',
      '修桥',
      '区住建局',
      '附件：1.\t重点任务清单',
      '2.\t报告格式',
      '青川区人民政府办公室',
      '2026年3月1日',
      '（联系人：李某某，电话：0000-1234567）',
      '电子台账： https://luoshi.example/m/12',
      '抄送：区委办公室，区政协办公室。',
      '青川区人民政府办公室\t2026年3月12日印发',
    ])
  })

  test('a signatory moves the number to the left and stands on its line', async () => {
    const { document, text } = await parts({ ...notice, signatory: '张某某' })
    expect(text).toContain('青政督〔2026〕12号\t签发人：张某某')
    expect(paragraphOf(document, '签发人')).toContain('楷体_GB2312')
    expect(paragraphOf(document, '签发人')).not.toContain('w:val="center"')
  })

  test('control characters never reach the file', async () => {
    const { text } = await parts({
      ...notice,
      title: '标\u0000题\u001b\ud800',
      body: [{ kind: 'paragraph', text: '<w:p>&' }],
    })
    expect(text).toContain('标题\ufffd')
    expect(text).toContain('<w:p>&')
  })

  test('a day that is no day is a bug', async () => {
    await expect(renderGongwen({ ...notice, signed: { by: '某局', on: '2026年3月' } })).rejects.toThrow(
      RangeError,
    )
  })
})

describe('the type', () => {
  test('styles carry face and size by element', async () => {
    const { styles } = await parts(notice)
    const style = (id: string) => new RegExp(`w:styleId="${id}".*?</w:style>`, 's').exec(styles)?.[0] ?? ''
    expect(style('GongwenTitle')).toMatch(/方正小标宋简体.*w:sz w:val="44"/s)
    expect(style('GongwenBody')).toMatch(/仿宋_GB2312.*w:sz w:val="32"/s)
    expect(style('GongwenBody')).toContain('w:firstLineChars="200"')
    expect(style('GongwenHeading1')).toContain('黑体')
    expect(style('GongwenHeading2')).toContain('楷体_GB2312')
    expect(style('GongwenHeading3')).toContain('仿宋_GB2312')
    expect(style('GongwenHeading4')).toContain('仿宋_GB2312')
    expect(style('Normal')).toContain('w:sz w:val="32"')
    expect(styles).toContain('w:line="579" w:lineRule="exact"')
  })

  test('fonts name what replaces them, and none is bundled', async () => {
    const { fonts } = await parts(notice)
    expect(fonts).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,Noto Serif SC')
    expect(fonts).not.toContain('w:embed')
  })

  test('characters that GB 2312 fonts lack are set in fonts that have them', async () => {
    const { document } = await parts(notice)
    const paragraph = paragraphOf(document, '第二段')
    expect(paragraph).toMatch(/w:eastAsia="SimSun-ExtB"[^>]*\/>(?:(?!<w:r>).)*<w:t[^>]*>𠮷</s)
    expect(paragraph).toMatch(/w:eastAsia="仿宋"[^>]*\/>(?:(?!<w:r>).)*<w:t[^>]*>喆</s)
  })

  test('the head is red: the name and the rule under the number', async () => {
    const { document } = await parts(notice)
    const name = paragraphOf(document, notice.issuer)
    expect(name).toMatch(/<w:color w:val="FF0000"\/>/)
    expect(name).toContain('方正小标宋简体')
    expect(document).toMatch(/<w:pBdr><w:bottom w:val="single" w:color="FF0000"[^>]*w:sz="12"/)
  })

  test('digits stand without a gap beside Chinese characters', async () => {
    const { document } = await parts(notice)
    expect(document.match(/<w:p>/g)?.length).toBe(
      document.match(/<w:autoSpaceDN w:val="(false|0)"\/>/g)?.length,
    )
  })
})

describe('the closing', () => {
  test('the 版记 floats on the lower edge, thick rules outside and a thin one inside', async () => {
    const { document } = await parts(notice)
    const table = document.slice(document.lastIndexOf('<w:tbl>'))
    expect(table).toMatch(/<w:tblpPr[^>]*w:tblpYSpec="bottom" w:vertAnchor="margin"/)
    expect(table).toMatch(/<w:top w:val="single"[^>]*w:sz="8"/)
    expect(table).toMatch(/<w:bottom w:val="single"[^>]*w:sz="8"/)
    expect(table).toMatch(/<w:insideH w:val="single"[^>]*w:sz="6"/)
  })

  test('under a seal the date ends four characters in, and the name is centred on it', async () => {
    const { document } = await parts({ ...notice, signed: { by: '青川区政府', on: '2026-03-01' } })
    const right = (text: string) =>
      Number(/<w:ind[^>]*w:right="(\d+)"/.exec(paragraphOf(document, text))?.[1])
    const character = 315
    expect(right('2026年3月1日')).toBe(4 * character)
    // The date is six characters wide and the name five, so the name ends half a character further in.
    expect(right('青川区政府')).toBe(Math.round(4.5 * character))
  })

  test('without a seal the name ends two characters in', async () => {
    const { document } = await parts(report)
    const signed = document.slice(document.lastIndexOf('青川区住房和城乡建设局') - 900)
    expect(signed).toContain(`w:right="${2 * 315}"`)
  })
})

describe('the letter', () => {
  test('name and double rules at the page edges, no number on page 1, 抄送 without rules', async () => {
    const { document, headers, footers, text } = await parts(report)
    expect(document).toMatch(/<w:titlePg(\/| w:val="(true|1)"\/)>/)
    expect(document).toMatch(/headerReference w:type="first"/)
    expect(headers.join('')).toContain(report.issuer)
    expect(headers.join('')).toMatch(/thickThinSmallGap" w:color="FF0000"/)
    const first = footers.find((footer) => !footer.includes('PAGE')) ?? ''
    expect(first).toMatch(/thinThickSmallGap" w:color="FF0000"/)
    expect(text).toContain('抄送：区委办公室，区政协办公室。')
    expect(text).not.toContain('印发')
  })
})

describe('the slip', () => {
  test('labels and values stand in a box as wide as the text', async () => {
    const { document, text } = await parts(slip)
    const table = /<w:tbl>.*?<\/w:tbl>/s.exec(document)?.[0] ?? ''
    const grid = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((match) => Number(match[1]))
    expect(grid).toHaveLength(4)
    expect(grid.reduce((total, width) => total + width, 0)).toBe(8844)
    expect(table.match(/<w:tr>/g)).toHaveLength(3)
    expect(table.match(/<w:gridSpan w:val="3"\/>/g)).toHaveLength(2)
    expect(text).toMatch(/督办事项\n+完成东门桥维修\n+恢复双向通行\n+领导批示/)
  })
})
