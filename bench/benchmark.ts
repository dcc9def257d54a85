/** How much work a run does: `small` is over in seconds, `default` fits a quarter of an hour with every case, `large` takes its time. */
export type Size = 'small' | 'default' | 'large'

/** What a subject measured of itself, by name: seconds, bytes, rows… Peak memory (`peak`, in MB) is added to it. */
export type Measures = Readonly<Record<string, number>>

/** One of the things compared, run in a process of its own. */
export interface Subject {
  readonly name: string
  /** What it is, in French, for the table. */
  readonly label: string
  /** Why it cannot run on this machine; null when it can. */
  missing?(): string | null
  /** Does the work once in the folder that `prepare` filled. Only what it measures itself counts. */
  run(place: Place): Promise<Measures>
}

export interface Place {
  /** Empty at the start of the case; what `prepare` left in it is there. */
  readonly folder: string
  /** For this run alone: empty, removed afterwards. */
  readonly scratch: string
  readonly size: Size
}

/** A figure to report, `subject.measure`, alone or over another one of the same round, and what it must not exceed. */
export interface Reported {
  /** In French. */
  readonly label: string
  readonly of: string
  readonly over?: string
  readonly unit: '×' | 's' | '%' | 'Mo' | 'lignes' | 'requêtes' | 'publications' | 'ko' | 'fichiers'
  readonly atMost?: number
}

/** One comparison: subjects that take turns, as many rounds as the size asks for. A case is one file of `cases/`. */
export interface Benchmark {
  readonly name: string
  /** In French. */
  readonly title: string
  /** What is done and on what, in French: one paragraph. */
  describe(size: Size): string
  readonly rounds: Readonly<Record<Size, number>>
  prepare(place: Omit<Place, 'scratch'>): Promise<void>
  readonly subjects: readonly Subject[]
  readonly reported: readonly Reported[]
  /** A drawing beside the table: the measures of subjects at several sizes of the same work. */
  readonly picture?: Picture
}

/** Curves over sizes: each subject's measure for the size numbered `at` is `subject.prefix<at>`. */
export interface Picture {
  /** In French. */
  readonly title: string
  /** What is along the bottom, in French, and its values. */
  readonly across: string
  sizes(size: Size): readonly number[]
  /** What is upward, in French. */
  readonly upward: string
  readonly curves: readonly { readonly label: string; readonly of: string; readonly dashed?: boolean }[]
}

/** The time that some work takes, in seconds. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Processor time of this process, in seconds: what other processes take of the machine does not lengthen it much. */
export function processor(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
