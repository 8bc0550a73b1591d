import { ofCollector } from './last-samples.ts'

const answers = `max(${ofCollector('mimamori_device_reachable{device=%q}')}) == 1`

/** What the text of an alert says of a device that answers, at its address or to a scrape, and of any other; asked when the text is made. */
export const ifDeviceAnswers = (text: string, otherwise: string): string =>
  `{{ with printf \`${answers}\` $labels.device | query }}${text}{{ else }}${otherwise}{{ end }}`
