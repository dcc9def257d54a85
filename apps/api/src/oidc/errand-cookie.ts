import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Errand } from './identity-provider.ts'

export const ERRAND_SECONDS = 600

const Kept = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), until: z.number() })

/** Writes and reads what a browser brings back from the provider: signed, for ten minutes. */
export interface ErrandCookie {
  write(errand: Errand, now: Date): string
  /** Null for what is not ours, was altered, or has lapsed. */
  read(text: string | undefined, now: Date): Errand | null
}

export function createErrandCookie(secret: string): ErrandCookie {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'retombees oidc errand', 32))
  const signatureOf = (payload: string) => createHmac('sha256', key).update(payload).digest()
  return {
    write(errand, now) {
      const kept = { ...errand, until: now.getTime() + ERRAND_SECONDS * 1000 }
      const payload = Buffer.from(JSON.stringify(kept)).toString('base64url')
      return `${payload}.${signatureOf(payload).toString('base64url')}`
    },
    read(text, now) {
      const [payload = '', signature = ''] = (text ?? '').split('.')
      const [given, right] = [Buffer.from(signature, 'base64url'), signatureOf(payload)]
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      const { until, ...errand } = Kept.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
      return until > now.getTime() ? errand : null
    },
  }
}
