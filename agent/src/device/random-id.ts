import { readFileSync } from 'node:fs'

/** The kernel's id of this boot (random(4)). */
export const readBootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

/** A fresh random UUID from the kernel (random(4)): node:crypto would cost a megabyte for this one line. */
export const readRandomId = (): string => readFileSync('/proc/sys/kernel/random/uuid', 'utf8').trim()
