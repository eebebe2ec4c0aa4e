import type { FastifyInstance } from 'fastify'
import { type Day, dayAt, isDay } from '#kernel/time.ts'
import { readDirectory } from '#store/directory.ts'
import type { FileEntry } from '#store/files.ts'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { fileRefOf } from '../files/routes.ts'
import { acceptUpload } from '../files/upload.ts'
import { Problem, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { textApart } from '../files/text.ts'
import { proposalsFrom, titleFrom, unitsForReading } from './proposals.ts'

/** Routes that turn a document into proposed tasks. Nothing is set up here: a person confirms first. */
export function registerReading(app: FastifyInstance, services: Services, cabinet: Cabinet): void {
  const { context } = services
  const directory = async () => {
    const { units } = await readDirectory(context.db, context.tenant, dayAt(context.clock.now()))
    return unitsForReading(units)
  }
  const read = async (text: string, date: Day | undefined, file: FileEntry | null) => {
    const proposals = await proposalsFrom(text, await directory(), date)
    if (proposals instanceof Problem) return proposals
    return { title: titleFrom(text, file?.name ?? null), text, file: file && fileRefOf(file), proposals }
  }
  register(app, services, operations.reading, {
    text: ({ body }) => read(body.text, body.date, null),

    // The file is kept as an attachment, so that the matters set up from it can carry their own source.
    file: async (call) => {
      const taken = await acceptUpload(services, cabinet, call)
      if (taken instanceof Problem) return taken
      const text = await textApart(taken.entry.name, taken.bytes)
      if (text instanceof Problem) return text
      const date = taken.fields['date']
      if (date !== undefined && date !== '' && !isDay(date)) {
        return problem('FORM_INVALID', '成文日期应是存在的日期，写成 2026-03-05 这样', {
          fields: { date: '日期不存在' },
        })
      }
      return read(text, date || undefined, taken.entry)
    },
  })
}
