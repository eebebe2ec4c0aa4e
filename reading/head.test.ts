import { expect, test } from 'vitest'
import { headOf } from './head.ts'

const whole = `澄江市住房和城乡建设局文件
特急
澄市建〔２０２６〕 012号
关于做好2026年城市内涝
治理工作的通知
各区人民政府：
    一、抓紧排查。4月底前完成。
澄江市住房和城乡建设局
2026年2月27日
抄送：市政府办公室。`

test('mark, number, title over two lines, signature and date', () => {
  expect(headOf(whole.replace('２０２６', '2026'))).toEqual({
    title: '关于做好2026年城市内涝治理工作的通知',
    number: '澄市建〔2026〕12号',
    sender: '澄江市住房和城乡建设局',
    dated: '2026-02-27',
    urgency: '特急',
    secrecy: null,
  })
})

test('a mark stands for the sender where nobody signed', () => {
  const text =
    '澄江市人民政府办公室文件\n澄政办发[2026]第3号\n澄江市人民政府办公室关于印发工作要点的通知\n各区：'
  expect(headOf(text)).toMatchObject({
    sender: '澄江市人民政府办公室',
    number: '澄政办发〔2026〕3号',
    title: '澄江市人民政府办公室关于印发工作要点的通知',
  })
})

test('a mark of secrecy is seen', () => {
  expect(headOf('机密★1年\n关于某事的通知').secrecy).toBe('机密')
  expect(headOf('关于保守秘密教育的通知').secrecy).toBeNull()
})

test('numbers of other documents in the body are none of its own', () => {
  expect(headOf('关于转发的函\n根据市建发〔2026〕12号文件要求，现将有关事项函告如下：').number).toBeNull()
})

test('nothing is made up', () => {
  expect(headOf('随便一句话。')).toEqual({
    title: null,
    number: null,
    sender: null,
    dated: null,
    urgency: null,
    secrecy: null,
  })
})
