/** The Prometheus text format 0.0.4: printing it, and reading it strictly. */
export { counter, gauge, untyped, type Family, type MetricType, type Sample } from './family.ts'
export { contentType, escapeLabelValue, renderFamilies, renderValue } from './render.ts'
export { parseFamilies } from './parse.ts'
export { parseValue } from './characters.ts'
export { scanExposition, type ExpositionVisitor, type ScannedFamily, type ScannedSample } from './scan.ts'
export { ExpositionError } from './syntax-error.ts'
