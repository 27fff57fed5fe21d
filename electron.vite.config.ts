import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** All entries and chunks of main stand in one folder, so that worker entries are found beside them. */
const flat = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', format: 'es' } as const

export default defineConfig({
  main: {
    build: {
      externalizeDeps: true,
      rollupOptions: {
        input: {
          electron: resolve('src/main/hosts/electron/main.ts'),
          browser: resolve('src/main/hosts/browser/main.ts'),
          cli: resolve('src/main/cli/main.ts'),
          'store-worker': resolve('src/main/store/store-worker.ts'),
          'export-worker': resolve('src/main/exports/export-worker.ts'),
          'backup-worker': resolve('src/main/backup/backup-worker.ts'),
          'audio-worker': resolve('src/main/audio/audio-worker.ts'),
          'pack-worker': resolve('src/main/audio/pack-worker.ts'),
          'sheet-process': resolve('src/main/sheets/sheet-process.ts'),
          'sound-worker': resolve('src/main/sound/sound-worker.ts'),
          'simulator-worker': resolve('src/simulator/simulator-worker.ts'),
        },
        output: flat,
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { index: resolve('src/preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [react()],
    build: {
      // A window opens in the time its scripts are read in: a third of the characters, a third of the wait.
      minify: true,
      outDir: resolve('out/renderer'),
      rollupOptions: { input: resolve('src/renderer/index.html') },
    },
  },
})
