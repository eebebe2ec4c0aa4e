import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from './api/hooks.ts'
import { router } from './router.tsx'
import { applySize, savedSize } from './ui/theme.ts'
import { Prove } from './ui/prove.tsx'
import { Toasts } from './ui/toast.tsx'
import './ui/theme.css'
import './ui/controls.css'

applySize(savedSize())

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toasts />
        <Prove />
      </QueryClientProvider>
    </StrictMode>,
  )
}
