import type { FastifyInstance } from 'fastify'
import { dayAt } from '#kernel/time.ts'
import {
  type DelegationEntry,
  type UnitEntry,
  delegationsOf,
  readDirectory,
  revokeDelegation,
} from '#store/directory.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import { withFile } from '../files/multipart.ts'
import { heldBack } from '../files/scan.ts'
import { fileName } from '../files/upload.ts'
import { Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { recorded } from '../trail/record.ts'
import { forgetDistrict } from '#store/facts.ts'
import { writeWorkbook } from '../workbook/workbook.ts'
import { appoint } from './appointments.ts'
import { delegate } from './delegations.ts'
import { importDirectory } from './import.ts'
import { directorySheets } from './sheets.ts'
import { XLSX } from '../contract/media.ts'

/** Routes of the directory: page, Excel out and in, appointments, delegations. */
export function registerDirectory(app: FastifyInstance, services: Services): void {
  const { context } = services
  const {
    directory,
    directorySheet,
    directoryImport,
    delegations,
    delegate: give,
    revoke,
    appoint: seat,
  } = operations.administration
  const today = (): string => dayAt(context.clock.now())
  const entries = () => readDirectory(context.db, context.tenant, today())
  register(
    app,
    services,
    { directory, directorySheet, directoryImport, delegations, delegate: give, revoke, appoint: seat },
    {
      directory: async () => {
        const { units, posts, seats } = await entries()
        const byPost = Map.groupBy(seats, (s) => s.post)
        return {
          units: units.map(shownUnit),
          posts: posts.map(({ id, unit, title, level }) => ({
            id,
            unit,
            title,
            level,
            holders: (byPost.get(id) ?? []).map(({ person, name, as, phone }) => ({
              person,
              name,
              as,
              phone,
            })),
          })),
        }
      },

      directorySheet: async () => ({
        body: await writeWorkbook(directorySheets(await entries())),
        name: `${services.district}名录${today()}.xlsx`,
        media: XLSX,
      }),

      directoryImport: (call) =>
        withFile(call.request, async (part) => {
          const bytes = await part.toBuffer()
          const held = await heldBack(services, call, { name: fileName(part.filename), bytes })
          if (held) return held
          const outcome = await recorded(
            context,
            call,
            'audit.import',
            async (inner) => {
              const found = await importDirectory(inner, bytes)
              return typeof found === 'string' ? problem('WRONG_MEDIA', found) : found
            },
            ({ ok, units, posts, people }) => (ok ? { units, posts, people } : null),
          )
          forgetDistrict(context)
          return outcome instanceof Problem ? outcome : { ...outcome, errors: [...outcome.errors] }
        }),

      delegations: async ({ caller }) => {
        const { person } = caller.actor
        const all = await delegationsOf(context, person)
        return {
          given: all.filter((d) => d.fromPerson === person).map(shownDelegation),
          received: all.filter((d) => d.to === person).map(shownDelegation),
        }
      },

      delegate: async (call) => {
        const { caller, body } = call
        const given = await recorded(
          context,
          call,
          'audit.delegation',
          (inner) => delegate(inner, caller, body),
          ({ id }) => ({ delegation: id, ...body }),
        )
        return given instanceof Problem ? given : shownDelegation(given)
      },

      revoke: (call) => {
        const { caller, params } = call
        const now = context.clock.now()
        return recorded(
          context,
          call,
          'audit.delegationRevoked',
          async (inner) =>
            (await revokeDelegation(inner, params.id, caller.actor.person, now)) ? DONE : notFound(),
          () => ({ delegation: params.id }),
        )
      },

      appoint: async (call) => {
        const outcome = await recorded(
          context,
          call,
          'audit.appointment',
          async (inner) => (await appoint(inner, call.caller, call.body)) ?? DONE,
          () => ({ ...call.body }),
        )
        forgetDistrict(context)
        return outcome
      },
    },
  )
}

const shownUnit = ({
  id,
  name,
  shortName,
  aliases,
  kind,
  functions,
  assignable,
  phone,
  leaderPost,
}: UnitEntry) => ({
  id,
  name,
  shortName,
  aliases: [...aliases],
  kind,
  functions: [...functions],
  assignable,
  phone,
  leaderPost,
})

const shownDelegation = ({
  id,
  post,
  postTitle,
  to,
  toName,
  acts,
  from,
  until,
  reason,
  revokedAt,
}: DelegationEntry) => ({
  id,
  post,
  postTitle,
  to,
  toName,
  acts: acts && [...acts],
  from,
  until,
  reason,
  revokedAt,
})
