#!/usr/bin/env node
import { onNode24 } from '../../program/src/on-node-24.js'

onNode24('mimamori-agent', {
  en: 'Install Node.js 24 and run the same command again.',
  ja: 'Node.js 24 を入れてから、もう一度実行してください。'
}, () => import('../src/main.ts'))
