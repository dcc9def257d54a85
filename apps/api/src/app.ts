import type { Context } from 'hono'
import { declarationsOf } from './access/declarations.ts'
import { GUARDED, guard } from './access/guard.ts'
import { identify } from './access/identify.ts'
import { openDashboard } from './files/dashboard.ts'
import { createMetrics } from './operations/metrics.ts'
import { type RequestLog, witnessRequests } from './operations/request-log.ts'
import { answerProblem, type IncidentLog, logIncident } from './problems/answer-problem.ts'
import { ProblemError } from './problems/problem-error.ts'
import { clientAddress } from './requests/client-address.ts'
import { doors, smallBody } from './requests/doors.ts'
import { protect, protectiveHeaders } from './requests/headers.ts'
import { isLoopback } from './requests/hosts.ts'
import { accountRoutes } from './routes/account.ts'
import { accountsRoutes } from './routes/accounts.ts'
import { annotationRoutes } from './routes/annotations.ts'
import { auditRoutes } from './routes/audit.ts'
import { breakdownRoutes } from './routes/breakdowns.ts'
import { cafReportRoutes } from './routes/caf-report.ts'
import { committeeRoutes } from './routes/committees.ts'
import { exportRoutes } from './routes/exports.ts'
import { federRoutes } from './routes/feder.ts'
import { fieldRoutes } from './routes/field.ts'
import { frameworkExportRoutes } from './routes/framework-exports.ts'
import { fundingRoutes } from './routes/funding.ts'
import { healthRoutes } from './routes/health.ts'
import { indicatorRoutes } from './routes/indicators.ts'
import { judgementRoutes } from './routes/judgements.ts'
import { loadRoutes } from './routes/loads.ts'
import { logicModelRoutes } from './routes/logic-models.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { oidcRoutes } from './routes/oidc.ts'
import { openapiRoutes } from './routes/openapi.ts'
import { partnerRoutes } from './routes/partners.ts'
import { programmeRoutes } from './routes/programme.ts'
import { questionRoutes } from './routes/questions.ts'
import { routes } from './routes/routing.ts'
import { sessionRoutes } from './routes/session.ts'
import { sqlRoutes } from './routes/sql.ts'
import { surveyExportRoutes } from './routes/survey-exports.ts'
import { surveyRoutes } from './routes/surveys.ts'
import { UPLOAD_PATH, uploadRoutes } from './routes/uploads.ts'
import { openServices, type ServiceOptions, type Services } from './services.ts'

export interface AppOptions extends ServiceOptions {
  /** Names this server answers to, besides the loopback's; one with a port stands for that port alone. */
  readonly hosts: readonly string[]
  /** Addresses and networks of proxies of ours: they alone are believed on where a request comes from. */
  readonly proxies?: readonly string[]
  /** Folder of the built dashboard. */
  readonly dashboard?: string | undefined
  readonly log?: IncidentLog
  /** Told of every request that was answered. */
  readonly requests?: RequestLog
}

/**
 * The whole API, and the dashboard's files beside it. Throws a SecretError in production without a strong secret, a
 * ProxyListError for proxies that are none.
 * Cookies are for https alone unless every name of the server is the loopback's. `close` waits for what is being read.
 */
export function createApp(options: AppOptions) {
  const https = !options.hosts.every(isLoopback)
  const addressOf = clientAddress(options.proxies ?? [])
  const headers = protectiveHeaders({ https })
  const services = openServices({ ...options, https, headers })
  const dashboard = openDashboard(options.dashboard)

  const app = routes()
  app.onError(answerProblem(options.log ?? logIncident))
  app.notFound((c) => {
    const file = c.req.path.startsWith('/api/') ? null : dashboard(c.req.raw)
    if (file) return file
    throw new ProblemError('not_found', { found: c.req.path })
  })
  const metrics = createMetrics(services.checkup)
  const witnesses = options.requests ? [metrics.observe, options.requests] : [metrics.observe]
  app.use('/*', witnessRequests(...witnesses), protect(headers), doors(options.hosts, addressOf))
  for (const path of GUARDED)
    app.use(
      path,
      smallBody(isUpload),
      identify(services.proofs),
      guard(() => declarationsOf(app), services.witness),
    )
  app.use('/api/*', (c, next) => {
    const known = services.answers.recall(c)
    return known ? Promise.resolve(known) : next()
  })
  const routed = app
    .route(
      '/api',
      openapiRoutes(() => app),
    )
    .route('/api/v1', versionOne(services, { https }))
    .route('/', metricsRoutes(metrics))
  return { app: routed, close: services.close }
}

const isUpload = (c: Context) => c.req.method === 'POST' && c.req.path === UPLOAD_PATH

/** What the dashboard's typed client is made from. */
export type AppType = ReturnType<typeof createApp>['app']

function versionOne(services: Services, options: { https: boolean }) {
  const { accounts, answers, auditLog, checkup, codings, judgements, signIn, tokens } = services
  return routes()
    .route('/', healthRoutes(checkup))
    .route('/', sessionRoutes(signIn, services.oidc))
    .route('/', oidcRoutes(services.oidc, options))
    .route('/', sqlRoutes(services.sql))
    .route('/', programmeRoutes(answers))
    .route('/', questionRoutes(answers))
    .route('/', judgementRoutes(answers, judgements))
    .route('/', committeeRoutes(services.pages, services.shares))
    .route('/', annotationRoutes(answers, services.annotations))
    .route('/', uploadRoutes(services.uploads, services.verbs, services))
    .route('/', logicModelRoutes(answers))
    .route('/', indicatorRoutes(answers))
    .route('/', surveyRoutes(answers, codings))
    .route('/', partnerRoutes(answers))
    .route('/', fundingRoutes(answers))
    .route('/', federRoutes(answers))
    .route('/', cafReportRoutes(answers))
    .route('/', fieldRoutes(answers))
    .route('/', breakdownRoutes(answers, 'workshops'))
    .route('/', breakdownRoutes(answers, 'kiosks'))
    .route('/', breakdownRoutes(answers, 'reception'))
    .route('/', breakdownRoutes(answers, 'contributions'))
    .route('/', loadRoutes(answers))
    .route('/', exportRoutes(answers))
    .route('/', frameworkExportRoutes(answers, judgements))
    .route('/', surveyExportRoutes(answers, codings))
    .route('/', auditRoutes(auditLog))
    .route('/', accountRoutes(accounts, services.changeOwnPassword, tokens))
    .route('/', accountsRoutes(accounts, tokens, answers))
}
