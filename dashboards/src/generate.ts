/**
 * Writes dashboards/out/, the pictures of docs/dashboards/ and the runbook's table, which are committed: `npm test` compares them with the
 * output of this.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { languages } from '@mimamori/program/language'
import { withAlertTable } from './alerts/runbook-index.ts'
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
for (const language of languages) {
  const readme = join(import.meta.dirname, '..', '..', 'docs', language === 'en' ? '' : language, 'runbook', 'README.md')
  writeFileSync(readme, withAlertTable(readFileSync(readme, 'utf8'), language))
}
