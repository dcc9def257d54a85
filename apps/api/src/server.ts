import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type AppOptions, createApp } from './app.ts'

export interface ServeOptions extends AppOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** How long requests under way may take once the server is told to stop; then they are cut. Milliseconds. */
  readonly patience?: number
}

const STOP_WITHIN = 10_000

/**
 * Starts serving. `address` is what to open in a browser; rejects when the port cannot be taken. `close` takes no new request,
 * lets those under way be answered, and returns once all is closed.
 */
export async function serve(options: ServeOptions): Promise<{ address: string; close(): Promise<void> }> {
  const { app, close } = createApp(options)
  const server = createAdaptorServer({ fetch: app.fetch })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(options.port, options.host, resolve)
    })
  } catch (error) {
    await close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  return {
    address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    async close() {
      const patience = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections()
      }, options.patience ?? STOP_WITHIN).unref()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      })
      clearTimeout(patience)
      await close()
    },
  }
}
