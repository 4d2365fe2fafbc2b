import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as binding from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/**
 * Prisma's schema engine as WebAssembly, connected to the database at `url`. The engine that Prisma downloads does the same work; this one comes from
 * the npm registry, so migrations can be written and checked where nothing else can be reached.
 */
export async function openSchemaEngine(url: string): Promise<SchemaEngine> {
  instantiated ??= instantiate();
  await instantiated;
  return binding.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFor(url)),
  );
}

/**
 * The adapter for PostgreSQL, taught the system type "char": the engine reads it from the catalogue and wants it as a character, and the adapter of 7.10.0
 * does not know it at all.
 */
function adapterFor(url: string): SqlMigrationAwareDriverAdapterFactory {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const charColumns = new Map<string, number[]>();
  const query = pool.query.bind(pool);
  Object.defineProperty(pool, 'query', {
    value: async (asked: string | pg.QueryArrayConfig) => {
      if (typeof asked === 'string') return query(asked);
      const result = await query(asked);
      for (const [index, field] of result.fields.entries()) {
        if (field.dataTypeID !== pg.types.builtins.CHAR) continue;
        field.dataTypeID = pg.types.builtins.TEXT;
        charColumns.set(asked.text, [...(charColumns.get(asked.text) ?? []), index]);
      }
      return result;
    },
  });
  const factory = new PrismaPg(pool);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      return Object.assign(adapter, {
        async queryRaw(asked: SqlQuery) {
          const result = await queryRaw(asked);
          for (const index of charColumns.get(asked.sql) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
          return result;
        },
      });
    },
  };
}

/** Once a process: the binding has room for one instance, and a second would pull the memory from under the engines of the first. */
let instantiated: Promise<void> | undefined;

/** The package imports its `.wasm` as a module, which Node 20 does not know: it is instantiated by hand here. */
async function instantiate(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const imports: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(binding)) if (typeof value === 'function') imports[name] = value;
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': imports });
  const start = instance.exports.__wbindgen_start;
  const connect = imports.__wbg_set_wasm;
  if (typeof connect !== 'function' || typeof start !== 'function') {
    throw new Error('@prisma/schema-engine-wasm has changed its shape: __wbg_set_wasm or __wbindgen_start is missing.');
  }
  connect(instance.exports);
  start();
  // Where the engine leaves its last words before it gives up.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (words: string) => console.error(words) } });
}

/** The compiler's library without a browser has no words for this global. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, unknown>>,
  ): Promise<{ readonly instance: { readonly exports: Record<string, unknown> } }>;
};
