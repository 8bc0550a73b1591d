import { eyePath } from '@mimamori/contract/frame'

const tick = 'M3.5 8.5l3 3 6-7'
const arrowDown = 'M8 3v10M4 9l4 4 4-4'
const cross = 'M4.5 4.5l7 7M11.5 4.5l-7 7'
const dots = 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM8 8h.01M5 8h.01M11 8h.01'
const turning = 'M13.5 5.5A6 6 0 0 0 3 5M13.5 2.5v3h-3M2.5 10.5A6 6 0 0 0 13 11M2.5 13.5v-3h3'
const square = 'M4 4h8v8H4Z'
const triangle = 'M8 2.5 14.5 13.5h-13ZM8 6.5v3.2M8 11.6v.1'

/** Shapes that differ without their colours, on a grid of 16. */
const shapes = {
  fresh: tick, late: 'M8 4v4l2.5 2M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z', down: arrowDown, silent: cross, pending: dots,
  off_hours: 'M12.8 10.2A5.6 5.6 0 0 1 5.8 3.2a5.6 5.6 0 1 0 7 7Z', paused: 'M6 4v8M10 4v8', retired: 'M3 8h10',
  revoked: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM4 4l8 8', off: 'M8 2v6M4.7 4.2a5.5 5.5 0 1 0 6.6 0',
  restarting: turning, stopped: square, refused: triangle, updated: tick, unchanged: 'M4 6h8M4 10h8', failed: cross,
  rolled_back: 'M6 3 3 6l3 3M3.5 6H9a4 4 0 0 1 0 8H6',
  unreachable: 'M2 6c4-3.6 8-3.6 12 0M4.5 9c2.3-2 4.7-2 7 0M3 13.5 13 2.5', skipped: 'M4 4l4 4-4 4M9 4l4 4-4 4',
  waiting: dots, under_way: turning, no_result: 'M5.8 6a2.2 2.2 0 1 1 3 2.1c-.6.3-.8.7-.8 1.4M8 12.2v.1',
  running: turning, succeeded: tick, cancelled: square, interrupted: 'M8 2v6M8 12v.1M4 13h8', warning: triangle,
  ascending: 'M8 13V3M4 7l4-4 4 4', descending: arrowDown, back: 'M9.5 3.5 5 8l4.5 4.5', eye: eyePath
}

/** Only next to a word that says the same. */
export const Icon = ({ shape }: { shape: keyof typeof shapes }) => (
  <svg
    class="icon"
    viewBox="0 0 16 16"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    <path d={shapes[shape]} />
  </svg>
)
