import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { findProgram } from '../../scripts/start/find-program.ts'

let directory: string
const program = (path: string, mode = 0o755): string => {
  const file = join(directory, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, '#!/bin/sh\n', { mode })
  return file
}
const pathOf = (...names: readonly string[]): string => names.map((name) => join(directory, name)).join(':')

beforeEach(() => { directory = temporaryDirectory() })

test('a program is found as a shell finds it: in the first directory of PATH that has it', () => {
  const [first] = [program('b/prometheus'), program('c/prometheus')]
  expect(findProgram(['prometheus'], pathOf('a', 'b', 'c'))).toBe(first)
})

test('the first of several names wins, wherever in PATH it is', () => {
  program('a/alertmanager')
  const debian = program('b/prometheus-alertmanager')
  expect(findProgram(['prometheus-alertmanager', 'alertmanager'], pathOf('a', 'b'))).toBe(debian)
})

test('what cannot be run is no program', () => {
  program('a/prometheus', 0o644)
  expect(findProgram(['prometheus'], pathOf('a', 'b'))).toBeUndefined()
  expect(findProgram(['prometheus'], '')).toBeUndefined()
})
