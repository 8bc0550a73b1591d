/** Writes dashboards/out/ and the pictures of docs/dashboards/, which are committed: `npm test` compares them with what this would write. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles, layoutPictures } from './generated-files.ts'

const write = (directory: string, files: ReadonlyMap<string, string>): void => {
  // Removes files that are no longer generated.
  rmSync(directory, { recursive: true, force: true })
  for (const [path, content] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
}

write(join(import.meta.dirname, '..', 'out'), generatedFiles())
write(join(import.meta.dirname, '..', '..', 'docs', 'dashboards'), layoutPictures())
