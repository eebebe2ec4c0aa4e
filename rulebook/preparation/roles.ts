import { type Role, head, leaderOf, postIn, staff, unitsWith } from '#kernel/vocabulary.ts'

/**
 * Who has to do with a step before a decision: the unit that brings the matter, and those who will read what came of it, the body's
 * office and members and the reviewing unit.
 */
export const roles = {
  office: { title: '政府办', seat: unitsWith('coordination') },
  applicant: { title: '提出单位', seat: staff('unit'), person: 'handler' },
  applicantHead: { title: '提出单位主要负责人', seat: head('unit') },
  leaderInCharge: { title: '分管领导', seat: leaderOf('unit') },
  recorder: { title: '议事机构办公室', seat: staff('recorder') },
  member: { title: '议事机构成员', seat: postIn('members') },
  legal: { title: '合法性审查单位', seat: staff('legalUnit') },
  discipline: { title: '纪检监察机关', seat: unitsWith('discipline') },
} as const satisfies Readonly<Record<string, Role>>
