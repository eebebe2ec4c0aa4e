import { inflateRawSync } from 'node:zlib'

/** One member of a zip file, as the central directory declares it. Sizes and offsets are bytes. */
export interface ZipMember {
  name: string
  method: 'stored' | 'deflated'
  packed: number
  unpacked: number
  offset: number
}

/** What a zip file may hold at most; `unpacked` is the sum over all members, in bytes. */
export interface ZipLimits {
  members: number
  unpacked: number
}

export const officeLimits: ZipLimits = { members: 1_000, unpacked: 200 * 1024 * 1024 }

export type ZipReading = { ok: true; members: ZipMember[] } | { ok: false; because: string }

const endRecord = 0x06054b50
const centralRecord = 0x02014b50
const localRecord = 0x04034b50
const endRecordSize = 22
const centralRecordSize = 46
const localRecordSize = 30
const longestComment = 0xffff
const utf8 = new TextDecoder()

const broken = {
  ok: false,
  because: '文件不是完整的压缩包，可能没有传完或者已经损坏，请重新导出后再上传',
} as const
const encrypted = { ok: false, because: '文件设了密码，系统打不开，请去掉密码后再上传' } as const
const crafted = {
  ok: false,
  because: '文件的内部结构不正常，为安全起见不予接收，请用 WPS 或 Office 另存一份再上传',
} as const

/**
 * Reads the central directory of a zip file and refuses bombs before a single byte is inflated.
 *
 * Refused: zip64 (no file under our size limits needs it), encrypted members, methods other than stored and
 * deflated, absolute or climbing names, symbolic links, overlapping members, members that do not declare their
 * size, and more members or unpacked bytes than `limits` allows. Whoever inflates must still stop at the
 * declared size: `inflateMember` here does, and so does the workbook reader.
 */
export function readZipDirectory(bytes: Uint8Array, limits: ZipLimits = officeLimits): ZipReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return broken
  const count = view.getUint16(end + 10, true)
  if (count > limits.members)
    return { ok: false, because: `压缩包里有 ${count} 个部件，超过 ${limits.members} 个的上限` }

  const members: ZipMember[] = []
  let unpacked = 0
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    const found = readCentral(view, bytes, at)
    if (!found.ok) return found
    members.push(found.member)
    unpacked += found.member.unpacked
    at = found.next
  }
  if (at > end) return crafted
  if (unpacked > limits.unpacked) return tooLarge(unpacked, limits.unpacked)
  if (overlap(view, members, bytes.byteLength)) return crafted
  return { ok: true, members }
}

/** The bytes of one member, or undefined when it is damaged or inflates past the size it declares. */
export function inflateMember(bytes: Uint8Array, member: ZipMember): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = dataStart(view, member)
  if (start === undefined || start + member.packed > bytes.byteLength) return undefined
  const packed = bytes.subarray(start, start + member.packed)
  if (member.method === 'stored') return packed
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, member.unpacked) })
  } catch {
    return undefined
  }
}

function tooLarge(unpacked: number, limit: number): { ok: false; because: string } {
  const megabytes = (size: number) => Math.ceil(size / 1024 / 1024)
  return {
    ok: false,
    because: `文件解开后约有 ${megabytes(unpacked)} MB，超过 ${megabytes(limit)} MB 的上限，请拆成几个文件`,
  }
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endRecordSize
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === endRecord) return at
  }
  return undefined
}

type CentralReading = { ok: true; member: ZipMember; next: number } | { ok: false; because: string }

function readCentral(view: DataView, bytes: Uint8Array, at: number): CentralReading {
  if (at + centralRecordSize > view.byteLength || view.getUint32(at, true) !== centralRecord) return broken
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const packed = view.getUint32(at + 20, true)
  const unpacked = view.getUint32(at + 24, true)
  const nameLength = view.getUint16(at + 28, true)
  const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  const offset = view.getUint32(at + 42, true)
  const name = utf8.decode(bytes.subarray(at + centralRecordSize, at + centralRecordSize + nameLength))
  if (flags & 0x1) return encrypted
  if (method !== 0 && method !== 8) return crafted
  if (packed === 0xffffffff || unpacked === 0xffffffff || offset === 0xffffffff) return crafted
  // A reader that meets an undeclared size inflates without a bound, so such members never reach one.
  if (method === 8 && unpacked === 0 && packed > 2) return crafted
  if (packed === 0 && unpacked > 0) return crafted
  if (method === 0 && packed !== unpacked) return crafted
  if (climbs(name) || isSymbolicLink(view, at)) return crafted
  const member: ZipMember = { name, method: method === 0 ? 'stored' : 'deflated', packed, unpacked, offset }
  return { ok: true, member, next: at + centralRecordSize + nameLength + rest }
}

function climbs(name: string): boolean {
  return name.startsWith('/') || /^[a-z]:/i.test(name) || name.split(/[/\\]/).includes('..')
}

// The upper half of the external attributes is the Unix mode when the upper byte of "made by" is 3.
function isSymbolicLink(view: DataView, at: number): boolean {
  const madeOnUnix = view.getUint8(at + 5) === 3
  return madeOnUnix && (view.getUint16(at + 40, true) & 0xf000) === 0xa000
}

function dataStart(view: DataView, member: ZipMember): number | undefined {
  const { offset } = member
  if (offset + localRecordSize > view.byteLength || view.getUint32(offset, true) !== localRecord)
    return undefined
  return offset + localRecordSize + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
}

function overlap(view: DataView, members: ZipMember[], size: number): boolean {
  let free = 0
  for (const member of members.toSorted((a, b) => a.offset - b.offset)) {
    const start = dataStart(view, member)
    if (start === undefined || member.offset < free || start + member.packed > size) return true
    free = start + member.packed
  }
  return false
}
