import { Command, CommanderError } from 'commander'
import { addBackup } from './commands/backup.ts'
import { addCheck } from './commands/check.ts'
import { addExport } from './commands/export.ts'
import { addIndicators } from './commands/indicators.ts'
import { addIngest } from './commands/ingest.ts'
import { addLoads } from './commands/loads.ts'
import { addPurge, addRetention } from './commands/purge.ts'
import { addQuarantine } from './commands/quarantine.ts'
import { addServe } from './commands/serve.ts'
import { addSimulate } from './commands/simulate.ts'
import { addSurvey } from './commands/survey.ts'
import { addToken } from './commands/token.ts'
import { addUserVerbs } from './commands/user.ts'
import { addWatch } from './commands/watch.ts'
import { readEnvironment } from './environment.ts'
import { reportFailure } from './failure.ts'

const program = new Command('retombees')
  .description('Des fichiers de terrain aux réponses évaluatives')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })

try {
  const environment = readEnvironment(process.env)
  for (const add of [
    addIngest,
    addLoads,
    addQuarantine,
    addPurge,
    addRetention,
    addWatch,
    addSurvey,
    addIndicators,
    addExport,
    addCheck,
    addServe,
    addSimulate,
    addToken,
    addUserVerbs,
    addBackup,
  ])
    add(program, environment)
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else process.exitCode = reportFailure(error, (line) => console.error(line))
}
