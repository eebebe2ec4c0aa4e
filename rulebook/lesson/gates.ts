import { 工作规则 } from '../laws.ts'
import { gate } from '../gate.ts'

/** What tells a number of a person, a firm or a telephone apart from the story. */
const NUMBERS = /\d{17}[\dXx]|1[3-9]\d{9}|[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}/

/** B6: people are learnt from, not exposed. */
export const nobodyNamed = gate({
  name: 'lessonNamesNobody',
  code: 'LESSON_NAMES',
  norm: 'B6',
  basis: [工作规则('以案说法')],
  title: '案例不写身份证号、信用代码、电话',
  reads: 'form',
  refuses: ({ form }) => {
    const found = NUMBERS.exec(`${form['title'] ?? ''} ${form['facts'] ?? ''} ${form['lesson'] ?? ''}`)
    return found
      ? {
          message: `案例里有“${found[0]}”`,
          remedy: '请隐去当事人和工作人员的身份信息，用“某公司”“某执法人员”代替',
        }
      : null
  },
})
