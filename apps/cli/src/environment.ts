import { resolve } from 'node:path'

/** What the command learns from the environment. Paths are absolute. */
export interface Environment {
  readonly home: string
  readonly programme: string
  readonly host: string
  readonly port: number
  readonly secret: string | undefined
}

/** Reads RETOMBEES_HOME, RETOMBEES_PROGRAMME, HOST, PORT and RETOMBEES_SECRET; throws when PORT is not a port. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const port = Number(env.PORT ?? 4747)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`PORT : « ${env.PORT} » trouvé ; un numéro de port entre 0 et 65535 est attendu.`)
  return {
    home: resolve(env.RETOMBEES_HOME ?? 'var'),
    programme: resolve(env.RETOMBEES_PROGRAMME ?? 'data/csc'),
    host: env.HOST ?? '127.0.0.1',
    port,
    secret: env.RETOMBEES_SECRET,
  }
}

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {}
