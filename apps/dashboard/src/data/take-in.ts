import { type IngestOrder, Upload, UploadEvent } from '@retombees/contract/upload'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import { problemOf } from '../api/problem.ts'

/** Something that takes time and can be stopped. */
export type Work = (signal: AbortSignal) => Promise<void>

const UPLOADS = '/api/v1/uploads'

/** Sends a file in; it waits on the server until something is done with it. */
export async function sendIn(file: File, locale: string, signal: AbortSignal): Promise<Upload> {
  const answer = await asked(`${UPLOADS}?name=${encodeURIComponent(file.name)}`, {
    body: file,
    headers: { 'Accept-Language': locale, 'Content-Type': 'application/octet-stream' },
    signal,
  })
  const { data } = (await answer.json()) as { data: unknown }
  return Upload.parse(data)
}

/** Has an upload read, or loaded; tells every event as it comes, the last one included. */
export async function takeIn(
  id: string,
  verb: 'ingest' | 'mend',
  order: Partial<IngestOrder>,
  { locale, signal, onEvent }: { locale: string; signal: AbortSignal; onEvent: (event: UploadEvent) => void },
): Promise<void> {
  const answer = await asked(`${UPLOADS}/${id}/${verb}`, {
    body: verb === 'ingest' ? JSON.stringify(order) : null,
    headers: { 'Accept-Language': locale, 'Content-Type': 'application/json' },
    signal,
  })
  const events = answer.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
  const reader = events?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
    onEvent(UploadEvent.parse(JSON.parse(next.value.data)))
}

async function asked(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(path, { method: 'POST', credentials: 'same-origin', ...init })
  if (!answer.ok) throw await problemOf(answer)
  return answer
}
