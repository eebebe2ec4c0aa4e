import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B7: [
    'power:lawful-path.open',
    'power:lawful-path.ask',
    'gate:pathAskedThere',
    'power:lawful-path.take',
    'gate:researcherFits',
    'power:lawful-path.askFacts',
    'gate:factsAskedOnce',
    'power:lawful-path.giveFacts',
    'power:lawful-path.propose',
    'gate:optionsGiven',
    'power:lawful-path.answer',
    'gate:answerApart',
    'power:lawful-path.choose',
    'gate:chosenGiven',
    'duty:lawful-path.answer',
    'duty:lawful-path.giveFacts',
    'duty:lawful-path.choose',
    'watch:lawful-path.clarified',
  ],
  F1: ['duty:lawful-path.take', 'duty:lawful-path.sign'],
}
