import { expect, test } from 'vitest'
import { isClassified } from './registering.ts'

test.each([
  '机 密★1年',
  '机　密★长期',
  '（机密★1年）关于某事的通知',
  '国家秘密★5年',
  '机密☆3年',
  '绝 密',
  '秘密',
  '秘密五年',
  '绝密文件转发',
  '机密级会议材料',
  '秘密文件清退通知',
  '秘密 关于转发某文件的通知',
  '关于某事的通知（秘密）',
  '关于“机密”文件的通知',
  '密级：秘密',
  '澄机密〔2026〕1号',
])('%s bears a mark', (text) => {
  expect(isClassified(text)).toBe(true)
})

test.each([
  '商业秘密保护工作方案',
  '关于加强商业秘密（技术信息）保护的通知',
  '企业商业机密保护指引',
  '关于保守国家秘密宣传月活动的通知',
  '关于保守秘密承诺书签订工作的通知',
  '学习《保守国家秘密法》',
  '国家秘密载体销毁管理规定',
  '工作秘密管理办法',
  '关于加强涉密人员管理的通知',
  '关于开展保密检查的通知',
  '秘密战线英模事迹展的通知',
  '保守党的秘密',
])('%s speaks of secrets and bears no mark', (text) => {
  expect(isClassified(text)).toBe(false)
})
