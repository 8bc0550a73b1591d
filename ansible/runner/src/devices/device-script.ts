import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { shellSetting } from '@mimamori/program/shell-setting'

/** A script for devices, from the folder `device` beside the module that hands it over; it may read the agent's settings with `setting`. */
export const readDeviceScript = (directory: string, name: string): string => `${shellSetting}\n${readFileSync(join(directory, 'device', name), 'utf8')}`
