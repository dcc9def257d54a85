import { createInterface } from 'node:readline/promises'
import type { AccountSummary } from '@retombees/contract/account'
import { Role } from '@retombees/contract/role'
import { type Command, Option } from 'commander'
import { type Environment, UsageError } from '../environment.ts'
import { textTable } from '../text-table.ts'

interface Options {
  name: string
  role: Role
  centre?: string
  territory?: string
  until?: string
  oidc?: boolean
}

export function addUserVerbs(program: Command, environment: Environment): void {
  const user = program.command('user').description('comptes des personnes')
  user
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
      const { addUser, home } = await accounts()
      await addUser(home, {
        email,
        name: options.name,
        role: options.role,
        scope: scopeOf(options),
        password,
        validUntil,
      })
      console.log(`${email} : compte créé (${options.role}).`)
    })
  user
    .command('list')
    .description('les comptes : qui, quel rôle, comment on s’y connecte, ouvert ou fermé')
    .action(async () => {
      const { listUsers, home } = await accounts()
      console.log(accountTable(await listUsers(home)))
    })

  for (const [verb, disabled] of [
    ['disable', true],
    ['enable', false],
  ] as const)
    user
      .command(verb)
      .description(
        disabled
          ? 'ferme un compte : ses sessions et ses jetons ne valent plus, dès la demande suivante'
          : 'rouvre un compte fermé',
      )
      .argument('<courriel>')
      .action(async (email: string) => {
        const { changeUser, home } = await accounts()
        await changeUser(home, email, { disabled })
        console.log(`${email} : compte ${disabled ? 'fermé' : 'ouvert'}.`)
      })

  user
    .command('role')
    .description('donne un autre rôle à un compte, avec sa portée ; ses sessions se ferment')
    .argument('<courriel>')
    .addOption(new Option('--role <rôle>').choices(Role.options).makeOptionMandatory())
    .option('--centre <id>', 'centre auquel le compte est limité')
    .option('--territory <id>', 'territoire auquel le compte est limité')
    .option('--until <date>', 'jour après lequel le compte ne vaut plus (AAAA-MM-JJ)')
    .action(async (email: string, options: Omit<Options, 'name' | 'oidc'>) => {
      const { changeUser, home } = await accounts()
      await changeUser(home, email, {
        role: options.role,
        scope: scopeOf(options),
        ...(endOf(options) === undefined ? {} : { validUntil: options.until }),
      })
      console.log(`${email} : ${options.role}.`)
    })

  async function accounts() {
    const [users, { openHome }] = await Promise.all([
      import('@retombees/api/users'),
      import('@retombees/warehouse/home'),
    ])
    return { ...users, home: openHome(environment.home) }
  }
}

function scopeOf({ centre, territory }: Pick<Options, 'centre' | 'territory'>) {
  return { ...(centre ? { centre } : {}), ...(territory ? { territory } : {}) }
}

/** The accounts in columns, for a terminal. */
function accountTable(accounts: readonly AccountSummary[]): string {
  const now = new Date().toISOString()
  const stateOf = ({ disabledAt, validUntil, firstPasswordUntil }: AccountSummary) => {
    if (disabledAt !== null) return `fermé le ${disabledAt.slice(0, 10)}`
    if (validUntil !== null && validUntil <= now) return `fini le ${validUntil.slice(0, 10)}`
    if (firstPasswordUntil !== null) return 'mot de passe à changer'
    return validUntil === null ? 'ouvert' : `jusqu’au ${validUntil.slice(0, 10)}`
  }
  return textTable(
    ['courriel', 'nom', 'rôle', 'portée', 'se connecte par', 'état', 'dernière connexion'],
    accounts.map((each) => [
      each.email,
      each.name,
      each.role,
      each.scope.centre ?? each.scope.territory ?? '',
      each.signsInBy,
      stateOf(each),
      each.lastSignInAt?.slice(0, 10) ?? 'jamais',
    ]),
  )
}

/** The last instant of the mission; a control mission always has an end. */
function endOf({ role, until }: Pick<Options, 'role' | 'until'>): string | undefined {
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
