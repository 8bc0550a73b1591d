import { writeBuilt } from '@mimamori/program/built-file'
import { areBundlesCurrent, bundleSource } from '../../collector/src/bundle.ts'
import { openPage } from '../../collector/src/pages/built-page.ts'

/** Builds the parts that a start of the server would otherwise compile, unless current: page, manual and the collector's bundles. */
export const buildServer = async (): Promise<void> => {
  await openPage()
  if (areBundlesCurrent()) return
  // The bundler, which a package lacks.
  const { bundleCollector } = await import('./bundle-collector.ts')
  const source = bundleSource()
  for (const [file, content] of await bundleCollector()) writeBuilt(file, source, content)
}
