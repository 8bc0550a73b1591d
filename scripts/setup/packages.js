/* The npm packages of the lockfile. */
import { spawnSync } from 'child_process'
import { accessSync, constants, existsSync, mkdirSync, openSync, readFileSync, symlinkSync } from 'fs'
import { dirname, join, relative } from 'path'
import { fileURLToPath } from 'url'
import { printMessage, stop } from './messages.js'
import { stagingName } from './staging.js'
import { text } from './text.js'

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** Gives none if there is no list, or if a power cut has left no whole one. */
function installedIn (root) {
  try {
    return packagesIn(join(root, 'node_modules', '.package-lock.json')) ?? {}
  } catch {
    return {}
  }
}

/** Whether packages for development are installed, which a later installation then keeps. */
export function hasDevelopment (root) {
  return Object.values(installedIn(root)).some(({ dev }) => dev)
}

/**
 * Compares the list that npm leaves at its end. An optional package may be missing: it is for other machines, or could not be built. A
 * workspace is no package: its link needs no npm.
 */
export function areInstalled (root, { withDevelopment }) {
  const here = installedIn(root)
  if (Object.keys(here).length === 0) return false
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (!path.includes('node_modules/') || wanted.link || (wanted.dev && !withDevelopment)) return true
    const found = here[path]
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional === true
  })
}

/** Links the workspaces that have come since the last installation. */
export function linkWorkspaces (root) {
  for (const [path, { link, resolved }] of Object.entries(packagesIn(join(root, 'package-lock.json')))) {
    const place = join(root, path)
    if (!link || existsSync(place)) continue
    mkdirSync(dirname(place), { recursive: true })
    symlinkSync(relative(dirname(place), join(root, resolved)), place)
  }
}

function mayWrite (root) {
  try {
    for (const directory of [root, join(root, 'node_modules')].filter((path) => existsSync(path))) accessSync(directory, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** The argument of install.js and setup.js that asks for the packages for development, too. */
export const developmentFlag = '--dev'
export const setUpCommand = (flags) => ['node scripts/setup.js', ...flags].join(' ')

/**
 * Installs them if they are not those of the lockfile, and removes the remains of an interrupted installation. One at
 * a time: a start during another installation waits for it, and finds its work done. flock(1) locks the open package.json, which
 * install.js and npm get as descriptor 3: the kernel frees it with the last of them, and npm may outlive a Ctrl-C by seconds.
 * Without flock, nobody waits.
 */
export function installPackages (root, { withDevelopment }) {
  const flags = withDevelopment ? [developmentFlag] : []
  const isMissing = !areInstalled(root, { withDevelopment })
  if (!isMissing && !existsSync(join(root, stagingName))) return
  if (!mayWrite(root)) return isMissing ? stop(text.mayNotInstall(root, setUpCommand(flags))) : undefined
  if (isMissing) printMessage(text.installing)
  const stdio = ['ignore', 2, 2, openSync(join(root, 'package.json'), 'r')]
  spawnSync('flock', ['3'], { stdio })
  const install = join(dirname(fileURLToPath(import.meta.url)), 'install.js')
  const { status } = spawnSync(process.execPath, [install, root, ...flags], { stdio })
  if (status !== 0) process.exit(status ?? 2)
}
