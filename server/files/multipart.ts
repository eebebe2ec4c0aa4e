import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Problem, problem } from '../problem.ts'

/**
 * Gives the one file of a multipart request to `use`, and turns everything that is wrong with the request into a problem: no
 * file, no boundary, a connection lost half-way, more than the limit. Trouble of our own disk stays an error.
 */
export async function withFile<T>(
  request: FastifyRequest,
  use: (part: MultipartFile) => Promise<T>,
): Promise<T | Problem> {
  if (!request.isMultipart())
    return problem('WRONG_MEDIA', '请用表单（multipart/form-data）的 file 字段上传文件')
  try {
    const part = await request.file()
    if (!part || part.fieldname !== 'file') return problem('FORM_INVALID', '没有收到文件，请选择文件后再上传')
    return await use(part)
  } catch (error) {
    if (!isTransfer(error)) throw error
    return problem('BAD_REQUEST', '上传没有完成，或者内容不完整，请重新上传')
  }
}

export const tooLarge = (): Problem => problem('TOO_LARGE', '文件超过 50 MB 的上限，请压缩或者拆分后再上传')

/** What the parser and the network say when a body is cut short or was never multipart; they carry no code of their own. */
const isTransfer = (error: unknown): boolean =>
  error instanceof Error &&
  /multipart|boundary|part terminated|unexpected end|malformed|premature close|aborted/i.test(error.message)
