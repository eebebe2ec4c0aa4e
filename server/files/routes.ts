import type { FastifyInstance } from 'fastify'
import type { Actor } from '#kernel/vocabulary.ts'
import type { FileEntry } from '#store/files.ts'
import { operations } from '../contract/operations.ts'
import { type Download, register } from '../contract/register.ts'
import { Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import type { Cabinet } from './cabinet.ts'
import { textApart } from './text.ts'
import { registerErasing } from './erasing.ts'
import { openFile } from './open-file.ts'
import { acceptUpload } from './upload.ts'

/** Routes of attachments: upload, download, preview, text. */
export function registerFiles(app: FastifyInstance, services: Services, cabinet: Cabinet): void {
  const { context } = services
  registerErasing(app, services, cabinet)
  const { upload, download, filePreview, fileText } = operations.desk
  const open = async (id: string, actor: Actor): Promise<FileEntry | Problem> =>
    (await openFile(context, id, actor)) ?? notFound()
  register(
    app,
    services,
    { upload, download, filePreview, fileText },
    {
      upload: async (call) => {
        const taken = await acceptUpload(services, cabinet, call, call.key)
        return taken instanceof Problem ? taken : fileRefOf(taken.entry)
      },

      download: async ({ params, caller }) => {
        const file = await open(params.id, caller.actor)
        return file instanceof Problem ? file : served(cabinet, file, false)
      },

      filePreview: async ({ params, caller }) => {
        const file = await open(params.id, caller.actor)
        if (file instanceof Problem) return file
        if (file.preview !== 'image' && file.preview !== 'pdf')
          return problem('WRONG_MEDIA', '这种文件不能在页面上预览，请下载后查看')
        return served(cabinet, file, true)
      },

      fileText: async ({ params, caller }) => {
        const file = await open(params.id, caller.actor)
        if (file instanceof Problem) return file
        const text = await textApart(file.name, await cabinet.read(file.sha256))
        return text instanceof Problem ? text : { text }
      },
    },
  )
}

/** A file as forms and timelines name it. */
export const fileRefOf = ({ id, name, size, media, preview }: FileEntry) => ({
  id,
  name,
  size,
  media,
  preview,
})

const served = (cabinet: Cabinet, { sha256, name, media, size }: FileEntry, inline: boolean): Download => ({
  body: cabinet.stream(sha256),
  name,
  media,
  size,
  inline,
})
