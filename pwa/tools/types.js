// npm run types -- ../openapi.json [TARGET] : writes src/api/schema.d.ts from the server's own description.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const source = process.argv[2];
if (!source) {
  process.stderr.write("Usage: npm run types -- PATH_OF_OPENAPI_JSON\n");
  process.exit(2);
}
const document = JSON.parse(await readFile(source, "utf8"));
const target = process.argv[3] ?? fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));
await writeFile(target, astToString(await openapiTS(document, { defaultNonNullable: false })));
