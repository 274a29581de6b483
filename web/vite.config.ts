import { defineConfig } from 'vite';

// The server that `npm run dev` asks.
const backend = process.env.SCOREBOOK_URL ?? 'http://127.0.0.1:8000';

// Pages stand at the root of the output, everything they load under assets/ with a hash in its name: the server
// lets browsers keep those for good.
export default defineConfig({
  base: '/',
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    target: 'es2022',
    // Fonts and images stay files: the page's Content-Security-Policy allows no data: fonts.
    assetsInlineLimit: 0,
    // Monaco, the editor, is one chunk of this size by nature.
    chunkSizeWarningLimit: 4096,
    rollupOptions: {
      input: ['index.html', 'graphiql.html'],
      // React Server Components are not used here, so their marks in libraries mean nothing.
      onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
    },
  },
  // The explorer's workers are files by themselves; what is bundled ahead for `npm run dev` is the dashboard's.
  optimizeDeps: {
    entries: ['index.html'],
    include: ['echarts/core', 'echarts/charts', 'echarts/components', 'echarts/renderers', 'graphql-ws'],
    exclude: ['graphiql', '@graphiql/react', '@graphiql/plugin-explorer'],
  },
  server: {
    proxy: { '/graphql': { target: backend, ws: true }, '/session': { target: backend } },
  },
});
