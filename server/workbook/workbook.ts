export { markWorkbook, type FaultColumn, type Mark, type MarkResult } from './mark-workbook.ts'
export { readWorkbook, type ReadResult, type SheetRows } from './read-workbook.ts'
export { writeWorkbook, type Cell, type Column, type Sheet } from './write-workbook.ts'
