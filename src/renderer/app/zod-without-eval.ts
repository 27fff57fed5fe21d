/**
 * The schema library compiles parsers with `new Function` unless told otherwise, which the content security
 * policy of the page refuses and reports. It reads this when it is loaded, so this file is imported first.
 */
declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

globalThis.__zod_globalConfig = { jitless: true }

export {}
