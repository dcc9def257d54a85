import type { Command } from 'commander'
import type { Environment } from '../environment.ts'

export function addBackup(program: Command, environment: Environment): void {
  program
    .command('backup')
    .description('sauvegarde dans un fichier : registre, chargements, programme, comptes et réponses signées')
    .argument('<fichier>', 'par exemple retombees-2026-11-24.tar.gz')
    .option('--with-key', 'avec la clé des personnes ; sans elle, gardez « key » à part')
    .action(async (file: string, options: { withKey?: boolean }) => {
      const [{ backup }, { copyStore }, { openHome }] = await Promise.all([
        import('@retombees/pipeline/backup'),
        import('@retombees/api/store/copy-store'),
        import('@retombees/warehouse/home'),
      ])
      const { files, withKey } = await backup(openHome(environment.home), file, {
        now: () => new Date(),
        withKey: options.withKey === true,
        copyStore,
      })
      console.log(`${file} : ${Object.keys(files).length} fichiers sauvegardés.`)
      if (!withKey)
        console.log(
          'La clé des personnes n’y est pas (--with-key) : sans elle, une sauvegarde restaurée ne reconnaît plus personne dans les prochaines feuilles.',
        )
    })

  program
    .command('restore')
    .description('refait un entrepôt depuis une sauvegarde, dans un dossier neuf (RETOMBEES_HOME), et publie')
    .argument('<fichier>')
    .action(async (file: string) => {
      const [{ restore }, { openHome }] = await Promise.all([
        import('@retombees/pipeline/restore'),
        import('@retombees/warehouse/home'),
      ])
      const { manifest, programme, same } = await restore(openHome(environment.home), file, {
        now: () => new Date(),
      })
      console.log(`Sauvegarde du ${manifest.madeAt} restaurée dans ${environment.home}.`)
      if (programme !== null) console.log(`Définition du programme : RETOMBEES_PROGRAMME=${programme}`)
      if (same === true) console.log('Publié : chaque ligne est celle de la sauvegarde.')
      if (same === false) {
        console.log(
          'Publié, mais les lignes ne sont pas celles de la sauvegarde : elle vient d’une autre version de Retombées.',
        )
        process.exitCode = 1
      }
    })
}
