/* The npm packages of the lockfile. */
import { spawnSync } from 'child_process'
import { accessSync, constants, existsSync, readFileSync, renameSync, rmSync } from 'fs'
import { join } from 'path'
import { say, stop } from './say.js'
import { text } from './text.js'

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** By the list that npm leaves once all of it is done. What is optional may be missing: it is for other machines, or could not be built. */
function areInstalled (root) {
  const list = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(list)) return false
  const here = packagesIn(list)
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).filter(([path]) => path.includes('node_modules/')).every(([path, wanted]) => {
    const found = here[path]
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional === true
  })
}

function mayWrite (root) {
  try {
    accessSync(root, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Installs them where they are not those of the lockfile. npm removes what is there before it fetches anything, so that
 * without a network nothing would run any more: it is kept beside, and comes back where npm fails or was killed.
 * What npm runs on is not what the code runs on, so npm must not judge it by the packages' `engines`.
 */
export function installPackages (root) {
  const [packages, before] = [join(root, 'node_modules'), join(root, '.node_modules-before')]
  const putBack = () => {
    if (!existsSync(before)) return
    rmSync(packages, { recursive: true, force: true })
    renameSync(before, packages)
  }
  if (areInstalled(root)) return
  if (!mayWrite(root)) stop(text.mayNotInstall(root))
  putBack()
  if (areInstalled(root)) return
  say(text.installing)
  if (existsSync(packages)) renameSync(packages, before)
  const result = spawnSync('npm', ['ci', '--include=dev', '--include=optional', '--engine-strict=false', '--loglevel=error', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (result.error || result.status !== 0) {
    putBack()
    stop(result.error ? text.noNpm(result.error.message) : text.npmFailed(root))
  }
  rmSync(before, { recursive: true, force: true })
}
