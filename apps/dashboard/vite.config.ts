import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compress } from './compress.ts'

const dist = fileURLToPath(new URL('./dist', import.meta.url))

export default defineConfig({
  plugins: [react(), compress(dist)],
  build: {
    target: 'es2022',
    outDir: dist,
    emptyOutDir: true,
    // Nothing is inlined as a data: address, so that the content policy can stay short.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { '/api': process.env.RETOMBEES_ADDRESS ?? 'http://127.0.0.1:4747' } },
})
