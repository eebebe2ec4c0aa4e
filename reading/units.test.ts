import { describe, expect, test } from 'vitest'
import { directoryOf, isCollective, isUnit, splitUnits } from './units.ts'

describe('splitUnits', () => {
  const cases: [list: string, names: string[]][] = [
    ['区发改局、财政局等单位及各街道', ['区发改局', '财政局', '各街道']],
    ['区文化和旅游局、区人力资源和社会保障局', ['区文化和旅游局', '区人力资源和社会保障局']],
    ['区住建局和区城管局', ['区住建局', '区城管局']],
    ['区卫健局等有关部门', ['区卫健局', '有关部门']],
    ['区发改局等11个部门', ['区发改局']],
    ['市教育局、财政局，各区政府', ['市教育局', '财政局', '各区政府']],
    ['由区城市管理局（区综合行政执法局）', ['区城市管理局']],
    ['各镇（街道）、各县（市、区）人民政府', ['各镇（街道）', '各县（市、区）人民政府']],
    ['各省、自治区、直辖市人民政府', ['各省、自治区、直辖市人民政府']],
    ['区发改局 区财政局', ['区发改局', '区财政局']],
    ['市高等教育处、中等职业教育处', ['市高等教育处', '中等职业教育处']],
    ['无', []],
  ]
  test.each(cases)('%s', (list, names) => {
    expect(splitUnits(list)).toEqual(names)
  })
})

test('names and classes are told from sentences', () => {
  for (const name of ['区应急局', '城管执法队', '信用监管科', '国家发展改革委', '供电公司', '区委老干部局'])
    expect(isUnit(name), name).toBe(true)
  for (const words of ['推进老旧小区改造', '区住建局督促物业', '各责任领导', '提高政治站位', '10月底前'])
    expect(isUnit(words), words).toBe(false)
  for (const name of ['各街道', '区直各有关单位', '国务院相关部门', '街道办事处', '成员单位'])
    expect(isCollective(name), name).toBe(true)
  for (const name of ['河东街道办事处', '区住建局', '通信运营企业'])
    expect(isCollective(name), name).toBe(false)
})

describe('directoryOf', () => {
  const directory = directoryOf([
    { name: '区住房和城乡建设局', shortNames: ['区住建局', '住建局'] },
    { name: '区城市管理局（区综合行政执法局）', shortNames: ['城管局', '执法局'] },
    { name: '河东街道办事处', shortNames: ['河东办'] },
    { id: 'u9', name: '市住房和城乡建设局', shortNames: ['市住建局'] },
    { name: '甲中心', shortNames: ['服务中心'] },
    { name: '乙中心', shortNames: ['服务中心'] },
  ])
  test.each([
    ['住建局', '区住房和城乡建设局'],
    ['区住房城乡建设局', '区住房和城乡建设局'],
    ['江湾区住建局', '区住房和城乡建设局'],
    ['区综合行政执法局', '区城市管理局（区综合行政执法局）'],
    ['河东街道', '河东街道办事处'],
    ['市住建局', 'u9'],
  ])('%s is %s', (name, id) => {
    expect(directory.find(name)).toBe(id)
  })
  test('what several units share, what is a class and what is unknown finds nobody', () => {
    for (const name of ['服务中心', '各街道', '省住建厅', '']) expect(directory.find(name)).toBeUndefined()
  })
})
