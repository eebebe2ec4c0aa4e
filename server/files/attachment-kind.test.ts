import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeWorkbook } from '#server/workbook/workbook.ts'
import { attachmentKind } from './attachment-kind.ts'
import { renderGongwen } from '../papers/render-gongwen.ts'
import { makeZip } from './zip-for-tests.ts'
import type { TestMember } from './zip-for-tests.ts'

const text = (content: string) => new TextEncoder().encode(content)
const raw = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'))
const types = { name: '[Content_Types].xml', content: '<Types/>' }
const documentPart = { name: 'word/document.xml', content: '<w:document/>' }

function docxWith(...members: TestMember[]): Uint8Array {
  return makeZip([types, documentPart, ...members])
}

function png(width: number, height: number): Uint8Array {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  const head = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR', 'latin1')
  return new Uint8Array(Buffer.concat([head, size, deflateSync(Buffer.alloc(8))]))
}

const jpeg = raw('\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\x00\x10\x00\x20\x03\x01\x22\0')
const gif = raw('GIF89a\x10\0\x10\0\0\0\0')
const webp = raw('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x0f\0\0')
const oleMagic = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

function ole(...parts: string[]): Uint8Array {
  const names = parts.map((part) => Buffer.from(part, 'utf16le'))
  return new Uint8Array(Buffer.concat([Buffer.from(oleMagic, 'latin1'), Buffer.alloc(504), ...names]))
}

function because(bytes: Uint8Array, name: string): string {
  const kind = attachmentKind(bytes, name)
  return kind.ok ? `accepted as ${kind.media}` : kind.because
}

describe('accepted', () => {
  test('papers and workbooks of our own making', async () => {
    const paper = await renderGongwen({
      format: 'document',
      issuer: '青川区人民政府文件',
      title: '通知',
      body: [],
      signed: { by: '青川区人民政府', on: '2026-03-01' },
      trace: { text: '电子台账：', url: 'https://luoshi.example/m/1' },
    })
    expect(attachmentKind(paper, '通知.docx')).toMatchObject({ ok: true, preview: 'docx' })
    const book = await writeWorkbook([{ name: '表', columns: [{ title: '列' }], rows: [['值']] }])
    expect(attachmentKind(book, '台账.XLSX')).toMatchObject({ ok: true, preview: 'none' })
  })

  test.each([
    ['正文.pdf', raw('%PDF-1.7\n1 0 obj<</Type/Catalog>>'), 'application/pdf', 'pdf'],
    ['照片.png', png(640, 480), 'image/png', 'image'],
    ['照片.JPG', jpeg, 'image/jpeg', 'image'],
    ['图.gif', gif, 'image/gif', 'image'],
    ['图.webp', webp, 'image/webp', 'image'],
    ['公文.ofd', makeZip([{ name: 'OFD.xml', content: '<ofd:OFD/>' }]), 'application/ofd', 'none'],
    ['公文.wps', ole('WordDocument'), 'application/x-ole-storage', 'none'],
    ['台账.et', ole('Workbook'), 'application/x-ole-storage', 'none'],
    ['说明.txt', text('第一行\r\n第二行'), 'text/plain; charset=utf-8', 'none'],
    ['旧说明.txt', new Uint8Array([0xc4, 0xe3, 0xba, 0xc3]), 'text/plain; charset=utf-8', 'none'],
  ])('%s', (name, bytes, media, preview) => {
    expect(attachmentKind(bytes, name)).toEqual({ ok: true, media, preview })
  })
})

