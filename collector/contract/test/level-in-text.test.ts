import { expect, test } from 'vitest'
import { levelInText } from '../src/level-in-text.ts'

test.each([
  ['level=warn msg="disk is slow"', 'warn'],
  ['time=2026-11-28T12:00:00.000Z level=ERROR source=main.go:12 msg=failed', 'error'],
  ['ts=2026-11-28T12:00:00Z caller=main.go:1 level=debug', 'debug'],
  ['ERROR:root:could not open the camera', 'error'],
  ['WARNING:urllib3.connectionpool:Retrying', 'warn'],
  ['[ERROR] cannot bind', 'error'],
  ['[warn] lower case stands for nothing', undefined],
  ['2026-11-28 12:00:00,123 ERROR kiosk.main: no display', 'error'],
  ['2026-11-28 12:00:00,123 - kiosk.main - CRITICAL - no display', 'error'],
  ['2026-11-28 12:00:00.123  WARN 812 --- [main] o.s.boot.Kiosk : slow', 'warn'],
  ['12:00:00.123 [main] DEBUG com.example.Kiosk - started', 'debug'],
  ['[12:00:00.123] INFO (812): listening', 'info'],
  ['Nov 28 12:00:00 pi app[812]: ERROR no display', 'error'],
  ['[1234:1234:1128/120000.123456:ERROR:gpu_process_host.cc(999)] GPU process exited', 'error'],
  ['SEVERE: thrown by java.util.logging', 'error'],
  ['E1128 12:00:00.123456 1 reflector.go:138] failed', 'error'],
  ['error: cannot open file', 'error'],
  ['panic: runtime error: index out of range', 'error'],
  ['Traceback (most recent call last):', 'error'],
  ['Uncaught TypeError: x is not a function', 'error'],
  ['the test of the ERROR page has passed', undefined],
  ['INFORMATION desk is open', undefined],
  ['0 errors, 3 warnings', undefined],
  ['温度が高すぎます', undefined],
  ['', undefined]
])('%s', (text, level) => {
  expect(levelInText(text)).toBe(level)
})
