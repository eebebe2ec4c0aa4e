import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { isTransient, sqlState } from '#store/db.ts'
import { DISK_FULL } from '#store/disk.ts'
import { fileCode } from '#store/durable-file.ts'
import { registerActs } from './acts.ts'
import { registerAdvisers } from './advisers/routes.ts'
import { registerLearning } from './learning/routes.ts'
import { registerBodies } from './bodies/routes.ts'
import { registerCaseFiles } from './case-file/routes.ts'
import { registerCertificates } from './certificates/routes.ts'
import { registerApiDocs } from './api-docs.ts'
import { keepDemoHere } from './demo-here.ts'
import { refuseWhenFull } from './disk.ts'
import type { Operation } from './contract/operation.ts'
import { operations } from './contract/operations.ts'
import { routePath, sendProblem } from './contract/register.ts'
import { registerIdentity } from './identity/routes.ts'
import { readJson } from './json-body.ts'
import { registerLog } from './log/routes.ts'
import { registerVerifier } from './log/verifier.ts'
import { logOptions } from './log.ts'
import { registerLedgerSheets } from './ledger/routes.ts'
import { registerLists } from './lists/routes.ts'
import { registerLive } from './live/routes.ts'
import { registerMatters } from './matters/routes.ts'
import { type Problem, noSuchAddress, problem } from './problem.ts'
import { registerDocuments } from './documents/routes.ts'
import { registerDisclosed } from './disclosed/routes.ts'
import { registerParty } from './party/routes.ts'
import { registerReadiness } from './readiness.ts'
import { registerReading } from './reading/routes.ts'
import { registerReports } from './reports/routes.ts'
import { registerRooms } from './rooms/routes.ts'
import { registerSealing } from './sealing/routes.ts'
import { registerAdministration } from './administration/routes.ts'
import { registerBurden } from './burden/routes.ts'
import { registerDirectory } from './directory/routes.ts'
import { openCabinet } from './files/cabinet.ts'
import { LARGEST_FILE } from './files/limits.ts'
import { registerFiles } from './files/routes.ts'
import { registerHealth } from './health.ts'
import { registerMetrics } from './metrics.ts'
import { HEADERS, guard } from './security.ts'
import type { Services } from './services.ts'
import { registerSms } from './sms/routes.ts'
import { registerTrail } from './trail/routes.ts'
import { serveWeb } from './web.ts'

/** The usual body; operations that need more say so. */
const BODY_BYTES = 1_000_000

/**
 * The application of one district: every operation of the contract and of the rulebook, the web app, one way to fail.
 *
 *     const app = await createApp(services)
 *     await app.listen({ host, port })
 */
export async function createApp(services: Services): Promise<FastifyInstance> {
  const app = Fastify({
    ...logOptions(services),
    bodyLimit: BODY_BYTES,
    requestIdHeader: false,
    genReqId: () => services.context.newId(),
    // TLS ends at a proxy on the same machine; nobody else may say what the address and the protocol were.
    trustProxy: 'loopback',
    requestTimeout: 60_000,
    // On closing, what is under way is answered; connections without a request are let go.
    forceCloseConnections: 'idle',
    // A HEAD of the event stream would be one that nobody reads.
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 400 },
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply.headers(HEADERS), problemOf(error))
    },
  })
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const found = problemOf(error)
    if (found.status >= 500) request.log.error({ err: error }, 'request failed')
    return sendProblem(reply, found)
  })
  readJson(app)
  guard(app)
  refuseWhenFull(app, services)
  services.metrics?.watch(app)
  keepDemoHere(app, services)
  await app.register(cookie)
  await app.register(multipart, {
    limits: { fileSize: LARGEST_FILE, files: 1, fields: 10, fieldSize: 10_000, parts: 11 },
  })
  registerIdentity(app, services)
  const cabinet = await openCabinet(services.dataDir)
  registerFiles(app, services, cabinet)
  registerReading(app, services, cabinet)
  registerDocuments(app, services, cabinet)
  registerLedgerSheets(app, services, cabinet)
  registerCaseFiles(app, services, cabinet)
  registerDirectory(app, services)
  registerAdministration(app, services)
  registerBurden(app, services)
  registerMatters(app, services)
  registerAdvisers(app, services)
  registerLearning(app, services)
  registerBodies(app, services)
  registerLists(app, services, cabinet)
  registerCertificates(app, services)
  registerParty(app, services)
  registerDisclosed(app, services)
  registerSms(app, services)
  registerTrail(app, services)
  registerReports(app, services)
  registerLive(app, services)
  registerRooms(app, services)
  registerSealing(app, services, cabinet)
  registerLog(app, services)
  registerVerifier(app, services)
  registerActs(app, services)
  registerApiDocs(app, services)
  registerReadiness(app, services)
  registerHealth(app, services)
  const { metrics, metricsToken } = services
  if (metrics && metricsToken) registerMetrics(app, metrics, metricsToken)
  await serveWeb(app, services)
  assertWhole(app)
  return app
}

/** An operation that the contract promises and nobody registered is a bug of ours: found at start, not by a visitor. */
function assertWhole(app: FastifyInstance): void {
  for (const group of Object.values(operations)) {
    for (const { method, path } of Object.values<Operation>(group)) {
      if (!app.hasRoute({ method, url: routePath(path) })) throw new Error(`no route for ${method} ${path}`)
    }
  }
}

/** What the framework, the parsers and the database throw, in our own words. Anything unknown is a bug: 500, no detail. */
function problemOf(error: FastifyError): Problem {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return problem('BAD_JSON', '请求内容不是正确的 JSON，请检查后重发')
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('TOO_LARGE', '内容太大，请分几次提交')
    case 'FST_REQ_FILE_TOO_LARGE':
      return problem('TOO_LARGE', '文件超过 50 MB 的上限，请压缩或者拆分后再上传')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return problem('WRONG_MEDIA', '不接收这种内容类型')
    case 'FST_ERR_NOT_FOUND':
    case 'FST_ERR_BAD_URL':
      return noSuchAddress()
  }
  // 53100 is the database's, the rest are of our own files: an attachment, a tile.
  if (sqlState(error) === '53100' || ['ENOSPC', 'EDQUOT'].includes(fileCode(error) ?? ''))
    return problem('DISK_FULL', DISK_FULL, { retryAfter: 60 })
  // 57014: the server gave the statement up; nothing of it is left behind.
  if (isTransient(error) || sqlState(error) === '57014')
    return problem('BUSY', '系统正忙，请稍后再试；已经填写的内容不会丢失', { retryAfter: 5 })
  const status = error.statusCode ?? 500
  if (status === 404 || status === 414) return noSuchAddress()
  if (status === 413) return problem('TOO_LARGE', '内容太大，请分几次提交')
  if (status >= 400 && status < 500) return problem('BAD_REQUEST', '请求无法识别，请检查后重发')
  return problem('BROKEN', '系统出错了，已经记录。请稍后再试；仍有问题请把出错时间告诉系统管理员')
}
