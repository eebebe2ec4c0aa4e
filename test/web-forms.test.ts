import { expect, test } from 'vitest'
import * as f from '#kernel/fields.ts'
import { checkForm } from '#kernel/fields.ts'
import { rulebook } from '#rulebook/index.ts'
import { dayHint } from '../web/ui/day-hint.ts'
import { fitting } from '../web/ui/fitting.ts'
import { type Values, faultAt, faultsOf, formOf, withValue } from '../web/ui/act-form/values.ts'

const fields = {
  task: f.text('工作任务', { max: 20 }),
  words: f.text('说明', { max: 20, optional: true }),
  due: f.day('时限', { optional: true }),
  urgency: f.choice('紧急程度', { urgent: '加急', normal: '正常' }, { optional: true }),
  lead: f.unit('牵头单位'),
  others: f.units('配合单位', { optional: true }),
  copies: f.number('份数', { min: 1, max: 9, optional: true }),
  open: f.flag('公开'),
  steps: f.rows('节点', { what: f.text('节点', { max: 20 }), due: f.day('时限', { optional: true }) }),
  authority: f.group('依据', { title: f.text('名称', { max: 20 }) }, { optional: true }),
}

const filled: Values = {
  task: '修路',
  words: '',
  lead: 'u1',
  others: [],
  copies: '3',
  steps: [{ what: '开工', due: '' }],
  authority: { title: '' },
}

test('a filled form is sent as the declaration wants it: empty optional values absent, numbers as numbers', () => {
  const form = formOf(fields, filled)
  expect(form).toEqual({ task: '修路', lead: 'u1', copies: 3, open: false, steps: [{ what: '开工' }] })
  expect(checkForm(fields, form)).toMatchObject({ ok: true })
})

test('an empty form of every act gets a sentence at each required field, never an unexpected shape', () => {
  for (const procedure of Object.values(rulebook.procedures)) {
    for (const [act, power] of Object.entries(procedure.powers)) {
      const checked = checkForm(power.form, formOf(power.form, {}))
      const required = Object.entries(power.form).filter(([, field]) => !field.optional)
      const wanted = required
        .filter(([, field]) => field.kind !== 'flag' && field.kind !== 'rows')
        .map(([name]) => name)
      const named = checked.ok ? [] : Object.keys(checked.fields).map((path) => path.split('.')[0])
      expect(named, `${procedure.id}.${act}`).toEqual(expect.arrayContaining(wanted))
      if (!checked.ok) expect(Object.keys(checked.fields), `${procedure.id}.${act}`).not.toContain('_')
    }
  }
})

test('one leaf is replaced, the rest is the same object', () => {
  const before = { a: { b: 1 }, rows: [{ x: 1 }, { x: 2 }] }
  const after = withValue(before, ['rows', 1, 'x'], 3) as typeof before
  expect(after.rows).toEqual([{ x: 1 }, { x: 3 }])
  expect(after.a).toBe(before.a)
  expect(after.rows[0]).toBe(before.rows[0])
})

test('server faults are found at the field that is on screen', () => {
  const faults = faultsOf({
    'form.steps.0.what': '请填写节点',
    'others.1': '编号格式不对',
    form: '请填写内容',
  })
  expect(faults).toEqual({ 'steps.0.what': '请填写节点', 'others.1': '编号格式不对', _: '请填写内容' })
  expect(faultAt(faults, 'others', true)).toBe('编号格式不对')
  expect(faultAt(faults, 'steps', false)).toBeUndefined()
})

test('pickers put names that begin with the words first', () => {
  const options = [
    { id: '1', label: '老旧小区住建专班', names: ['老旧小区住建专班'] },
    { id: '2', label: '住房和城乡建设局', names: ['住建局', '住房和城乡建设局'] },
    { id: '3', label: '财政局', names: ['财政局'] },
  ]
  expect(fitting(options, '住建').map((o) => o.id)).toEqual(['2', '1'])
  expect(fitting(options, '住 局').map((o) => o.id)).toEqual(['2'])
  expect(fitting(options, ' ')).toHaveLength(3)
})

test('a day says what kind of day it is, and says so when the year is unknown', () => {
  const calendar = {
    years: [{ year: '2026', off: { '2026-10-01': '国庆节' }, makeup: { '2026-10-10': '国庆节调休' } }],
  }
  expect(dayHint(calendar, '2026-10-01')).toBe('星期四，休息日（国庆节）')
  expect(dayHint(calendar, '2026-10-10')).toBe('星期六，工作日（国庆节调休）')
  expect(dayHint(calendar, '2026-10-11')).toBe('星期日，休息日')
  expect(dayHint(calendar, '2027-01-04')).toBe('星期一，2027年放假安排尚未录入')
  expect(dayHint(calendar, '2026-02-31x')).toBe('')
})
