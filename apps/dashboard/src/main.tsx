import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/mantine.css'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { createQueryClient } from './api/query-client.ts'
import { App } from './app.tsx'
import { startCatalogues } from './i18n.ts'
import { theme } from './theme.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html: no element with the id "root"')

await startCatalogues()

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={createQueryClient()}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
