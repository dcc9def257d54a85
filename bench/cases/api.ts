import { readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { serve } from '@retombees/api/server'
import { createToken } from '@retombees/api/tokens'
import { ingest } from '@retombees/pipeline/ingest'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'
import { Hono } from 'hono'
import type { Benchmark, Place, Size } from '../benchmark.ts'
import { hammer } from '../hammer.ts'
import { CSC } from '../programme.ts'

const SECONDS: Readonly<Record<Size, number>> = { small: 2, default: 8, large: 30 }
/** Both sides are measured once their code has been compiled for good, which a busy machine puts off. */
const WARM_UP: Readonly<Record<Size, number>> = { small: 1, default: 5, large: 5 }
const READERS = 32
const now = () => new Date()

/** Answers already computed, as the API gives them and as a route gives them that does nothing else. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'api',
  title: 'Répondre d’un indicateur déjà calculé',
  describe: (size: Size) =>
    `${READERS} lecteurs pendant ${SECONDS[size]} s, d’un fil à part, sur un indicateur. Retombées reconnaît la personne (session ou jeton), vérifie l’hôte et le rôle, et donne la réponse gardée sous son étiquette ; la route nue de Hono renvoie les mêmes octets à quiconque.`,
  rounds: { small: 1, default: 3, large: 3 },
  prepare: async ({ folder }) => {
    const home = openHome(join(folder, 'home'))
    await ingest(home, await readProgramme(CSC), [join(CSC, 'published')], { now })
    await served(folder, async (address, { session }) => {
      const list = await (await fetch(`${address}/api/v1/indicators`, { headers: session })).json()
      const { id } = (list as { data: { sheet: { id: string } }[] }).data[0]?.sheet ?? { id: '' }
      writeFileSync(join(folder, 'path'), `/api/v1/indicators/${id}`)
      const answer = await fetch(address + pathIn(folder), { headers: session })
      writeFileSync(join(folder, 'answer'), await answer.text())
    })
  },
  subjects: [
    { name: 'bare', label: 'Route nue de Hono', run: bare },
    { name: 'session', label: 'Retombées, par session', run: (place) => asked(place, 'session') },
    { name: 'token', label: 'Retombées, par jeton', run: (place) => asked(place, 'token') },
  ],
  reported: [
    {
      label: 'Par session, temps par réponse sur celui d’une route nue',
      of: 'session.each',
      over: 'bare.each',
      unit: '×',
      atMost: 2.5,
    },
    {
      label: 'Par jeton, temps par réponse sur celui d’une route nue',
      of: 'token.each',
      over: 'bare.each',
      unit: '×',
      atMost: 2.5,
    },
    { label: 'Requêtes refusées ou sans réponse', of: 'session.errors', unit: 'requêtes', atMost: 0 },
  ],
})

const pathIn = (folder: string) => readFileSync(join(folder, 'path'), 'utf8')

async function bare({ folder, size }: Place) {
  const body = readFileSync(join(folder, 'answer'))
  const app = new Hono().get('*', (c) =>
    c.body(body, 200, { 'Content-Type': 'application/json; charset=UTF-8' }),
  )
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const measures = await measured(address + pathIn(folder), {}, size)
  await new Promise((resolve) => server.close(resolve))
  return measures
}

function asked({ folder, size }: Place, by: 'session' | 'token') {
  return served(folder, (address, headers) => measured(address + pathIn(folder), headers[by], size))
}

async function measured(address: string, headers: Record<string, string>, size: Size) {
  await hammer({ address, headers, readers: READERS, seconds: WARM_UP[size] })
  const { answers, errors, seconds } = await hammer({
    address,
    headers,
    readers: READERS,
    seconds: SECONDS[size],
  })
  return { each: seconds / answers, errors }
}

/** A server over the prepared home, and the headers by which an evaluator is known to it. */
async function served<T>(
  folder: string,
  work: (address: string, headers: Record<'session' | 'token', Record<string, string>>) => Promise<T>,
): Promise<T> {
  const home = openHome(join(folder, 'home'))
  const server = await serve({
    home,
    programmeFolder: CSC,
    mode: 'demo',
    secret: undefined,
    hosts: [],
    now,
    host: '127.0.0.1',
    port: 0,
  })
  try {
    const signedIn = await fetch(`${server.address}/api/v1/demo/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.address },
      body: JSON.stringify({ role: 'evaluator' }),
    })
    const Cookie = signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const { token } = await createToken(home, { role: 'evaluator', label: 'mesure' })
    return await work(server.address, { session: { Cookie }, token: { Authorization: `Bearer ${token}` } })
  } finally {
    await server.close()
  }
}
