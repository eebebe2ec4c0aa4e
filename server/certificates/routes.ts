import type { FastifyInstance } from 'fastify'
import { certificatesOf } from '#store/certificates.ts'
import { namesFor } from '#store/queries/names.ts'
import { PDF } from '../contract/media.ts'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import { Problem, notFound, problem } from '../problem.ts'
import { stepJson } from '../rooms/steps-json.ts'
import type { Services } from '../services.ts'
import { decidedItem } from './decided.ts'
import { certificateFile, issueCertificate } from './issue.ts'
import { certificatePaper } from './paper.ts'

/** Certificates of one matter that are listed. */
const LISTED = 20

const waiting = (): Problem =>
  problem('CONFLICT', '正在写入日志，一分钟内可以下载，请稍后再试', { retryAfter: 5 })

/** Routes of process certificates. Whoever has a code has the paper it is printed on: the code opens what it says. */
export function registerCertificates(app: FastifyInstance, services: Services): void {
  const { context, dataDir } = services
  register(app, services, operations.certificates, {
    steps: async ({ caller, params }) => {
      const item = await decidedItem(context, caller.actor, params.id)
      if (!item) return notFound()
      const issued = await certificatesOf(context, params.id, LISTED)
      const issuers = issued.flatMap(({ person }) => person ?? [])
      const { people } = await namesFor(context, caller.actor, issuers)
      const { reader, steps, procedure: _, ...shown } = item
      return {
        ...shown,
        steps: steps.map((step) => stepJson(step, reader.names.people, reader)),
        issued: issued.map(({ code, at, person }) => ({ code, at, by: people.get(person ?? '') ?? '' })),
      }
    },

    issue: async ({ caller, params }) => {
      const item = await decidedItem(context, caller.actor, params.id)
      return item ? issueCertificate(services, caller, item) : notFound()
    },

    file: async ({ params }) => {
      const found = await certificateFile(services, params.code)
      if (found === null) return notFound()
      if (found === 'waiting') return waiting()
      const body = Buffer.from(JSON.stringify(found.file))
      const { media } = operations.certificates.file.ok
      return { body, media, name: `过程证明${found.certificate.matter.number}.json`, size: body.length }
    },

    paper: async ({ params, request }) => {
      const found = await certificateFile(services, params.code)
      if (found === null) return notFound()
      if (found === 'waiting') return waiting()
      const verifier = `${request.protocol}://${request.host}/verify`
      const body = await certificatePaper(dataDir, found, params.code, verifier)
      if (body instanceof Problem) return body
      return { body, media: PDF, name: `过程证明${found.certificate.matter.number}.pdf`, size: body.length }
    },
  })
}
