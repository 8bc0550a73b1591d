import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly author?: string | { readonly name: string }
  readonly repository?: string | { readonly url: string }
}

const isNotice = (name: string): boolean => /^(?:licen[cs]e|notice|copying)/i.test(name)

/** The part about one npm package: its name, its license as it names it (SPDX), and the text of each file about it. */
const notice = (directory: string): string => {
  const { name, version, license, author, repository } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest
  if (license === undefined) throw new Error(`${directory}/package.json names no license`)
  const texts = readdirSync(directory).filter(isNotice).sort().map((file) => readFileSync(join(directory, file), 'utf8').trim())
  const [by, from] = [typeof author === 'object' ? author.name : author, typeof repository === 'object' ? repository.url : repository]
  const facts = [`License: ${license}`, ...by === undefined ? [] : [`Author: ${by}`], ...from === undefined ? [] : [`Source: ${from}`]]
  const none = 'The package has no text of its license. Debian has common ones in /usr/share/common-licenses.'
  return [`${name} ${version}`, ...facts, '', ...texts.length === 0 ? [none] : texts].join('\n')
}

/**
 * The licenses of npm packages that are shipped, also of those that are bundled into a program. `modules`: their directories below the
 * checkout, such as `node_modules/zod`. @throws if one names no license
 */
export const thirdPartyNotices = (checkout: string, modules: readonly string[]): string => {
  if (modules.length === 0) return 'There is no npm package in this package, neither as files nor bundled into a program.\n'
  const line = '-'.repeat(80)
  const parts = [...new Set(modules)].sort().map((path) => notice(join(checkout, path)))
  return `npm packages that are in this package, each with its license.\n\n${parts.map((part) => `${line}\n${part}\n`).join('\n')}`
}
