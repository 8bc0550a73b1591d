/* The Node that the code runs on. */
import { execFileSync } from 'child_process'
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, unlinkSync } from 'fs'
import { dirname, join } from 'path'
import { stop } from './say.js'
import { text } from './text.js'

function versionOf (node) {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().slice(1)
  } catch {
    return undefined
  }
}

/** Makes node_modules/.bin/node: npm 9 and 10 leave out the link of an optional platform package. */
export function linkNode (root) {
  const link = join(root, 'node_modules', '.bin', 'node')
  const expected = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[`node-linux-${process.arch}`]
  if (versionOf(link) === expected) return
  const packaged = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  const source = existsSync(packaged) ? packaged : process.execPath
  if (parseInt(versionOf(source) || '0', 10) < 24) stop(text.noNode(`${process.platform} ${process.arch}`))
  mkdirSync(dirname(link), { recursive: true })
  try {
    lstatSync(link)
    unlinkSync(link)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  symlinkSync(source, link)
}
