import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  G1: [
    'power:risk-assessment.open',
    'gate:riskAssessmentFromParent',
    'gate:riskDepartmentsNamed',
    'power:risk-assessment.identify',
    'power:risk-assessment.giveView',
    'power:risk-assessment.report',
    'gate:riskDepartmentsHeard',
    'gate:riskLevelFits',
    'power:risk-assessment.close',
    'gate:assessmentStands',
    'duty:risk-assessment.assess',
    'duty:risk-assessment.giveView',
    'duty:risk-assessment.review',
  ],
}
