import { registerHooks } from 'node:module'

/** Whoever imports `electron` in this process gets the double beside this file. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context)
    return { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true }
  },
})
