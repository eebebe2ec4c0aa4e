import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  A7: [
    'power:body.setUp',
    'gate:ownBody',
    'gate:recorderFits',
    'gate:chairFits',
    'gate:membersDistinct',
    'gate:membersEnough',
    'gate:recorderApart',
    'gate:compositionExplained',
    'power:body.establish',
    'power:body.amend',
    'gate:ruleChanged',
    'power:body.confirmRules',
    'power:body.rejectRules',
    'gate:meetingAhead',
    'gate:hourGiven',
    'power:body.review',
    'power:body.dissolve',
    'gate:noMeetingStanding',
    'duty:body.establish',
    'duty:body.confirm',
    'duty:body.review',
  ],
  A1: ['gate:collectiveMeasured'],
  A4: ['gate:standInsFit'],
  A2: [
    'gate:intervalGiven',
    'power:body.convene',
    'gate:heldInTime',
    'duty:body.convene',
    'watch:body.calledLate',
  ],
}
