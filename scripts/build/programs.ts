import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleProgram, programs } from './bundle.ts'

/** Builds the programs that are shipped to devices into a directory. */
export const buildPrograms = async (directory: string, say: (line: string) => void): Promise<void> => {
  mkdirSync(directory, { recursive: true })
  for (const program of programs) {
    const outfile = join(directory, `${program.name}.js`)
    const { title, code } = await bundleProgram(program)
    writeFileSync(outfile, code)
    chmodSync(outfile, 0o755)
    say(`${outfile}: ${title}, ${Math.ceil(Buffer.byteLength(code) / 1024)} kB`)
  }
}
