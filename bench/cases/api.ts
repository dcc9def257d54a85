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
    `${READERS} lecteurs, d’un fil à part, sur un indicateur : ${SECONDS[size]} fois une seconde chacun, tour à tour, dans un même processus. Retombées reconnaît la personne (session ou jeton), vérifie l’hôte et le rôle, et donne la réponse gardée sous son étiquette ; la route nue de Hono renvoie les mêmes octets à quiconque.`,
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
  subjects: [{ name: 'turns', label: 'Route nue de Hono, et Retombées', run: turns }],
  reported: [
    {
      label: 'Par session, temps par réponse sur celui d’une route nue',
      of: 'turns.session',
      over: 'turns.bare',
      unit: '×',
      atMost: 2.5,
    },
    {
      label: 'Par jeton, temps par réponse sur celui d’une route nue',
      of: 'turns.token',
      over: 'turns.bare',
      unit: '×',
      atMost: 2.5,
    },
    { label: 'Requêtes refusées ou sans réponse', of: 'turns.errors', unit: 'requêtes', atMost: 0 },
  ],
})

const pathIn = (folder: string) => readFileSync(join(folder, 'path'), 'utf8')

/** Both are asked in turn, a second each, in one process: what else the machine does meanwhile weighs on each alike. */
function turns({ folder, size }: Place) {
  return served(folder, async (address, headers) => {
    const bare = await openBare(readFileSync(join(folder, 'answer')))
    const path = pathIn(folder)
    const asks = {
      bare: { address: bare.address + path, headers: {} },
      session: { address: address + path, headers: headers.session },
      token: { address: address + path, headers: headers.token },
    }
    const names = Object.keys(asks) as (keyof typeof asks)[]
    const met = {
      bare: { answers: 0, seconds: 0 },
      session: { answers: 0, seconds: 0 },
      token: { answers: 0, seconds: 0 },
    }
    let errors = 0
    for (const name of names) await hammer({ ...asks[name], readers: READERS, seconds: WARM_UP[size] })
    for (let turn = 0; turn < SECONDS[size]; turn += 1)
      for (const name of names) {
        const turned = await hammer({ ...asks[name], readers: READERS, seconds: 1 })
        met[name].answers += turned.answers
        met[name].seconds += turned.seconds
        errors += turned.errors
      }
    await bare.close()
    const each = (name: keyof typeof asks) => met[name].seconds / met[name].answers
    return { bare: each('bare'), session: each('session'), token: each('token'), errors }
  })
}

/** A route that gives these bytes to whoever asks. */
async function openBare(body: Buffer<ArrayBuffer>) {
  const app = new Hono().get('*', (c) =>
    c.body(body, 200, { 'Content-Type': 'application/json; charset=UTF-8' }),
  )
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
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
