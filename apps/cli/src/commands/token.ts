import { Role } from '@retombees/contract/role'
import { type Command, Option } from 'commander'
import { type Environment, UsageError } from '../environment.ts'

export function addToken(program: Command, environment: Environment): void {
  const token = program.command('token').description('jetons d’accès pour les scripts')
  token
    .command('create')
    .description('crée un jeton et l’affiche une seule fois')
    .addOption(new Option('--role <rôle>').choices(Role.options).makeOptionMandatory())
    .option('--label <texte>', 'à quoi il sert', 'ligne de commande')
    .option('--centre <id>', 'centre auquel il est limité')
    .option('--territory <id>', 'territoire auquel il est limité')
    .option('--expires <date>', 'jour après lequel il ne vaut plus (AAAA-MM-JJ)')
    .action(
      async (options: {
        role: Role
        label: string
        centre?: string
        territory?: string
        expires?: string
      }) => {
        const [{ createToken }, { openHome }] = await Promise.all([
          import('@retombees/api/tokens'),
          import('@retombees/warehouse/home'),
        ])
        if (options.role === 'auditor' && options.expires === undefined)
          throw new UsageError('--expires : une mission de contrôle a une fin ; donnez-la (AAAA-MM-JJ).')
        const created = await createToken(openHome(environment.home), {
          role: options.role,
          label: options.label,
          scope: { centre: options.centre, territory: options.territory },
          expiresAt: options.expires,
        })
        console.log(created.token)
        console.error(
          `Jeton ${created.id}, montré une seule fois. Le révoquer : retombees token revoke ${created.id}`,
        )
      },
    )
  token
    .command('revoke')
    .description('retire un jeton')
    .argument('<identifiant>')
    .action(async (id: string) => {
      const [{ revokeToken }, { openHome }] = await Promise.all([
        import('@retombees/api/tokens'),
        import('@retombees/warehouse/home'),
      ])
      if (!(await revokeToken(openHome(environment.home), id)))
        throw new Error(`Aucun jeton en vigueur ne porte l’identifiant « ${id} ».`)
      console.log(`${id} : révoqué.`)
    })
}
