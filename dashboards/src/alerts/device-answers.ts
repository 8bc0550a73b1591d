import { ofCollector } from './last-samples.ts'

const answers = `max(${ofCollector('mimamori_device_reachable{device=%q}')}) == 1`

/** An alert's text about a device that answers, at its address or to a scrape, and about any other; evaluated when the text is made. */
export const ifDeviceAnswers = (text: string, otherwise: string): string =>
  `{{ with printf \`${answers}\` $labels.device | query }}${text}{{ else }}${otherwise}{{ end }}`
