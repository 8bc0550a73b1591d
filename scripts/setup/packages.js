/* The npm packages of the lockfile. */
import { spawnSync } from 'child_process'
import { accessSync, constants, existsSync, readFileSync } from 'fs'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'
import { printMessage, stop } from './messages.js'
import { stagingName } from './staging.js'
import { text } from './text.js'

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** None where there is no list, or where a power cut has left no whole one. */
function installedIn (root) {
  try {
    return packagesIn(join(root, 'node_modules', '.package-lock.json')) ?? {}
  } catch {
    return {}
  }
}

/** By the list that npm leaves once all of it is done. What is optional may be missing: it is for other machines, or could not be built. */
export function areInstalled (root) {
  const here = installedIn(root)
  if (Object.keys(here).length === 0) return false
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).filter(([path]) => path.includes('node_modules/')).every(([path, wanted]) => {
    const found = here[path]
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional === true
  })
}

function mayWrite (root) {
  try {
    for (const directory of [root, join(root, 'node_modules')].filter((path) => existsSync(path))) accessSync(directory, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Installs them where they are not those of the lockfile, and clears away what an installation that was cut off has left. One at
 * a time: who comes while another installs waits for it, and finds its work done. flock(1) locks package.json, since the kernel
 * frees that whatever becomes of us; where there is none, nobody waits.
 */
export function installPackages (root) {
  const isMissing = !areInstalled(root)
  if (!isMissing && !existsSync(join(root, stagingName))) return
  if (!mayWrite(root)) return isMissing ? stop(text.mayNotInstall(root)) : undefined
  if (isMissing) printMessage(text.installing)
  const install = [process.execPath, join(dirname(fileURLToPath(import.meta.url)), 'install.js'), root]
  const run = ([command, ...args]) => spawnSync(command, args, { stdio: ['ignore', 2, 2] })
  const locked = run(['flock', '--no-fork', join(root, 'package.json'), ...install])
  const { status } = locked.error ? run(install) : locked
  if (status !== 0) process.exit(status ?? 2)
}
