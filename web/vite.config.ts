import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { type Plugin, defineConfig } from 'vite'

const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/**
 * What the PDF renderer fetches by name when a file needs it: maps of Chinese characters for fonts that are not embedded,
 * substitute fonts, decoders of scanned images.
 */
const pdfParts: Plugin = {
  name: 'pdf-parts',
  apply: 'build',
  generateBundle() {
    for (const file of globSync('{cmaps,standard_fonts,wasm}/*.{bcmap,pfb,ttf,wasm,js}', { cwd: pdfjs })) {
      this.emitFile({
        type: 'asset',
        fileName: `assets/pdf/${file}`,
        source: readFileSync(join(pdfjs, file)),
      })
    }
  },
}

// Chunks are left to the bundler: each route is one lazy import, so a page loads only what it shows.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), pdfParts],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8000' } },
})
