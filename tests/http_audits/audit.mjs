// Runs every server audit of `graphql-http` against the endpoint given as the only argument.
// Prints one line per audit and exits 1 when any of them is not ok; warnings count as failures.
import { auditServer } from 'graphql-http';

const url = process.argv[2];
if (!url) {
  console.error('usage: node audit.mjs URL');
  process.exit(2);
}

const results = await auditServer({ url });
for (const { id, name, status, reason } of results) {
  console.log(`${status.padEnd(5)} ${id} ${name}${status === 'ok' ? '' : `: ${reason}`}`);
}
const failed = results.filter(({ status }) => status !== 'ok');
console.log(`${results.length - failed.length} of ${results.length} audits ok`);
process.exitCode = failed.length === 0 && results.length > 0 ? 0 : 1;
