import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Upload } from '@retombees/contract/upload'
import { ProblemError } from '../problems/problem-error.ts'

/** Files on their way in: on the disk, under the name they were given, until a verb has taken them. */
export interface Uploads {
  /** Writes a body down as it comes. Throws a ProblemError for a name that is none, or a body that is too large. */
  receive(name: string, body: ReadableStream<Uint8Array> | null): Promise<Upload>
  /** Where an upload is. Throws a 404 problem where there is none. */
  pathOf(id: string): string
  remove(id: string): void
}

/** More than the largest log that a year of a programme's kiosks has given, several times over. */
const MOST_BYTES = 2 * 1024 ** 3

/** Opens the folder of uploads of a home. What a server left there when it stopped is taken away. */
export function createUploads(folder: string, { mostBytes = MOST_BYTES } = {}): Uploads {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const known = new Set<string>()
  const own = (id: string) => join(folder, id)
  const remove = (id: string) => {
    if (known.delete(id)) rmSync(own(id), { recursive: true, force: true })
  }
  return {
    async receive(name, body) {
      const file = fileName(name)
      const id = randomUUID()
      mkdirSync(own(id), { mode: 0o700 })
      known.add(id)
      const path = join(own(id), file)
      try {
        const source = body === null ? Readable.from([]) : Readable.fromWeb(body as never)
        await pipeline(source, atMost(mostBytes), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      } catch (error) {
        remove(id)
        throw error
      }
      return { id, file, bytes: statSync(path).size }
    },
    pathOf(id) {
      const [file] = known.has(id) && existsSync(own(id)) ? readdirSync(own(id)) : []
      if (file === undefined) throw new ProblemError('unknown_id', { key: 'upload', found: id })
      return join(own(id), file)
    },
    remove,
  }
}

/** The name of a file and nothing of a folder: sources are chosen by it, and no path is made of it elsewhere. */
function fileName(given: string): string {
  const name = given.normalize('NFC').split(/[/\\]/).at(-1)?.trim() ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name with one is no file's that a person chose
  if (name === '' || name.startsWith('.') || name.length > 200 || /[\u0000-\u001f]/.test(name))
    throw new ProblemError('invalid_request', {
      found: `name : « ${given.slice(0, 50)} » n’est pas un nom de fichier`,
    })
  return name
}

function atMost(limit: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      seen += chunk.byteLength
      if (seen > limit) done(new ProblemError('too_large', { limit }))
      else done(null, chunk)
    },
  })
}
