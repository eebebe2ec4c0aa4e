import { expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import { type Listed, classify } from './classify.ts'
import { type Kind, kinds } from './record.ts'

const list: readonly Listed[] = [
  { kind: 'fund', measure: 'sum', threshold: 300, basis: '第四项' },
  { kind: 'land', measure: 'area', threshold: 50, basis: '第五项' },
  { kind: 'land', measure: 'people', threshold: 100, basis: '第六项' },
  { kind: 'personnel', measure: 'none', basis: '第二项' },
]

test.each([
  [{ kind: 'fund', sum: 299 }, 'ordinary', '大额度资金使用：没有达到清单列明的标准'],
  [{ kind: 'fund', sum: 300 }, 'major', '大额度资金使用：金额300万元，达到300万元（第四项）'],
  [{ kind: 'land', area: 10, people: 100 }, 'major', '土地：影响人数100人，达到100人（第六项）'],
  [{ kind: 'personnel' }, 'major', '重要人事任免：不论数额，由集体决定（第二项）'],
  [{ kind: 'other', sum: 9_000 }, 'ordinary', '集体决策事项清单没有列“其他”'],
] as const)('%o is %s', (item, expected, reason) => {
  expect(classify(item, list)).toEqual({ class: expected, reason })
})

test('more of anything never makes an item lighter, and a longer list never does', () => {
  const random = seeded('classify')
  for (let n = 0; n < 2_000; n++) {
    const kind = random.pick(Object.keys(kinds)) as Kind
    const item = { kind, sum: random.int(600), area: random.int(100), people: random.int(200) }
    const lines = Array.from({ length: random.int(4) }, (): Listed => {
      const measure = random.pick(['none', 'sum', 'area', 'people'])
      return {
        kind: random.pick(Object.keys(kinds)),
        measure,
        ...(measure === 'none' ? {} : { threshold: random.int(600) }),
        basis: '某项',
      }
    })
    if (classify(item, lines).class === 'ordinary') continue
    const more = { ...item, sum: item.sum + random.int(99), people: item.people + random.int(99) }
    expect(classify(more, lines).class, `classify ${n}`).toBe('major')
    expect(classify(item, [...lines, ...list]).class, `classify ${n}`).toBe('major')
  }
})
