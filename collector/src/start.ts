/** Starts the collector from its bundle, if that is of these sources: it takes half of the CPU time of a start from the sources. */
import { createRequire } from 'node:module'
import { areBundlesCurrent, bundleFile } from './bundle.ts'

if (areBundlesCurrent()) createRequire(import.meta.url)(bundleFile('collector.cjs'))
else await import('./main.ts')
