/* The Node that the code runs on. */
import { execFileSync } from 'child_process'
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, unlinkSync } from 'fs'
import { dirname, join, relative } from 'path'
import { stop } from './messages.js'
import { text } from './text.js'

function versionOf (node) {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().slice(1)
  } catch {
    return undefined
  }
}

const isNewEnough = (version) => parseInt(version || '0', 10) >= 24

/** Makes node_modules/.bin/node, which may be moved with the packages: npm 9 and 10 leave out the link of an optional platform package. */
export function linkNode (root) {
  const link = join(root, 'node_modules', '.bin', 'node')
  const expected = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[`node-linux-${process.arch}`]
  const here = versionOf(link)
  if (expected ? here === expected : isNewEnough(here)) return
  const packaged = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  const source = existsSync(packaged) ? packaged : process.execPath
  if (!isNewEnough(versionOf(source))) stop(text.noNode(`${process.platform} ${process.arch}`))
  mkdirSync(dirname(link), { recursive: true })
  try {
    lstatSync(link)
    unlinkSync(link)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  symlinkSync(source === packaged ? relative(dirname(link), packaged) : source, link)
}
