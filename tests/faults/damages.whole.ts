import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Houses, openHouses } from './damaged-house.ts'
import type { Damage, Verdict } from './damages/damage.ts'
import { DAMAGES, suffer } from './damages.ts'
import { circumstances, writeSection } from './reliability-report.ts'
import { SEED } from './seeded.ts'

let houses: Houses
beforeAll(async () => {
  houses = await openHouses()
})
afterAll(() => houses?.close())

it('each damage is suffered, said and mended; what was said goes into the report', async () => {
  const verdicts: (Damage & Verdict)[] = []
  for (const damage of DAMAGES) {
    const verdict = await suffer(damage, houses)
    verdicts.push({ ...damage, ...verdict })
    console.log([damage.name, ...verdict.problems].join('\n  '))
  }
  const wrong = verdicts.filter(({ problems }) => problems.length > 0).length
  const skipped = verdicts.filter((one) => one.skipped !== undefined).length
  writeSection('faults', 'Pannes', [
    `${verdicts.length} pannes, chacune sur une maison à elle, la commande construite jouant chaque rôle. Chaque fois : ce qui était publié se lit encore ou ce qui ne se lit plus le dit, aucune ligne d’un chargement n’est perdue, le message nomme ce qui ne va pas et quoi faire, et une fois cela fait la même commande réussit.`,
    '',
    `${circumstances(SEED, new Date())} **${wrong === 0 ? `${verdicts.length - skipped} pannes sur ${verdicts.length} éprouvées, aucune à redire` : `${wrong} pannes à redire`}.**`,
    '',
    '| panne | ce qui se passe | ce qui est dit |',
    '|---|---|---|',
    ...verdicts.map(lineOf),
  ])
  expect(verdicts.filter(({ problems }) => problems.length > 0)).toEqual([])
})

function lineOf({ label, answer, told, by, skipped }: Damage & Verdict): string {
  const said =
    skipped === undefined ? (told ?? 'rien : personne n’a rien à faire') : `non éprouvée ici : ${skipped}`
  return `| ${by ? `${label} (${by})` : label} | ${answer} | ${inCell(said)} |`
}

/** Without the folders of this run, on one line. */
function inCell(text: string): string {
  return text
    .replaceAll(/\/\S*?\/(?=home\/|disk\/home\/|simulated\/)/g, '…/')
    .replaceAll(/\/\S*\/house-\d+\//g, '…/')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .replaceAll(/─+\s*/g, '')
}
