import { createInterface } from 'node:readline/promises'
import { Role } from '@retombees/contract/role'
import { type Command, Option } from 'commander'
import { type Environment, UsageError } from '../environment.ts'

interface Options {
  name: string
  role: Role
  centre?: string
  territory?: string
  until?: string
  oidc?: boolean
}

export function addUserVerbs(program: Command, environment: Environment): void {
  program
    .command('user')
    .description('comptes des personnes')
    .command('add')
    .description('crée un compte ; le mot de passe se lit sur l’entrée standard, jamais dans la commande')
    .argument('<courriel>')
    .requiredOption('--name <nom>', 'nom affiché')
    .addOption(new Option('--role <rôle>').choices(Role.options).makeOptionMandatory())
    .option('--centre <id>', 'centre auquel le compte est limité')
    .option('--territory <id>', 'territoire auquel le compte est limité')
    .option('--until <date>', 'jour après lequel le compte ne vaut plus (AAAA-MM-JJ)')
    .option('--oidc', 'la personne se connecte avec le fournisseur d’identité : pas de mot de passe ici')
    .action(async (email: string, options: Options) => {
      const validUntil = endOf(options)
      const password = options.oidc ? null : await readPassword()
      const [{ addUser }, { openHome }] = await Promise.all([
        import('@retombees/api/users'),
        import('@retombees/warehouse/home'),
      ])
      await addUser(openHome(environment.home), {
        email,
        name: options.name,
        role: options.role,
        scope: {
          ...(options.centre ? { centre: options.centre } : {}),
          ...(options.territory ? { territory: options.territory } : {}),
        },
        password,
        validUntil,
      })
      console.log(`${email} : compte créé (${options.role}).`)
    })
}

/** The last instant of the mission; a control mission always has an end. */
function endOf({ role, until }: Options): string | undefined {
  if (until === undefined) {
    if (role === 'auditor')
      throw new UsageError('--until : une mission de contrôle a une fin ; donnez-la (AAAA-MM-JJ).')
    return undefined
  }
  const instant = new Date(`${until}T23:59:59.999Z`)
  if (Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(until) || instant < new Date())
    throw new UsageError(`--until : « ${until} » trouvé ; un jour à venir est attendu (AAAA-MM-JJ).`)
  return instant.toISOString()
}

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Mot de passe : ')
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) {
    lines.close()
    return line
  }
  throw new UsageError('Aucun mot de passe sur l’entrée standard.')
}
