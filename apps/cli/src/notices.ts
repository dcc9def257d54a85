import type { Environment } from './environment.ts'

/** Says why what is published lags behind what is loaded, and which closed period was corrected. */
export async function tellNotices({ home }: Environment, say: (line: string) => void): Promise<void> {
  const [{ openHome }, { readCurrent }] = await Promise.all([
    import('@retombees/warehouse/home'),
    import('@retombees/warehouse/snapshot'),
  ])
  for (const { message } of readCurrent(openHome(home))?.notices ?? []) say(`Publication : ${message}`)
}
