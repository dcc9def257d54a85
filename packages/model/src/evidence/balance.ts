import type { Balance, Strength } from '@retombees/contract/evidence'
import type { Programme } from '@retombees/programme/programme'
import { counted, typeset } from '../french.ts'
import { type Reach, reachReason } from './reach.ts'
import { hearSources, sourceReasons } from './source-voice.ts'
import { type About, onlyStaffSpeakOfResidents, strengthOfCriterion, strengthOfQuestion } from './strength.ts'
import { isEvidence, type Witness } from './witness.ts'

/** The balance of one criterion: what its independent sources say, and what it would take to say more. */
export function balanceOfCriterion(
  programme: Programme,
  about: About,
  witnesses: readonly Witness[],
  reaches: ReadonlyMap<string, Reach>,
): Balance {
  const strength = strengthOfCriterion(about, witnesses)
  return {
    ...heardBalance(programme, strength, witnesses),
    because: [
      ...sourceReasons(hearSources(programme, witnesses)),
      typeset(criterionReason(strength, onlyStaffSpeakOfResidents(about, witnesses))),
      ...reachReason(programme, witnesses, reaches),
      ...simulatedReason(witnesses),
    ],
  }
}

/** The balance of a question: its sources heard over all its criteria, its strength from the criteria themselves. */
export function balanceOfQuestion(
  programme: Programme,
  criteria: readonly { readonly balance: Balance }[],
  witnesses: readonly Witness[],
  reaches: ReadonlyMap<string, Reach>,
): Balance {
  const unique = [...new Map(witnesses.map((each) => [each.result.sheet.id, each])).values()]
  const strengths = criteria.map(({ balance }) => balance.strength)
  const strength = strengthOfQuestion(strengths)
  const spoken = strengths.filter((each) => each !== 'none').length
  return {
    ...heardBalance(programme, strength, unique),
    because: [
      `${spoken} sur ${counted(criteria.length, 'critère')} ${spoken < 2 ? 'a' : 'ont'} au moins une mesure.`,
      ...sourceReasons(hearSources(programme, unique)),
      typeset(questionReason(strength, spoken, criteria.length)),
      ...reachReason(programme, unique, reaches),
      ...simulatedReason(unique),
    ],
  }
}

function heardBalance(
  programme: Programme,
  strength: Strength,
  witnesses: readonly Witness[],
): Omit<Balance, 'because'> {
  return {
    strength,
    sources: hearSources(programme, witnesses).map(({ voice }) => voice),
    measured: witnesses.filter(({ result }) => isEvidence(result)).length,
    defined: witnesses.length,
    missing: missingOf(witnesses),
  }
}

function criterionReason(strength: Strength, staffOnResidents: boolean): string {
  switch (strength) {
    case 'none':
      return 'Aucune source ne parle encore de ce critère.'
    case 'presumption':
      return staffOnResidents
        ? 'Le critère porte sur les habitants et seuls des salariés s’expriment : on en reste à une présomption.'
        : 'Des faits sont relevés, aucun ne dit à lui seul s’il est favorable : on en reste à une présomption.'
    case 'single-source':
      return 'Une seule source indépendante donne un sens ; ses indicateurs comptent ensemble pour une.'
    case 'converging':
      return 'Plusieurs sources indépendantes vont dans le même sens.'
    case 'diverging':
      return 'Les sources indépendantes ne vont pas toutes dans le même sens.'
  }
}

function questionReason(strength: Strength, spoken: number, criteria: number): string {
  switch (strength) {
    case 'none':
      return 'Aucun critère n’est encore documenté.'
    case 'presumption':
      return spoken * 2 > criteria
        ? 'La plupart des critères ne dépassent pas la présomption : la question non plus.'
        : 'La plupart des critères n’ont aucune mesure : on en reste à une présomption.'
    case 'single-source':
      return 'La plupart des critères ne reposent que sur une source chacun.'
    case 'converging':
      return 'La plupart des critères ont plusieurs sources indépendantes qui vont dans le même sens.'
    case 'diverging':
      return 'Sur un critère au moins, les sources indépendantes ne vont pas dans le même sens.'
  }
}

function simulatedReason(witnesses: readonly Witness[]): readonly string[] {
  const simulated = witnesses.some(
    ({ result: { whole } }) => whole.state === 'value' && whole.provenance === 'simulated',
  )
  return simulated ? [typeset('Des chiffres simulés existent ; ils ne comptent pas ici.')] : []
}

/** What each indicator that is not measured would need. */
function missingOf(witnesses: readonly Witness[]): string[] {
  const needs = witnesses
    .filter(({ result }) => !isEvidence(result))
    .map(({ result }) => typeset(`${result.sheet.label} : ${needOf(result)}`))
  return [...new Set(needs)]
}

function needOf({ whole }: Witness['result']): string {
  if (whole.state === 'value') return 'des données collectées (les chiffres actuels sont simulés).'
  const need = whole.needs ?? whole.reason
  return need.charAt(0).toLowerCase() + need.slice(1)
}
