#!/usr/bin/env node
import { onNode24 } from '../../program/src/on-node-24.js'

onNode24('mimamori', {
  en: 'Install Node.js 24, or run it as “npm run -s mimamori -- COMMAND” in the checkout, which brings its own.',
  ja: 'Node.js 24 を入れるか、ソースのディレクトリーで「npm run -s mimamori -- コマンド」を実行してください（Node.js 24 は自動で用意されます）。'
}, () => import('../cli/src/main.ts'))
