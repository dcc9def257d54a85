import type { Role } from '@retombees/contract/role'
import { type ComponentType, lazy } from 'react'
import { CommitteePage } from './pages/committee.tsx'

export interface Page {
  /** Names the page in the catalogues: `page.<id>`. */
  id: string
  path: string
  /** In whose menu it stands. The page itself opens for all: what may be read is the API's to say. */
  roles: readonly Role[]
  component: ComponentType
}

const EVERYBODY: readonly Role[] = [
  'steward',
  'evaluator',
  'director',
  'funder',
  'analyst',
  'auditor',
  'admin',
]
const STUDIOUS: readonly Role[] = ['steward', 'evaluator', 'director', 'analyst', 'admin']
const CHECKING: readonly Role[] = ['steward', 'evaluator', 'analyst', 'auditor', 'admin']

const CONTROL: readonly Role[] = ['steward', 'evaluator', 'auditor', 'admin']

/** A page fetched when it is first opened. */
function page(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }))
}

/** The menu, in its order. The committee's page is the first thing that anybody sees, so it is not fetched apart. */
export const PAGES: readonly Page[] = Object.freeze([
  { id: 'committee', path: '/', roles: EVERYBODY, component: CommitteePage },
  {
    id: 'api',
    path: '/api-ouverte',
    roles: CHECKING,
    component: page(async () => (await import('./pages/api.tsx')).ApiPage),
  },
  {
    id: 'sql',
    path: '/sql',
    roles: ['evaluator', 'analyst', 'admin'],
    component: page(async () => (await import('./pages/sql.tsx')).SqlPage),
  },
  {
    id: 'questions',
    path: '/questions',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/questions.tsx')).QuestionsPage),
  },
  {
    id: 'logic-model',
    path: '/logique-d-impact',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/logic-model.tsx')).LogicModelPage),
  },
  {
    id: 'territories',
    path: '/territoires',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/territories.tsx')).TerritoriesPage),
  },
  {
    id: 'surveys',
    path: '/enquetes',
    roles: STUDIOUS,
    component: page(async () => (await import('./pages/surveys.tsx')).SurveysPage),
  },
  {
    id: 'workshops',
    path: '/ateliers',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/workshops.tsx')).WorkshopsPage),
  },
  {
    id: 'kiosks',
    path: '/bornes',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/kiosks.tsx')).KiosksPage),
  },
  {
    id: 'partners',
    path: '/acteurs',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/partners.tsx')).PartnersPage),
  },
  {
    id: 'prototypes',
    path: '/prototypes',
    roles: STUDIOUS,
    component: page(async () => (await import('./pages/prototypes.tsx')).PrototypesPage),
  },
  {
    id: 'contributions',
    path: '/contributions',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/contributions.tsx')).ContributionsPage),
  },
  {
    id: 'funding',
    path: '/financement',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/funding.tsx')).FundingPage),
  },
  {
    id: 'recommendations',
    path: '/preconisations',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/recommendations.tsx')).RecommendationsPage),
  },
  {
    id: 'spread',
    path: '/essaimage',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/spread.tsx')).SpreadPage),
  },
  {
    id: 'indicators',
    path: '/indicateurs',
    roles: CHECKING,
    component: page(async () => (await import('./pages/indicators.tsx')).IndicatorsPage),
  },
  {
    id: 'data',
    path: '/donnees',
    roles: CHECKING,
    component: page(async () => (await import('./pages/data.tsx')).DataPage),
  },
  {
    id: 'feder',
    path: '/dossier-feder',
    roles: CONTROL,
    component: page(async () => (await import('./pages/feder.tsx')).FederPage),
  },
  {
    id: 'account',
    path: '/compte',
    roles: EVERYBODY,
    component: page(async () => (await import('./pages/account.tsx')).AccountPage),
  },
  {
    id: 'users',
    path: '/utilisateurs',
    roles: ['admin'],
    component: page(async () => (await import('./pages/users.tsx')).UsersPage),
  },
])
