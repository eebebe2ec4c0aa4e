import { crc32, deflateRawSync } from 'node:zlib'

/** A member to write; the overrides let a test lie in the headers as a hostile file would. */
export interface TestMember {
  name: string
  content: string | Uint8Array
  flags?: number
  method?: number
  claimedSize?: number
  unixMode?: number
  sharesOffsetOfFirst?: boolean
}

/** Makes a zip file out of members, honest unless a member says otherwise. */
export function makeZip(members: TestMember[]): Uint8Array {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const raw = typeof member.content === 'string' ? Buffer.from(member.content) : Buffer.from(member.content)
    const packed = deflateRawSync(raw)
    const head = commonHeader(member, raw, packed.length)
    const name = Buffer.from(member.name)
    const local = Buffer.concat([bytes32(0x04034b50), head, name, packed])
    locals.push(local)
    centrals.push(centralHeader(member, head, name, member.sharesOffsetOfFirst ? 0 : offset))
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  return new Uint8Array(
    Buffer.concat([...locals, directory, endRecord(members.length, directory.length, offset)]),
  )
}

// From "version needed" to "extra length", the part both headers share.
function commonHeader(member: TestMember, raw: Buffer, packedSize: number): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(member.flags ?? 0x800, 2)
  head.writeUInt16LE(member.method ?? 8, 4)
  head.writeUInt32LE(crc32(raw), 10)
  head.writeUInt32LE(packedSize, 14)
  head.writeUInt32LE(member.claimedSize ?? raw.length, 18)
  head.writeUInt16LE(Buffer.byteLength(member.name), 22)
  return head
}

function centralHeader(member: TestMember, head: Buffer, name: Buffer, offset: number): Buffer {
  const madeBy = Buffer.from([20, 3])
  const tail = Buffer.alloc(14)
  tail.writeUInt16LE(member.unixMode ?? 0o100644, 8)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([bytes32(0x02014b50), madeBy, head, tail, name])
}

function endRecord(count: number, directorySize: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directorySize, 12)
  end.writeUInt32LE(directoryOffset, 16)
  return end
}

function bytes32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}
