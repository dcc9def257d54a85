import { closeSync, openSync, writeSync } from 'node:fs'
import type { Programme } from '@retombees/programme/programme'
import { SourceFile } from '@retombees/programme/source-file'
import { ITEMS, SURVEY, surveyOf } from './answers.ts'
import { seeded } from './kiosk-log.ts'

const LABELS = ['strongly-agree', 'agree', 'disagree', 'strongly-disagree', 'dont-know', '']
const MOMENTS = ['matin', 'midi', 'soir', 'nuit', 'jamais']

/** The programme with the questionnaire of the bench, and a source that reads its answers. */
export function withSurveySource(programme: Programme): Programme {
  const source = SourceFile.parse({
    id: 'reponses-banc',
    label: { fr: 'Réponses du banc' },
    evidenceSource: 'residents-survey',
    files: ['reponses-banc*.csv'],
    table: 'responses',
    questionnaire: SURVEY,
    provenance: 'field',
    format: { kind: 'csv', encoding: 'utf-8', delimiter: ';' },
    fields: {
      respondent: { column: ['respondent'], type: 'text' },
      centre: { column: ['centre'], type: 'code', codes: 'centres', required: true },
    },
  })
  const asked = surveyOf(programme)
  return { ...asked, sources: [...asked.sources, source] }
}

/** The headings of the file, in order. */
export const HEADER: readonly string[] = [
  'respondent',
  'centre',
  ...Array.from({ length: ITEMS }, (_, at) => `item-${at + 1}`),
  'moment',
]

/** Writes so many answers, one in a hundred broken in one of four ways. Returns how many rows are broken. */
export function writeSurvey(
  path: string,
  respondents: number,
  centres: readonly string[],
  seed = 60,
): number {
  const random = seeded(seed)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  const descriptor = openSync(path, 'w')
  let broken = 0
  let text = `${HEADER.join(';')}\n`
  try {
    for (let at = 1; at <= respondents; at++) {
      const cells = [
        `R${at}`,
        pick(centres),
        ...Array.from({ length: ITEMS }, () => pick(LABELS)),
        pick(MOMENTS),
      ]
      if (at % 100 === 50) {
        spoil(cells, broken % 4, 2 + Math.floor(random() * ITEMS))
        broken += 1
      }
      text += `${cells.join(';')}\n`
      if (text.length > 1024 ** 2) {
        writeSync(descriptor, text)
        text = ''
      }
    }
    writeSync(descriptor, text)
    return broken
  } finally {
    closeSync(descriptor)
  }
}

/** An answer that is no code, a cell too many, a centre that is none, or none at all. */
function spoil(cells: string[], how: number, at: number): void {
  if (how === 0) cells[at] = 'presque d’accord'
  else if (how === 1) cells.splice(at, 0, '')
  else cells[1] = how === 2 ? 'centre-inconnu' : ''
}
