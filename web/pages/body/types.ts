import type { Ok } from '../../api/client.ts'

export type BodyData = Ok<'bodies.page'>
