import { closeSync, fsyncSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs'
import { readIfThere } from './read-if-there.ts'

/** The lines of a file as JSON; torn ones, and lines that are no JSON, are left out. Empty if there is no such file. */
export const readJsonLines = (file: string): unknown[] => (readIfThere(file) ?? '').split('\n').flatMap(parseLine)

/** Undefined if it is no JSON. */
export const parseJson = (content: string): unknown => {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

/** The value of a line as a list of one; an empty list if the line is empty or no JSON. */
export const parseLine = (line: string): unknown[] => [parseJson(line)].filter((value) => value !== undefined)

const endsInALine = (descriptor: number): boolean => {
  const { size } = fstatSync(descriptor)
  const last = Buffer.alloc(1)
  return size === 0 || (readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] === 0x0a)
}

/** Appends lines and waits until they are on the disk. A line that a crash left torn is ended first, so that only it is lost. */
export const appendJsonLines = (file: string, values: readonly unknown[]): void => {
  const descriptor = openSync(file, 'a+', 0o640)
  try {
    const lines = values.map((value) => `${JSON.stringify(value)}\n`).join('')
    writeFileSync(descriptor, endsInALine(descriptor) ? lines : `\n${lines}`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
