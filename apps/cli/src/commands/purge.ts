import { existsSync, readdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { LoadRetention, PurgeReport } from '@retombees/contract/erasure'
import type { Command } from 'commander'
import type { Environment } from '../environment.ts'
import { askIdentity, confirmed, identityFromLines, namesIn } from '../read-identity.ts'
import { textTable } from '../text-table.ts'

interface Options {
  dryRun?: boolean
  json?: boolean
  by?: string
}

export function addPurge(program: Command, environment: Environment): void {
  program
    .command('purge')
    .description(
      'efface une personne pour toujours, les effectifs restent ; ses identifiants se lisent au clavier ou sur l’entrée standard',
    )
    .option('--dry-run', 'dit où elle est, sans rien effacer')
    .option('--json', 'un objet JSON')
    .option('--by <qui>', 'qui le fait, pour le registre', userInfo().username)
    .addHelpText(
      'after',
      '\nSur l’entrée standard, une ligne par identifiant : « nom: », « naissance: », « courriel: », « telephone: », « numero: ».',
    )
    .action(async ({ dryRun = false, json = false, by = '' }: Options) => {
      const [{ purge }, { readProgramme }, { openHome }, { textsInStore }, { withoutName }] =
        await Promise.all([
          import('@retombees/pipeline/erase/purge'),
          import('@retombees/programme/read-programme'),
          import('@retombees/warehouse/home'),
          import('@retombees/api/store/texts-in-store'),
          import('@retombees/ingest/protect/name-in-text'),
        ])
      const { stdin, stderr } = process
      const identity = stdin.isTTY ? await askIdentity(stdin, stderr) : identityFromLines(await text(stdin))
      const home = openHome(environment.home)
      const programme = await readProgramme(environment.programme)
      const ask = (seen: boolean) =>
        purge(home, programme, identity, { now: () => new Date(), by, dryRun: seen })
      if (!dryRun && stdin.isTTY) {
        tell(await ask(true), true)
        if (!(await confirmed('EFFACER', stdin, stderr))) return console.log('Rien n’est effacé.')
      }
      const report = await ask(dryRun)
      const elsewhere = {
        store: textsInStore(home.store, namesIn(identity, withoutName)),
        uploads: waiting(join(home.root, 'uploads')),
      }
      if (json) console.log(JSON.stringify({ ...report, dry_run: dryRun, ...elsewhere }))
      else {
        tell(report, dryRun)
        for (const { place, rows } of elsewhere.store)
          console.log(`Comptes et réponses, ${place} : ${rows} à revoir à la main.`)
        if (elsewhere.uploads > 0)
          console.log(
            `${elsewhere.uploads} fichiers déposés attendent d’être chargés : ils n’ont pas été lus.`,
          )
        if (!dryRun)
          console.log(
            'Les sauvegardes, les exports et les fichiers d’origine hors de l’entrepôt ne sont pas atteints : voir docs/effacement.md.',
          )
      }
      if (!report.finished) process.exitCode = 1
    })
}

function tell({ loads, mends, releases, namesakes, finished }: PurgeReport, dryRun: boolean): void {
  const done = dryRun ? 'À effacer' : 'Effacé'
  if (loads.length === 0) console.log('Cette personne n’est dans aucun chargement.')
  else
    console.log(
      textTable(
        ['chargement', 'fichier', 'en vigueur', 'lignes', 'textes', 'citée par d’autres', 'à corriger'],
        loads.map((one) => [
          one.load_id,
          one.file,
          one.in_force ? 'oui' : 'non',
          one.rows,
          one.texts,
          one.mentions,
          one.kept,
        ]),
      ),
    )
  if (loads.length > 0)
    console.log(`${done} : lignes corrigées du registre ${mends}, périodes publiées ${releases}.`)
  if (namesakes > 0)
    console.log(
      `${namesakes} autres portent un de ces identifiants et un autre qui diffère ou n’a pas été donné : laissés.`,
    )
  if (loads.some(({ kept }) => kept > 0))
    console.log(
      'À corriger : son nom est écrit dans une cellule que l’on compte ; corrigez le fichier, déposez-le avec --replace, puis relancez.',
    )
  if (!finished)
    console.log('Un instantané encore lu n’a pas pu être retiré : la prochaine publication le retirera.')
}

function waiting(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).length : 0
}

const STATES: Readonly<Record<LoadRetention['state'], string>> = Object.freeze({
  unlimited: 'sans durée',
  kept: 'gardé',
  due: 'échu',
  expired: 'effacé',
})

export function addRetention(program: Command, environment: Environment): void {
  program
    .command('retention')
    .description('dit jusqu’à quand les identifiants et les textes de chaque chargement sont gardés')
    .option('--apply', 'efface ce qui est échu ; les effectifs restent')
    .option('--json', 'un objet JSON par chargement')
    .option('--by <qui>', 'qui le fait, pour le registre', userInfo().username)
    .action(async ({ apply, json, by = '' }: { apply?: boolean; json?: boolean; by?: string }) => {
      const [{ applyRetention, retentionOf }, { readProgramme }, { openHome }] = await Promise.all([
        import('@retombees/pipeline/erase/retention'),
        import('@retombees/programme/read-programme'),
        import('@retombees/warehouse/home'),
      ])
      const home = openHome(environment.home)
      const programme = await readProgramme(environment.programme)
      const now = () => new Date()
      const loads = apply
        ? await applyRetention(home, programme, { now, by })
        : retentionOf(home, programme, now)
      if (json) for (const load of loads) console.log(JSON.stringify(load))
      else
        console.log(
          textTable(
            ['chargement', 'source', 'fichier', 'en vigueur', 'gardé jusqu’au', 'état'],
            loads.map((one) => [
              one.load_id,
              one.source,
              one.file,
              one.in_force ? 'oui' : 'non',
              one.until ?? '',
              STATES[one.state],
            ]),
          ),
        )
    })
}
