export { readWorkbook, type ReadResult } from './read-workbook.ts'
export { writeWorkbook, type Cell, type Column, type Sheet } from './write-workbook.ts'
