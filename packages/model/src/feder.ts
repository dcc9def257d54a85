import type { FederDossier } from '@retombees/contract/feder'
import type { Locale, Localized } from '@retombees/contract/localized'
import type { FederPiece } from '@retombees/programme/feder-file'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { add, decimal, decimalNumber, ZERO } from './decimal.ts'
import { ModelError } from './errors.ts'
import { fundingTable } from './funding.ts'
import { computeIndicators } from './indicators.ts'

const NOTE: Localized = {
  fr: 'Montants du plan de financement, recomptés ligne à ligne : un financement prévu n’est pas une dépense justifiée. « Non renseigné » veut dire que personne n’a donné de numéro de registre, pas que la pièce n’existe pas.',
  en: 'Amounts of the financing plan, added up line by line: planned funding is not justified expenditure. “Not recorded” means that nobody has given a register number, not that the piece does not exist.',
}

/** The file of a control of the ERDF. Throws a ModelError where the programme defines none. */
export async function federDossier(
  db: Kysely<Database>,
  programme: Programme,
  locale: Locale,
): Promise<FederDossier> {
  const { feder } = programme
  if (!feder)
    throw new ModelError({
      code: 'unknown-feder',
      found: 'feder.yaml',
      message: 'Ce programme ne définit pas de dossier FEDER (feder.yaml).',
    })
  const say = (text: Localized) => text[locale] ?? text.fr
  const ids = [...feder.publicIdentification, ...feder.obligations.flatMap(({ indicators }) => indicators)]
  const results = await computeIndicators(db, programme, [...new Set(ids)])
  const resultOf = (id: string) => results.filter(({ sheet }) => sheet.id === id)
  const pieces = (list: readonly FederPiece[]) =>
    list.map(({ id, label, status, references, checkedOn }) => ({
      id,
      label: say(label),
      status,
      references: [...references],
      checkedOn: checkedOn ?? null,
    }))
  const lists = {
    procurement: pieces(feder.procurement),
    documents: pieces(feder.documents),
    publicity: pieces(feder.publicity),
  }
  const all = Object.values(lists).flat()
  return {
    origin: say(feder.origin),
    note: say(NOTE),
    funding: await fundingOf(db, programme, feder.funder, say),
    publicIdentification: feder.publicIdentification.flatMap(resultOf),
    obligations: feder.obligations.map(({ id, label, indicators }) => ({
      id,
      label: say(label),
      indicators: indicators.flatMap(resultOf),
    })),
    ...lists,
    recorded: all.filter(({ references }) => references.length > 0).length,
    asked: all.length,
  }
}

async function fundingOf(
  db: Kysely<Database>,
  programme: Programme,
  funder: string,
  say: (text: Localized) => string,
): Promise<FederDossier['funding']> {
  const { lines, provenance } = await fundingTable(db, programme)
  const own = lines.filter((line) => line.funder === funder)
  const sum = (kept: typeof own) =>
    decimalNumber(
      kept.reduce((total, { amount }) => add(total, amount === null ? ZERO : decimal(amount)), ZERO),
    )
  const years = [...new Set(own.map(({ year }) => year))].sort((a, b) => a - b)
  const found = programme.funders.find(({ id }) => id === funder)
  return {
    funder,
    label: found ? say(found.label) : funder,
    total: sum(own),
    byYear: years.map((year) => ({
      key: String(year),
      label: String(year),
      amount: sum(own.filter((line) => line.year === year)),
    })),
    byTerritory: programme.territories.map(({ id, label }) => ({
      key: id,
      label: say(label),
      amount: sum(own.filter((line) => line.territory === id)),
    })),
    provenance,
    loads: [...new Set(own.map(({ loadId }) => loadId))].sort(),
  }
}
