#!/usr/bin/env node
import { onNode24 } from '../../../program/src/on-node-24.js'

onNode24('mimamori-devices', {
  en: 'Install Node.js 24, or run it by node_modules/.bin/node of the checkout.',
  ja: 'Node.js 24 を入れるか、ソースのディレクトリーの node_modules/.bin/node で実行してください。'
}, () => import('../src/devices/main.ts'))
