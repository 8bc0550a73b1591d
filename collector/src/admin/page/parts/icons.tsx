import type { Condition } from '../fleet/condition.ts'

/** Shapes that differ without their colours, on a grid of 16. */
const shapes: Readonly<Record<Condition | 'warning' | 'back' | 'eye', string>> = {
  fresh: 'M3.5 8.5l3 3 6-7',
  late: 'M8 4v4l2.5 2M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  silent: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  pending: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM8 8h.01M5 8h.01M11 8h.01',
  paused: 'M6 4v8M10 4v8',
  retired: 'M3 8h10',
  revoked: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM4 4l8 8',
  warning: 'M8 2.5 14.5 13.5h-13ZM8 6.5v3.2M8 11.6v.1',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  eye: 'M1 8c2-4 4.4-5.6 7-5.6S13 4 15 8c-2 4-4.4 5.6-7 5.6S3 12 1 8ZM10.2 8a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0Z'
}

/** Only beside a word that says the same. */
export const Icon = ({ shape }: { shape: keyof typeof shapes }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
    <path d={shapes[shape]} />
  </svg>
)
