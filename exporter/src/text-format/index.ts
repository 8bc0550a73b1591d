/** The Prometheus text format 0.0.4: printing it, reading it strictly, and sending it. */
export { acceptsGzip } from './accepts-gzip.ts'
export { counter, furtherNames, gauge, knownSamples, untyped, type Family, type MetricType, type Sample } from './family.ts'
export { contentType, escapeLabelValue, renderFamilies, renderValue } from './render.ts'
export { labelsOf, type LabelPositions } from './label-positions.ts'
export { parseFamilies } from './parse.ts'
export { parseValue } from './characters.ts'
export { scanExposition, scanInSteps, type ExpositionVisitor, type ScannedFamily, type ScannedSample } from './scan.ts'
export { ExpositionError } from './syntax-error.ts'
