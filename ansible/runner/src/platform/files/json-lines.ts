import { closeSync, fsyncSync, fstatSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'

/** The lines of a file as JSON; torn ones and those that are no JSON are left out. None if there is no such file. */
export const readJsonLines = (file: string): unknown[] => {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  return content.split('\n').flatMap(parseLine)
}

/** The value of a line as a list of one; an empty list if the line is empty or no JSON. */
export const parseLine = (line: string): unknown[] => {
  if (line === '') return []
  try {
    return [JSON.parse(line) as unknown]
  } catch {
    return []
  }
}

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
