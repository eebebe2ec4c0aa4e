/** Media types of the files that the service makes. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const ZIP = 'application/zip'
export const PDF = 'application/pdf'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
