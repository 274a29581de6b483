import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = { ID: 'string', Date: 'string', DateTime: 'string' };

// Types of the schema and of every query in src: a field that the schema does not have fails the build.
const config: CodegenConfig = {
  schema: '../schema.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/api/generated/**'],
  generates: {
    './src/api/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      // Documents are sent as text: the library that parses them stays out of the page.
      config: { documentMode: 'string', useTypeImports: true, enumsAsTypes: true, scalars, strictScalars: true, skipTypename: true },
    },
    // All types of the schema, for words and formats that must cover every stat and dimension.
    './src/api/generated/schema.ts': {
      plugins: ['typescript'],
      config: { useTypeImports: true, enumsAsTypes: true, scalars, strictScalars: true, skipTypename: true },
    },
  },
};

export default config;
