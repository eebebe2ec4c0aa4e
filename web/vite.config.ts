import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Chunks are left to the bundler: each route is one lazy import, so a page loads only what it shows.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 700 },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8000' } },
})
