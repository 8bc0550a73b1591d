import { z } from 'zod'
import { about } from './about.ts'

/** A silence that keeps an alert from being notified. */
const silencing = z.object({
  id: z.string().meta(about('The ID of the silence.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21')),
  by: z.string().meta(about('Who created the silence.', '田中')),
  until: z.iso.datetime().meta(about('When the silence ends.', '2026-11-28T17:00:00.000Z')),
  reason: z.string().meta(about('The reason for the silence.', 'power work in hall 2'))
})

/** An alert that keeps another from being notified, since it has the same cause. */
const inhibiting = z.object({
  fingerprint: z.string(),
  name: z.string().meta(about('The name of the inhibiting alert.', 'DeviceSilent')),
  device: z.string().nullable().meta(about('The ID of the device; null if the alert is not about a device.', 'pi-kiosk-03')),
  site: z.string().nullable().meta(about('The site of the inhibiting alert; null if it has none.', 'north'))
})

/** Reasons why Alertmanager suppresses an alert and notifies nobody of it (https://prometheus.io/docs/alerting/latest/alertmanager/). */
export const suppression = z.object({
  silencedBy: z.array(silencing).describe('The silences that match the alert.'),
  inhibitedBy: z.array(inhibiting).describe(
    'The alerts that inhibit this one: they have the same cause, and notifications are sent for them instead.'
  )
})
export type Suppression = z.infer<typeof suppression>
