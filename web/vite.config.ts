import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
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

/** The worker that lets the pages on the spot open without a network, with the list of what it has to keep for them. */
const onSiteWorker: Plugin = {
  name: 'on-site-worker',
  apply: 'build',
  // Not before everything is written: chunks that held nothing but styles are gone only then.
  writeBundle({ dir = '' }, bundle) {
    const wanted = new Set(
      Object.values(bundle)
        .filter((one) => one.type === 'chunk')
        .filter(
          ({ isEntry, facadeModuleId }) =>
            isEntry || /\/pages\/on-site(-start)?\/index\.tsx$/.test(facadeModuleId ?? ''),
        )
        .map(({ fileName }) => fileName),
    )
    // What is added while going is gone through as well.
    for (const name of wanted) {
      const chunk = bundle[name]
      if (chunk?.type !== 'chunk') continue
      for (const other of chunk.imports) wanted.add(other)
      for (const style of chunk.viteMetadata?.importedCss ?? []) wanted.add(style)
    }
    const files = [...wanted].filter((name) => name in bundle).map((name) => `/${name}`)
    const worker = readFileSync(join(import.meta.dirname, 'pages/on-site/worker.mjs'), 'utf8')
    writeFileSync(join(dir, 'assets/on-site-worker.js'), `const SHELL = ${JSON.stringify(files)}\n${worker}`)
  },
}

/** Every script and style once more as gzip, which the server hands to browsers that take it. */
const packed: Plugin = {
  name: 'packed',
  apply: 'build',
  writeBundle({ dir = '' }) {
    for (const file of globSync('assets/**/*.{js,mjs,css,wasm}', { cwd: dir })) {
      const bytes = readFileSync(join(dir, file))
      const small = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION })
      if (small.length < bytes.length * 0.9) writeFileSync(join(dir, `${file}.gz`), small)
    }
  },
}

// Chunks are left to the bundler: each route is one lazy import, so a page loads only what it shows.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), pdfParts, onSiteWorker, packed],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8000' } },
})
