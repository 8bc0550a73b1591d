/*
 * Brings the packages of the lockfile into a checkout, given as the argument. packages.js runs it under a lock. npm works in a
 * directory beside those that are there, since it removes before it fetches: without a network, or cut off at any moment, what
 * ran before still runs. They change places when all is there.
 */
import { spawnSync } from 'child_process'
import { existsSync, renameSync, rmSync } from 'fs'
import { join } from 'path'
import { linkNode } from './node.js'
import { areInstalled } from './packages.js'
import { printMessage, stop } from './messages.js'
import { stage, stagingName } from './staging.js'
import { text } from './text.js'

const root = process.argv[2]
const [packages, staging] = [join(root, 'node_modules'), join(root, stagingName)]
const before = join(staging, 'before')

/** Whether it succeeded: files of somebody else cannot always be removed. */
function clear () {
  try {
    rmSync(staging, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}

/** npm may run on another Node than the code, so it must not check the packages' `engines`. */
function fetchPackages () {
  const { error, status } = spawnSync('npm', ['ci', '--include=dev', '--include=optional', '--engine-strict=false', '--loglevel=error', '--no-audit', '--no-fund'], { cwd: staging, stdio: ['ignore', 2, 2] })
  if (!error && status === 0) return
  clear()
  if (existsSync(packages)) printMessage(text.packagesStay)
  stop(error ? text.noNpm(error.message) : text.npmFailed(root))
}

function changePlaces () {
  // A name that outlives a power cut must not stand for files that do not.
  spawnSync('sync', ['-f', staging], { stdio: 'ignore' })
  if (existsSync(packages)) renameSync(packages, before)
  renameSync(join(staging, 'node_modules'), packages)
}

// Cut off between the two renames.
if (!existsSync(packages) && existsSync(before)) renameSync(before, packages)
const isClear = clear()
if (!areInstalled(root)) {
  if (!isClear) stop(text.mayNotInstall(root))
  stage(root)
  fetchPackages()
  linkNode(staging)
  changePlaces()
  clear()
}
