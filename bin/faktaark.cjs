#!/usr/bin/env node
require('../dist/faktaark.cjs').main(process.argv.slice(2));
