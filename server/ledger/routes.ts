import type { FastifyInstance } from 'fastify'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { openFile } from '../files/open-file.ts'
import { manyWaiting } from '../files/text.ts'
import { acceptUpload } from '../files/upload.ts'
import { proceduresAsked } from '../matters/ledger-view.ts'
import { Problem, notFound, problem } from '../problem.ts'
import { type Services, channelOf } from '../services.ts'
import { ledgerApart } from './apart.ts'
import { checkForms } from './check.ts'
import { exportLines } from './export.ts'
import { importPreview } from './import.ts'
import { inboxSheet, unitSheet } from './lists.ts'
import { FAULT_HEADING } from './sheet-words.ts'
import { XLSX } from '../contract/media.ts'

/** Routes that take the office's own sheets in and give them out again. Setting up and changing go through the ordinary acts. */
export function registerLedgerSheets(app: FastifyInstance, services: Services, cabinet: Cabinet): void {
  const { context } = services
  register(app, services, operations.ledger, {
    read: async (call) => {
      const taken = await acceptUpload(services, cabinet, call)
      if (taken instanceof Problem) return taken
      return importPreview(context, call.caller.actor, taken.entry, taken.bytes, call.query)
    },

    again: async ({ params, caller, query }) => {
      const file = await openFile(context, params.file, caller.actor)
      if (!file) return notFound()
      return importPreview(context, caller.actor, file, await cabinet.read(file.sha256), query)
    },

    marked: async ({ params, caller, body }) => {
      const file = await openFile(context, params.file, caller.actor)
      if (!file) return notFound()
      const marks = body.remarks.map(({ sheet, row, at, level, message }) => ({
        sheet,
        row: row - 1,
        column: at,
        fill: level === 'bad' ? ('error' as const) : ('warn' as const),
        note: message,
      }))
      const at = Object.fromEntries(Object.entries(body.header).map(([sheet, row]) => [sheet, row - 1]))
      const bytes = await cabinet.read(file.sha256)
      const outcome = await ledgerApart({
        kind: 'mark',
        bytes,
        marks,
        faults: { heading: FAULT_HEADING, at },
      })
      if (!outcome.ok) return manyWaiting()
      if (!outcome.value.ok) return problem('WRONG_MEDIA', outcome.value.because)
      const name = file.name.replace(/(\.[^.]*)?$/, '（问题已标注）.xlsx')
      return { body: outcome.value.bytes, media: XLSX, name, size: outcome.value.bytes.length }
    },

    check: async ({ caller, body }) => {
      const [procedure = '', act = ''] = body.act.split('.')
      const named = { procedure, act }
      const refused = await checkForms(context, caller.actor, channelOf(services), named, body.forms)
      return refused ? { refused } : problem('ACT_UNKNOWN', `没有“${body.act}”这项立项行为`)
    },

    sheet: async ({ caller, query }) => {
      const procedures = proceduresAsked(context.rulebook, query.procedure)
      if (!procedures) return notFound()
      const lines = exportLines(context, caller.actor, procedures, query)
      return { body: lines, media: 'application/x-ndjson', name: '台账.ndjson' }
    },

    inbox: ({ caller, query }) => inboxSheet(context, caller.actor, query),

    unit: async ({ params, caller }) => (await unitSheet(context, caller.actor, params.id)) ?? notFound(),
  })
}
