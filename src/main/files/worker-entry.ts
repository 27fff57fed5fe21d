/**
 * Where the code of a worker thread stands: beside its source when TypeScript runs as it is
 * (tests, command line), in the build's own folder when bundled. The build puts every entry
 * and chunk into one folder, so one rule serves.
 *
 * @param name file name without extension, the same as the build entry
 * @param moduleUrl `import.meta.url` of the module that starts the worker and stands beside it
 */
export function workerEntry(name: string, moduleUrl: string): URL {
  const extension = moduleUrl.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./${name}.${extension}`, moduleUrl)
}
