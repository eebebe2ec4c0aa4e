import { describe, expect, test } from 'vitest'
import * as f from '../../../kernel/fields.ts'
import type { Taken } from './outbox.ts'
import { asTyped, clockText, confirmedForm, faultsIn, momentIn, usedIn } from './taking.ts'

const fields = {
  startedAt: f.text('实施时间', { max: 16, optional: true, moment: true }),
  items: f.rows('清单', {
    what: f.text('名称', { max: 40 }),
    quantity: f.number('数量', { min: 1, max: 9 }),
  }),
  service: f.group('送达', { how: f.choice('方式', { direct: '当面' }) }),
  seen: f.flag('已看过'),
  photos: f.files('照片', { optional: true }),
  onSpot: f.text('现场留痕', { max: 1000, optional: true, onSpot: true }),
}
const AT = '2026-03-05 21:40'
const picture: Taken = {
  id: 'p1',
  name: '现场照片1.jpg',
  media: 'image/jpeg',
  size: 9,
  hash: 'ab'.repeat(32),
  at: '2026-03-05 21:38',
}

const NOW = Date.parse('2026-03-05T13:40:30Z')

describe('a form of the spot', () => {
  test('says what is missing before the network is back', () => {
    expect(faultsIn(fields, {}, NOW)).toEqual({
      items: '请填写清单，至少一行',
      'service.how': '请选择方式',
    })
    const half = { items: [{ what: '三轮车' }, { what: ' ', quantity: '1' }], service: { how: 'direct' } }
    expect(faultsIn(fields, half, NOW)).toEqual({
      'items.0.quantity': '请填写数量',
      'items.1.what': '请填写名称',
    })
  })

  test('says what cannot be as it stands before the network is back', () => {
    const wrong = (startedAt: string, quantity: string, what = '三轮车') =>
      Object.values(
        faultsIn(fields, { startedAt, items: [{ what, quantity }], service: { how: 'direct' } }, NOW),
      )
    expect(wrong('2026-03-05 20:00', '2')).toEqual([])
    expect(wrong('昨晚八点', '0')).toEqual([
      '实施时间请写成 2026-03-05 21:40 这样，或者不填',
      '数量应当是1到9的整数',
    ])
    expect(wrong('2026-02-30 20:00', '1.5')).toHaveLength(2)
    expect(wrong('2026-03-05 21:41', '2', '三'.repeat(41))).toEqual([
      '实施时间还没有到，请填写实际时间',
      '名称最多40字',
    ])
  })

  test('notes when it was and what was taken, and goes as any other form', () => {
    const values = {
      items: [{ what: '三轮车', quantity: '2' }],
      service: { how: 'direct' },
      photos: ['p1'],
    }
    expect(usedIn(values, [picture, { ...picture, id: 'p2' }])).toEqual([picture])
    expect(confirmedForm(fields, values, AT, [picture])).toEqual({
      startedAt: AT,
      items: [{ what: '三轮车', quantity: 2 }],
      service: { how: 'direct' },
      seen: false,
      photos: ['p1'],
      onSpot: `现场确认：${AT}（手机记录）\n${picture.hash}  2026-03-05 21:38  现场照片1.jpg`,
    })
    const told = { ...values, startedAt: '2026-03-05 20:00' }
    expect(confirmedForm(fields, told, AT, [])['startedAt']).toBe('2026-03-05 20:00')
    expect(momentIn(fields, { startedAt: '2026-03-05 20:00' })).toBe(Date.parse('2026-03-05T12:00:00Z'))
    expect([momentIn(fields, {}), momentIn(fields, { startedAt: '昨晚' })]).toEqual([undefined, undefined])
  })

  test('begins with what is on record, as it would have been typed', () => {
    expect(asTyped({ items: [{ quantity: 2, what: '车' }], seen: true })).toEqual({
      items: [{ quantity: '2', what: '车' }],
      seen: true,
    })
    expect(clockText(Date.parse('2026-03-05T16:01:59Z'))).toBe('2026-03-06 00:01')
  })
})
