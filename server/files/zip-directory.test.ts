import { describe, expect, test } from 'vitest'
import { inflateMember, readZipDirectory } from './zip-directory.ts'
import { makeZip } from './zip-for-tests.ts'
import type { TestMember } from './zip-for-tests.ts'

const honest: TestMember[] = [
  { name: 'a.txt', content: '一'.repeat(100) },
  { name: 'b/c.txt', content: '' },
]

function because(...members: TestMember[]): string {
  const reading = readZipDirectory(makeZip(members))
  return reading.ok ? 'accepted' : reading.because
}

describe('reading', () => {
  test('members come with their sizes and their bytes', () => {
    const bytes = makeZip(honest)
    const reading = readZipDirectory(bytes)
    const members = reading.ok ? reading.members : []
    expect(members.map(({ name, unpacked }) => [name, unpacked])).toEqual([
      ['a.txt', 300],
      ['b/c.txt', 0],
    ])
    const contents = members.map((member) => new TextDecoder().decode(inflateMember(bytes, member)))
    expect(contents).toEqual(['一'.repeat(100), ''])
  })

  test('a view into a larger buffer is read by its own bounds', () => {
    const padded = new Uint8Array([1, 2, 3, ...makeZip(honest)])
    expect(readZipDirectory(padded.subarray(3)).ok).toBe(true)
  })

  test('inflating stops at the declared size', () => {
    const bytes = makeZip([{ name: 'bomb', content: ' '.repeat(1_000_000), claimedSize: 10 }])
    const reading = readZipDirectory(bytes)
    const member = reading.ok ? reading.members[0] : undefined
    expect(member && inflateMember(bytes, member)).toBeUndefined()
  })
})

describe('refusing', () => {
  const member = (over: Partial<TestMember>): TestMember => ({ name: 'a', content: 'x', ...over })

  test.each([
    ['a password', member({ flags: 1 }), '密码'],
    ['an unknown method', member({ method: 99 }), '不正常'],
    ['a stored member with two sizes', member({ method: 0, claimedSize: 9 }), '不正常'],
    ['an undeclared size', member({ claimedSize: 0 }), '不正常'],
    ['a zip64 size', member({ claimedSize: 0xffffffff }), '不正常'],
    ['a climbing name', member({ name: 'a/../../b' }), '不正常'],
    ['an absolute name', member({ name: '/etc/passwd' }), '不正常'],
    ['a drive letter', member({ name: 'C:\\a' }), '不正常'],
    ['a symbolic link', member({ unixMode: 0o120777 }), '不正常'],
    ['a claim of 300 MB', member({ claimedSize: 300 * 1024 * 1024 }), '200 MB'],
  ])('%s', (_, hostile, reason) => {
    expect(because(hostile)).toContain(reason)
  })

  test('two members over the same bytes', () => {
    expect(because(member({}), member({ name: 'b', sharesOffsetOfFirst: true }))).toContain('不正常')
  })

  test('too many members', () => {
    const many = Array.from({ length: 1_001 }, (_, index) => member({ name: `m${index}` }))
    expect(because(...many)).toContain('1000 个')
  })

  test('anything cut short', () => {
    const bytes = makeZip(honest)
    for (let length = 0; length < bytes.length; length++) {
      expect(readZipDirectory(bytes.subarray(0, length)).ok).toBe(false)
    }
  })
})
