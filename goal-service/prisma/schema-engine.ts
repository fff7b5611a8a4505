import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";
import { DescribeAdapter } from "./describe-adapter.ts";

/** The part of WebAssembly that this needs; TypeScript counts it to the browser. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, object>) => { exports: { __wbindgen_start: () => void } };
};
/** The package's glue has this hook for a loader like ours, and no type for it. */
const glue = engine as typeof engine & { __wbg_set_wasm: (exports: object) => void };

/** Node imports no .wasm by its name, so the engine is put together by hand, once. */
function load(): void {
  const name = "@prisma/schema-engine-wasm/schema_engine_bg";
  const dir = path.dirname(createRequire(import.meta.url).resolve(name));
  const module = new WebAssembly.Module(readFileSync(path.join(dir, "schema_engine_bg.wasm")));
  const { exports } = new WebAssembly.Instance(module, { "./schema_engine_bg.js": engine });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}

/** The SQL that leads from this database to the schema, or nothing when it is there already. */
export async function missingSql(connection: pg.ClientConfig, schemaFile: string): Promise<string | undefined> {
  load();
  const content = readFileSync(schemaFile, "utf8");
  const files = [{ path: schemaFile, content }];
  const adapter = new DescribeAdapter(connection);
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const instance = await engine.SchemaEngine.new({ datamodels: [[schemaFile, content]] }, () => undefined, bound);
  const { exitCode, stdout } = await instance.diff({
    from: { tag: "schemaDatasource", files, configDir: path.dirname(schemaFile) },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  await adapter.end();
  return exitCode === 0 ? undefined : (stdout ?? "");
}
