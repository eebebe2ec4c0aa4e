import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkForm, choice, day, files, flag, number, rows, text, unit, units, group } from './fields.ts'

const form = {
  what: text('事项', { max: 5 }),
  why: text('理由', { max: 10, optional: true }),
  when: day('时限'),
  kind: choice('类别', { a: '甲', b: '乙' }),
  lead: unit('牵头单位'),
  with: units('配合单位', { optional: true }),
  papers: files('附件', { optional: true }),
  sure: flag('确认', { optional: true }),
  n: number('件数', { min: 1, max: 9, optional: true }),
  steps: rows('节点', { what: text('节点', { max: 5 }), due: day('时限') }, { optional: true, most: 2 }),
}
const good = { what: '修路', when: '2026-03-05', kind: 'a', lead: 'u-1' }

test('a good form passes as it is; an empty optional text counts as not given', () => {
  expect(checkForm(form, { ...good, why: '' })).toEqual({ ok: true, form: good })
  expect(checkForm(form, { ...good, what: '  修路 ' })).toEqual({ ok: true, form: good })
})

test('an optional table left empty counts as not given; one that is asked for stands as it is', () => {
  expect(checkForm(form, { ...good, steps: [] })).toEqual({ ok: true, form: good })
  const asked = { list: rows('清单', { what: text('名称', { max: 5 }) }) }
  expect(checkForm(asked, { list: [] })).toEqual({ ok: true, form: { list: [] } })
})

test.each([
  ['a missing text', { what: undefined }, 'what', '请填写事项'],
  ['an empty text', { what: '   ' }, 'what', '请填写事项'],
  ['a long text, counted in code points', { what: '𠮷𠮷𠮷𠮷𠮷𠮷' }, 'what', '事项最多5字，现有6字'],
  ['a lone surrogate', { what: '\ud800' }, 'what', '事项含有不可用的字符，请删除后重填'],
  ['a NUL', { what: 'a\u0000' }, 'what', '事项含有不可用的字符，请删除后重填'],
  ['a bidi override', { what: 'a\u202e' }, 'what', '事项含有不可用的字符，请删除后重填'],
  ['a day that does not exist', { when: '2026-02-30' }, 'when', '时限应是存在的日期，写成 2026-03-05 这样'],
  ['a choice not offered', { kind: 'c' }, 'kind', '请选择类别'],
  ['a choice from the prototype', { kind: 'constructor' }, 'kind', '请选择类别'],
  ['an id with a path in it', { lead: '../x' }, 'lead', '编号格式不对'],
  ['a unit twice', { with: ['u', 'u'] }, 'with', '配合单位有重复'],
  ['a fraction', { n: 1.5 }, 'n', '请填写件数'],
  ['too many rows', { steps: Array(3).fill({ what: 'x', due: '2026-01-01' }) }, 'steps', '节点最多2行'],
  [
    'a fault inside a row',
    { steps: [{ what: 'x', due: '?' }] },
    'steps.0.due',
    '时限应是存在的日期，写成 2026-03-05 这样',
  ],
  ['an unknown key', { hidden: 1 }, '_', '不认识的字段：hidden'],
])('%s is refused at its field', (_, change, field, message) => {
  const checked = checkForm(form, { ...good, ...change })
  expect(checked.ok ? {} : checked.fields).toEqual({ [field]: message })
})

test('a group that is missing is asked for by its name', () => {
  const checked = checkForm({ party: group('当事人', { name: text('名称') }) }, {})
  expect(checked.ok ? {} : checked.fields).toEqual({ party: '请填写当事人' })
})

test('five characters outside the basic plane are five', () => {
  expect(checkForm(form, { ...good, what: '𠮷𠮷𠮷𠮷𠮷' }).ok).toBe(true)
})

test('no input whatever makes the check throw', () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      expect(typeof checkForm(form, input).ok).toBe('boolean')
    }),
    { verbose: 1 },
  )
  fc.assert(
    fc.property(fc.record(Object.fromEntries(Object.keys(form).map((k) => [k, fc.anything()]))), (input) => {
      expect(typeof checkForm(form, input).ok).toBe('boolean')
    }),
    { verbose: 1 },
  )
})
