import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RequestLine } from '@retombees/api/operations/request-log'
import type { Command } from 'commander'
import { type Environment, UsageError } from '../environment.ts'

const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

export function addServe(program: Command, environment: Environment): void {
  program
    .command('serve')
    .description('sert le tableau de bord et l’API')
    .option('--demo', 'démonstration : sur cette machine seulement, un bouton par rôle')
    .action(async (options: { demo?: boolean }) => {
      if (options.demo && !LOOPBACK.includes(environment.host))
        throw new UsageError(
          `HOST : « ${environment.host} » trouvé ; la démonstration n’écoute que sur cette machine.`,
        )
      const [{ serve }, { readOidcSettings }, { openHome }, { pino }] = await Promise.all([
        import('@retombees/api/server'),
        import('@retombees/api/oidc/oidc-settings'),
        import('@retombees/warehouse/home'),
        import('pino'),
      ])
      const log = options.demo ? null : pino({ name: 'retombees' }, pino.destination({ dest: 2, sync: true }))
      const dashboard = fileURLToPath(new URL('../../dashboard/dist', import.meta.url))
      const server = await listening(environment, () =>
        serve({
          home: openHome(environment.home),
          programmeFolder: environment.programme,
          mode: options.demo ? 'demo' : 'production',
          secret: environment.secret,
          hosts: listed(process.env.RETOMBEES_HOSTS),
          proxies: listed(process.env.RETOMBEES_PROXIES),
          oidc: readOidcSettings(process.env) ?? undefined,
          dashboard: existsSync(dashboard) ? dashboard : undefined,
          now: () => new Date(),
          command: [process.execPath, process.argv[1] ?? ''],
          ...(log && {
            log: (incident: string, err: unknown) => log.error({ incident, err }, 'incident'),
            requests: (line: RequestLine) => log.info(line, 'request'),
          }),
          host: environment.host,
          port: environment.port,
        }),
      )
      console.log(`Retombées : ${server.address}`)
      log?.info({ address: server.address, home: environment.home, pid: process.pid }, 'started')
      const stop = (signal: NodeJS.Signals) => {
        log?.info({ signal }, 'stopping')
        void server.close().then(() => process.exit(0))
      }
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    })
}

/** Names separated by commas. */
function listed(text = ''): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
}

/** Says in words that the port is taken; anything else is passed on. */
async function listening<T>({ host, port }: Environment, start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error
    throw new Error(
      `PORT : ${port} est déjà pris sur ${host}, peut-être par une autre fenêtre de Retombées. Arrêtez-la, ou choisissez un autre port : PORT=${port + 1}.`,
    )
  }
}
