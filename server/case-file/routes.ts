import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller } from '../identity/caller.ts'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { Problem, notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { noteTrail } from '../trail/record.ts'
import { boundFileOf } from './bound.ts'
import { caseFileOf } from './case-file.ts'

/** The route of case files. What left the house stands in the trail, with the hash by which it is known again. */
export function registerCaseFiles(app: FastifyInstance, services: Services, cabinet: Cabinet): void {
  const { context, dataDir, district } = services
  const { caseFile, boundCaseFile } = operations.desk
  const leaving = (make: typeof caseFileOf) => async (call: CaseCall) => {
    const { params, caller, request } = call
    const url = `${request.protocol}://${request.host}/matters/${params.id}`
    const made = await make(context, caller.actor, params.id, { district, dataDir, cabinet, url })
    if (made === null) return notFound()
    if (made instanceof Problem) return made
    const { manifest, pieces } = made
    await noteTrail(context, call, 'audit.export', { matter: params.id, manifest, pieces })
    return made
  }
  register(
    app,
    services,
    { caseFile, boundCaseFile },
    { caseFile: leaving(caseFileOf), boundCaseFile: leaving(boundFileOf) },
  )
}

interface CaseCall {
  readonly params: { readonly id: string }
  readonly caller: Caller
  readonly request: FastifyRequest
}