describe('refused', () => {
  const rels = (relationship: string) =>
    docxWith({ name: 'word/_rels/settings.xml.rels', content: relationship })

  test.each([
    ['空.txt', new Uint8Array(), '空的'],
    ['大.txt', new Uint8Array(50 * 1024 * 1024 + 1), '50 MB'],
    ['程序.exe', raw('MZ\x90\0'), '不接收这种文件'],
    ['程序.txt', raw('\x7fELF\x02\x01'), '不接收这种文件'],
    ['程序.pdf', raw('MZ\x90\0'), '不接收这种文件'],
    ['页面.html', text('<html><script>alert(1)</script>'), '不接收这种文件'],
    ['页面.txt', text('  <!DOCTYPE html><p>'), '不接收这种文件'],
    ['图.svg', text('<svg onload="alert(1)"/>'), '不接收这种文件'],
    ['图.txt', text('<svg onload="alert(1)"/>'), '不接收这种文件'],
    ['图.png', text('<svg onload="alert(1)"/>'), '不接收这种文件'],
    ['脚本.js', text('alert(1)'), '不接收这种文件'],
    ['照片.html', png(1, 1), '后缀与内容不符'],
    ['照片', png(1, 1), '后缀与内容不符'],
    ['照片.png.exe', png(1, 1), '后缀与内容不符'],
    ['坏.png', png(0, 10), '已损坏'],
    ['短.png', raw('\x89PNG\r\n\x1a\n'), '已损坏'],
    ['炸.png', png(30_000, 30_000), '4000 万像素'],
    ['脚本.pdf', raw('%PDF-1.4\n<</S/JavaScript/JS(app.alert(1))>>'), '脚本'],
    ['转义.pdf', raw('%PDF-1.4\n<</S/J#61vaScript>>'), '脚本'],
    ['启动.pdf', raw('%PDF-1.4\n<</S/Launch/F(cmd.exe)>>'), '启动程序'],
    ['压缩.zip', makeZip([{ name: 'a.txt', content: 'x' }]), '不接收这种文件'],
    ['宏.docx', docxWith({ name: 'word/vbaProject.bin', content: 'x' }), '宏'],
    ['宏.xlsx', makeZip([types, { name: 'xl/macrosheets/sheet1.xml', content: 'x' }]), '宏'],
    ['嵌入.docx', docxWith({ name: 'word/embeddings/oleObject1.bin', content: 'x' }), '其他程序的对象'],
    ['锁.docx', docxWith({ name: 'a', content: 'x', flags: 1 }), '密码'],
    ['锁.docx', ole('EncryptedPackage'), '密码'],
    ['宏.doc', ole('WordDocument', '_VBA_PROJECT'), '宏'],
    ['别的.doc', ole('Catalog'), '不接收这种文件'],
    ['炸.docx', docxWith({ name: 'a', content: 'x', claimedSize: 300 * 1024 * 1024 }), '200 MB'],
    ['爬.docx', docxWith({ name: '../../etc/passwd', content: 'x' }), '内部结构不正常'],
  ])('%s', (name, bytes, reason) => {
    expect(because(bytes, name)).toContain(reason)
  })

  test('macros declared by type, whatever the part is called', () => {
    const declared = '<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    const bytes = makeZip([{ ...types, content: declared }, documentPart])
    expect(because(bytes, '宏.docx')).toContain('宏')
    const wide = new Uint8Array(Buffer.from(`\ufeff${declared}`, 'utf16le'))
    expect(because(makeZip([{ ...types, content: wide }, documentPart]), '宏.docx')).toContain('宏')
  })

  test('a template from elsewhere, but not a link that a person clicks', () => {
    const relationship = (type: string) =>
      `<Relationship Type="http://x/${type}" Target="http://x" TargetMode="External"/>`
    expect(because(rels(relationship('attachedTemplate')), '模板.docx')).toContain('外部模板')
    expect(because(rels(relationship('image')), '图.docx')).toContain('外部')
    expect(attachmentKind(rels(relationship('hyperlink')), '链接.docx').ok).toBe(true)
  })

  test('random bytes give an answer, never a throw', () => {
    const heads = [
      '%PDF-',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      '\xff\xd8\xff',
      'RIFF\0\0\0\0WEBPVP8 ',
      'PK\x03\x04',
      oleMagic,
      '',
    ]
    const names = fc.constantFrom('a.pdf', 'a.png', 'a.jpg', 'a.webp', 'a.docx', 'a.txt', 'a')
    const seed = 99
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), names, (head, tail, name) => {
        const bytes = new Uint8Array(Buffer.concat([Buffer.from(head, 'latin1'), tail]))
        expect(typeof attachmentKind(bytes, name).ok).toBe('boolean')
      }),
      { seed, numRuns: 2_000 },
    )
  })
})
